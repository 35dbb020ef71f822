import { Bulletin } from './bulletin';
import { Emitter } from './emitter';
import type { Disposable, Event } from './emitter';
import { isWithin } from './moments';
import type { Neighbourhood } from './neighbourhood';

/** Whether somebody is before one of the windows. */
export interface Attention {
  readonly isPaid: boolean;
  readonly onDidChange: Event<void>;
}

const AGAIN_MS = 60_000;
const EXPIRY_MS = 3 * AGAIN_MS;

/** Which of the windows has the focus: it says so when it gets it, once in a while, and when it loses it. */
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
    // What the window has said that has the focus by now is left.
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
    return newest?.value === 'here' && isWithin(newest.at, periodMs, Date.now());
  }

  #tell(): void {
    if (this.isPaid !== this.#wasPaid) {
      this.#wasPaid = this.isPaid;
      this.#changed.fire();
    }
  }
}
