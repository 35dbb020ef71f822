import { Emitter } from '../emitter';
import type { Disposable } from '../emitter';
import { propertiesOf } from '../unknownValue';
import { updateInBackground } from './sharedMemento';
import type { SharedMemento } from './sharedMemento';
import { isLater, isRecent } from './timestamps';
import type { Neighbourhood } from './windowContext';

/** A deleted entry has no `value`; it is kept so that a window unaware of the deletion can't restore the value. */
interface Register<T> {
  /** When it was last written, in milliseconds since the epoch. */
  readonly at: number;
  readonly value?: T;
}

/** How long deletions are remembered: as long as a window may sleep. */
const REMEMBERED_MS = 7 * 24 * 3_600_000;

/**
 * A map written by several windows; the last write to an entry wins. It is stored under one key of the shared state;
 * {@link sync} writes entries again that another window has overwritten there.
 */
export class SharedMap<T> {
  readonly #shared: SharedMemento;
  readonly #key: string;
  readonly #read: (value: unknown) => T | undefined;
  readonly #changed = new Emitter();
  #registers: ReadonlyMap<string, Register<T>>;

  /** Fires when another window has changed the map. */
  readonly onDidChange = this.#changed.event;

  /** `read` parses a stored value, which may be anything, and returns `undefined` if it can't. */
  constructor(shared: SharedMemento, key: string, read: (value: unknown) => T | undefined) {
    this.#shared = shared;
    this.#key = key;
    this.#read = read;
    this.#registers = this.#stored();
  }

  get(name: string): T | undefined {
    return this.#registers.get(name)?.value;
  }

  /** Returns when the entry was last written, in milliseconds since the epoch; `-Infinity` if never. */
  writtenAt(name: string): number {
    return this.#registers.get(name)?.at ?? Number.NEGATIVE_INFINITY;
  }

  /** Returns whether the entry was written within the last `periodMs`. */
  isFresh(name: string, periodMs: number): boolean {
    return isRecent(this.writtenAt(name), periodMs, Date.now());
  }

  get entries(): readonly (readonly [string, T])[] {
    return [...this.#registers].flatMap(([name, { value }]) =>
      value === undefined ? [] : [[name, value] as const],
    );
  }

  /** Takes effect in this window at once; call {@link save} for the other windows and the next start. */
  set(name: string, value: T): void {
    this.#put(name, { at: this.#moment(name), value });
  }

  delete(name: string): void {
    if (this.#registers.has(name)) {
      this.#put(name, { at: this.#moment(name) });
    }
  }

  /** Resolves when the map is written to the shared state, merged with the other windows' changes. Never rejects. */
  async save(): Promise<void> {
    this.#merge();
    this.#registers = new Map([...this.#registers].filter(([, register]) => isRemembered(register)));
    const all = this.#registers.size === 0 ? undefined : Object.fromEntries(this.#registers);
    try {
      await this.#shared.update(this.#key, all);
    } catch {
      // The entries remain in memory and are saved with the next change.
    }
  }

  /** Merges the other windows' changes, and saves again what they have overwritten. */
  sync(): void {
    const stored = this.#merge();
    const isUndone = ([name, register]: readonly [string, Register<T>]): boolean =>
      isRemembered(register) && register.at > (stored.get(name)?.at ?? 0);
    if ([...this.#registers].some(isUndone)) {
      void this.save();
    }
  }

  #merge(): ReadonlyMap<string, Register<T>> {
    const stored = this.#stored();
    const newer = [...stored].filter(([name, { at }]) => at > (this.#registers.get(name)?.at ?? 0));
    const isOther = newer.some(
      ([name, { value }]) => JSON.stringify(value) !== JSON.stringify(this.#registers.get(name)?.value),
    );
    if (newer.length > 0) {
      this.#registers = new Map([...this.#registers, ...newer]);
    }
    if (isOther) {
      this.#changed.fire();
    }
    return stored;
  }

  #stored(): ReadonlyMap<string, Register<T>> {
    const all = Object.entries(propertiesOf(this.#shared.get(this.#key)));
    return new Map(all.flatMap(([name, each]) => this.#register(name, each)));
  }

  #register(name: string, kept: unknown): readonly (readonly [string, Register<T>])[] {
    const { at, value } = propertiesOf(kept);
    if (typeof at !== 'number') {
      return [];
    }
    const readable = value === undefined ? undefined : this.#read(value);
    return [[name, readable === undefined ? { at } : { at, value: readable }]];
  }

  /** Returns a time later than that of the replaced entry, here and in the state, even if the clock was set back. */
  #moment(name: string): number {
    const known = [this.#registers.get(name), this.#stored().get(name)].map(each => (each?.at ?? 0) + 1);
    return Math.max(Date.now(), ...known);
  }

  #put(name: string, register: Register<T>): void {
    this.#registers = new Map([...this.#registers, [name, register]]);
  }
}

function isRemembered({ at, value }: Register<unknown>): boolean {
  return value !== undefined || at > Date.now() - REMEMBERED_MS;
}

/** A value that one of the windows has published. */
export interface Posting<T> {
  readonly window: string;
  /** Milliseconds since the epoch; of two values, the later one wins. */
  readonly at: number;
  readonly value: T;
}

/** A value shared by the windows: a newer one replaces all earlier ones. A value that got lost is written again. */
export class Bulletin<T> implements Disposable {
  readonly #neighbourhood: Neighbourhood;
  readonly #key: string;
  readonly #valueIn: (value: unknown) => T | undefined;
  readonly #posted = new Emitter();
  readonly #subscription: Disposable;
  #newest: Posting<T> | undefined;

  /** Fires when another window has published a newer value. */
  readonly onDidPost = this.#posted.event;

  /** `read` returns `undefined` for values it can't parse. */
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
    updateInBackground(this.#neighbourhood.state, this.#key, this.#newest);
  }

  /** Removes the shared value. */
  clear(): void {
    this.#newest = undefined;
    updateInBackground(this.#neighbourhood.state, this.#key, undefined);
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
      updateInBackground(this.#neighbourhood.state, this.#key, newest);
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

/** Breaks ties between equal time stamps, so that all windows agree on the winner. */
function isNewer(one: Posting<unknown>, other: Posting<unknown>, now: number): boolean {
  return isLater(one.at, other.at, now) || (one.at === other.at && one.window > other.window);
}
