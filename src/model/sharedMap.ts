import { Emitter } from './emitter';
import { fieldsOf } from './fields';
import { isWithin } from './moments';
import type { SharedState } from './sharedState';

/** `value` is absent where it was taken out: so that no window puts it back that has not heard of it. */
interface Register<T> {
  /** When it was last written: milliseconds since the epoch. */
  readonly at: number;
  readonly value?: T;
}

/** What was taken out is remembered for as long as a window may sleep. */
const REMEMBERED_MS = 7 * 24 * 3_600_000;

/**
 * A map that several windows write, each value by itself: of two, the later one holds. It lies under one key of the
 * shared state; what another window's write undid there is written again by {@link sync}.
 */
export class SharedMap<T> {
  readonly #shared: SharedState;
  readonly #key: string;
  readonly #read: (value: unknown) => T | undefined;
  readonly #changed = new Emitter();
  #registers: ReadonlyMap<string, Register<T>>;

  /** Another window has changed it. */
  readonly onDidChange = this.#changed.event;

  /** `read`: a value as it lies in the state, which may be anything; `undefined`: it is none. */
  constructor(shared: SharedState, key: string, read: (value: unknown) => T | undefined) {
    this.#shared = shared;
    this.#key = key;
    this.#read = read;
    this.#registers = this.#stored();
  }

  get(name: string): T | undefined {
    return this.#registers.get(name)?.value;
  }

  /** When it was last written: milliseconds since the epoch. */
  writtenAt(name: string): number {
    return this.#registers.get(name)?.at ?? Number.NEGATIVE_INFINITY;
  }

  /** Whether it was written no longer ago than this, in milliseconds. */
  isFresh(name: string, periodMs: number): boolean {
    return isWithin(this.writtenAt(name), periodMs, Date.now());
  }

  get entries(): readonly (readonly [string, T])[] {
    return [...this.#registers].flatMap(([name, { value }]) =>
      value === undefined ? [] : [[name, value] as const],
    );
  }

  /** Here at once; for the other windows, and for the next start, with {@link save}. */
  set(name: string, value: T): void {
    this.#put(name, { at: this.#moment(name), value });
  }

  delete(name: string): void {
    if (this.#registers.has(name)) {
      this.#put(name, { at: this.#moment(name) });
    }
  }

  /** Resolves when it lies in the shared state, together with what other windows have put there. Never rejects. */
  async save(): Promise<void> {
    this.#merge();
    this.#registers = new Map([...this.#registers].filter(([, register]) => isRemembered(register)));
    const all = this.#registers.size === 0 ? undefined : Object.fromEntries(this.#registers);
    try {
      await this.#shared.update(this.#key, all);
    } catch {
      // What can't be kept is still here, and is saved with the next change.
    }
  }

  /** Takes in what other windows have written, and writes again what they undid. */
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
    const all = Object.entries(fieldsOf(this.#shared.get(this.#key)));
    return new Map(all.flatMap(([name, each]) => this.#register(name, each)));
  }

  #register(name: string, kept: unknown): readonly (readonly [string, Register<T>])[] {
    const { at, value } = fieldsOf(kept);
    if (typeof at !== 'number') {
      return [];
    }
    const readable = value === undefined ? undefined : this.#read(value);
    return [[name, readable === undefined ? { at } : { at, value: readable }]];
  }

  /** Later than what it replaces here and in the state, also where the clock was set back. */
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
