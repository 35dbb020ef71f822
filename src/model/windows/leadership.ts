import { Emitter } from '../emitter';
import type { Disposable, Event } from '../emitter';
import { updateInBackground } from './sharedMemento';
import { isRecent } from './timestamps';
import type { Neighbourhood } from './windowContext';

/** Whether this window is the leader, which polls. */
export interface Turn extends Disposable {
  readonly isMine: boolean;
  /** Another window is the leader and was seen to be alive. */
  readonly isOthers: boolean;
  readonly onDidChange: Event<void>;
}

interface Held {
  readonly holder: string;
  /** When the holder was last known to be alive. */
  readonly at: number;
}

const EXPIRY_MS = 8_000;
/** How long the other windows have to make a claim of their own. */
const CLAIM_MS = 1_000;
/** Random delay, so that windows opened together don't claim at the same time. */
const SPREAD_MS = 500;

/**
 * Elects one of the windows as the leader: the holder of a record that it renews regularly. If the record gets too
 * old, any window claims it. If several windows consider themselves the holder because they haven't seen each other's
 * records, the one with the smallest ID prevails.
 */
export class Lease implements Turn {
  readonly #neighbourhood: Neighbourhood;
  readonly #key: string;
  readonly #changed = new Emitter();
  readonly #subscription: Disposable;
  /** The record found at startup: its holder may be gone. */
  readonly #found: Held | undefined;
  #stage: 'following' | 'claiming' | 'holding' = 'following';
  #writtenAt = 0;
  #timer: ReturnType<typeof setTimeout>;

  readonly onDidChange = this.#changed.event;

  constructor(neighbourhood: Neighbourhood, key: string) {
    this.#neighbourhood = neighbourhood;
    this.#key = key;
    this.#found = heldIn(neighbourhood.state.get(key));
    this.#subscription = neighbourhood.pulse.onDidBeat(() => {
      if (this.#stage !== 'claiming') {
        this.#look();
      }
    });
    this.#timer = setTimeout(() => {
      this.#look();
    }, SPREAD_MS * neighbourhood.random());
  }

  /** False if the window was suspended for so long that another one may be the leader by now. */
  get isMine(): boolean {
    return this.#stage === 'holding' && isRecent(this.#writtenAt, EXPIRY_MS, Date.now());
  }

  get isOthers(): boolean {
    const other = this.#other;
    return other !== undefined && (other.holder !== this.#found?.holder || other.at !== this.#found.at);
  }

  get #other(): Held | undefined {
    const { state, id } = this.#neighbourhood;
    const held = heldIn(state.get(this.#key));
    const isAlive = held !== undefined && isRecent(held.at, EXPIRY_MS, Date.now());
    return isAlive && held.holder !== id ? held : undefined;
  }

  /** Releases the record so that another window can claim it immediately. */
  dispose(): void {
    clearTimeout(this.#timer);
    this.#subscription.dispose();
    const { state, id } = this.#neighbourhood;
    if (this.#stage !== 'following' && heldIn(state.get(this.#key))?.holder === id) {
      updateInBackground(state, this.#key, undefined);
    }
    this.#stage = 'following';
  }

  #look(): void {
    const { id } = this.#neighbourhood;
    const other = this.#other?.holder;
    if (other !== undefined && (this.#stage === 'following' || other < id)) {
      this.#enter('following');
    } else if (this.#stage === 'holding') {
      this.#write();
    } else if (this.#stage === 'claiming') {
      this.#write();
      this.#enter('holding');
    } else {
      this.#claim();
    }
  }

  #claim(): void {
    this.#stage = 'claiming';
    this.#write();
    clearTimeout(this.#timer);
    this.#timer = setTimeout(
      () => {
        this.#look();
      },
      CLAIM_MS + SPREAD_MS * this.#neighbourhood.random(),
    );
  }

  #write(): void {
    const { state, id } = this.#neighbourhood;
    this.#writtenAt = Date.now();
    updateInBackground(state, this.#key, { holder: id, at: this.#writtenAt } satisfies Held);
  }

  #enter(stage: 'following' | 'holding'): void {
    const before = this.#stage;
    this.#stage = stage;
    if ((before === 'holding') !== (stage === 'holding')) {
      this.#changed.fire();
    }
  }
}

function heldIn(value: unknown): Held | undefined {
  if (typeof value !== 'object' || value === null || !('holder' in value) || !('at' in value)) {
    return undefined;
  }
  const { holder, at } = value;
  return typeof holder === 'string' && typeof at === 'number' ? { holder, at } : undefined;
}
