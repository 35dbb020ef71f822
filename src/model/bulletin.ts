import { Emitter } from './emitter';
import type { Disposable } from './emitter';
import { isAfter } from './moments';
import type { Neighbourhood } from './neighbourhood';
import { put } from './sharedState';

/** What one of the windows has let the others know. */
export interface Posting<T> {
  readonly window: string;
  /** Milliseconds since the epoch: of two, the later one counts. */
  readonly at: number;
  readonly value: T;
}

/** Where windows post something in turn, the newest in the place of all before. A posting that got lost is posted again. */
export class Bulletin<T> implements Disposable {
  readonly #neighbourhood: Neighbourhood;
  readonly #key: string;
  readonly #valueIn: (value: unknown) => T | undefined;
  readonly #posted = new Emitter();
  readonly #subscription: Disposable;
  #newest: Posting<T> | undefined;

  /** Another window has posted something newer. */
  readonly onDidPost = this.#posted.event;

  /** `valueIn` gives nothing for what it can't read. */
  constructor(neighbourhood: Neighbourhood, key: string, valueIn: (value: unknown) => T | undefined) {
    this.#neighbourhood = neighbourhood;
    this.#key = key;
    this.#valueIn = valueIn;
    this.#newest = this.#read();
    this.#subscription = neighbourhood.pulse.onDidBeat(() => {
      this.#look();
    });
  }

  get newest(): Posting<T> | undefined {
    return this.#newest;
  }

  post(value: T, at = Date.now()): void {
    this.#newest = { window: this.#neighbourhood.id, at, value };
    put(this.#neighbourhood.state, this.#key, this.#newest);
  }

  /** Takes down what is there. */
  clear(): void {
    this.#newest = undefined;
    put(this.#neighbourhood.state, this.#key, undefined);
  }

  dispose(): void {
    this.#subscription.dispose();
  }

  #look(): void {
    const there = this.#read();
    const newest = this.#newest;
    const now = Date.now();
    if (there !== undefined && (newest === undefined || isNewer(there, newest, now))) {
      this.#newest = there;
      this.#posted.fire();
    } else if (
      newest?.window === this.#neighbourhood.id &&
      (there === undefined || isNewer(newest, there, now))
    ) {
      put(this.#neighbourhood.state, this.#key, newest);
    }
  }

  #read(): Posting<T> | undefined {
    const there = this.#neighbourhood.state.get(this.#key);
    if (typeof there !== 'object' || there === null || !('window' in there) || !('at' in there)) {
      return undefined;
    }
    const { window, at } = there;
    const value = this.#valueIn('value' in there ? there.value : undefined);
    return typeof window === 'string' && typeof at === 'number' && value !== undefined
      ? { window, at, value }
      : undefined;
  }
}

/** Of two at the same moment one has to count for all. */
function isNewer(one: Posting<unknown>, other: Posting<unknown>, now: number): boolean {
  return isAfter(one.at, other.at, now) || (one.at === other.at && one.window > other.window);
}
