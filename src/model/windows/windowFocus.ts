import { Emitter } from '../emitter';
import type { Disposable, Event } from '../emitter';
import { Bulletin } from './sharedMap';
import { isRecent } from './timestamps';
import type { Neighbourhood } from './windowContext';

/** Whether any of the windows is focused. */
export interface Attention {
  readonly isPaid: boolean;
  readonly onDidChange: Event<void>;
}

const AGAIN_MS = 60_000;
const EXPIRY_MS = 3 * AGAIN_MS;

/** Tracks which window is focused: a window reports gaining the focus, having it (periodically), and losing it. */
export class Focus implements Attention, Disposable {
  readonly #id: string;
  readonly #board: Bulletin<'here' | 'gone'>;
  readonly #changed = new Emitter();
  readonly #subscriptions: readonly Disposable[];
  #isHere = false;
  #wasPaid: boolean;

  readonly onDidChange = this.#changed.event;

  constructor(neighbourhood: Neighbourhood) {
    this.#id = neighbourhood.id;
    this.#board = new Bulletin(neighbourhood, 'bitrix24.attention', value =>
      value === 'here' || value === 'gone' ? value : undefined,
    );
    this.#wasPaid = this.isPaid;
    this.#subscriptions = [
      this.#board,
      neighbourhood.pulse.onDidBeat(() => {
        if (this.#isHere && !this.#isSaid(AGAIN_MS)) {
          this.#board.post('here');
        }
        this.#tell();
      }),
    ];
  }

  get isPaid(): boolean {
    return this.#isHere || this.#isSaid(EXPIRY_MS);
  }

  gain(): void {
    this.#isHere = true;
    this.#board.post('here');
    this.#tell();
  }

  lose(): void {
    this.#isHere = false;
    // If another window has gained the focus meanwhile, its report stays.
    if (this.#board.newest?.window === this.#id) {
      this.#board.post('gone');
    }
    this.#tell();
  }

  dispose(): void {
    for (const each of this.#subscriptions) {
      each.dispose();
    }
  }

  #isSaid(periodMs: number): boolean {
    const { newest } = this.#board;
    return newest?.value === 'here' && isRecent(newest.at, periodMs, Date.now());
  }

  #tell(): void {
    if (this.isPaid !== this.#wasPaid) {
      this.#wasPaid = this.isPaid;
      this.#changed.fire();
    }
  }
}
