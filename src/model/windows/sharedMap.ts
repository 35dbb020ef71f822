import { Emitter } from '../emitter';
import { isTime, propertiesOf } from '../unknownValue';
import type { SharedMemento } from './sharedMemento';
import { isAhead, isRecent } from './timestamps';

/** A deleted entry has no `value`; it is kept so that a window unaware of the deletion can't restore the value. */
interface Entry {
  /** When it was last written, in milliseconds since the epoch. */
  readonly at: number;
  /** Of two values of an entry, the one with the higher number is later. Stored only if it is not `at`. */
  readonly order: number;
  /** As stored: an entry of a newer version, which this one can't parse, is kept as it is. */
  readonly value?: unknown;
}

/** How long deletions are remembered: as long as a window may sleep. */
const REMEMBERED_MS = 7 * 24 * 3_600_000;

/**
 * A map written by several windows; the last write to an entry wins. It is stored under one key of the shared memento;
 * {@link sync} writes entries again that another window has overwritten there.
 */
export class SharedMap<T> {
  readonly #memento: SharedMemento;
  readonly #key: string;
  readonly #parse: (value: unknown) => T | undefined;
  readonly #changed = new Emitter();
  #entries: ReadonlyMap<string, Entry>;

  /** Fires when another window has changed the map. */
  readonly onDidChange = this.#changed.event;

  /** `parse` parses a stored value, which may be anything, and returns `undefined` if it can't. */
  constructor(memento: SharedMemento, key: string, parse: (value: unknown) => T | undefined) {
    this.#memento = memento;
    this.#key = key;
    this.#parse = parse;
    this.#entries = this.#stored();
  }

  get(name: string): T | undefined {
    const value = this.#entries.get(name)?.value;
    return value === undefined ? undefined : this.#parse(value);
  }

  /** Returns when the entry was last written, in milliseconds since the epoch; `-Infinity` if never. */
  writtenAt(name: string): number {
    return this.#entries.get(name)?.at ?? Number.NEGATIVE_INFINITY;
  }

  /** Returns whether the entry was written within the last `periodMs`. */
  isFresh(name: string, periodMs: number): boolean {
    return isRecent(this.writtenAt(name), periodMs, Date.now());
  }

  get entries(): readonly (readonly [string, T])[] {
    return [...this.#entries.keys()].flatMap(name => {
      const value = this.get(name);
      return value === undefined ? [] : [[name, value] as const];
    });
  }

  /**
   * Takes effect in this window at once; call {@link save} for the other windows and the next start. `at`: the time of
   * the write, in milliseconds since the epoch.
   */
  set(name: string, value: T, at?: number): void {
    this.#put([[name, value]], at);
  }

  /** Sets several entries, or deletes those without a value; else like {@link set}. */
  setAll(entries: readonly (readonly [string, T | undefined])[]): void {
    this.#put(entries.filter(([name, value]) => value !== undefined || this.#entries.has(name)));
  }

  delete(name: string): void {
    this.setAll([[name, undefined]]);
  }

  /** Resolves when the map is written to the shared memento, merged with the other windows' changes. Never rejects. */
  async save(): Promise<void> {
    this.merge();
    const now = Date.now();
    this.#entries = new Map([...this.#entries].filter(([, entry]) => isRemembered(entry, now)));
    const stored = [...this.#entries].map(([name, entry]) => [name, storedEntry(entry)] as const);
    await this.#write(stored.length === 0 ? undefined : Object.fromEntries(stored));
  }

  /** Merges the other windows' changes, and writes nothing. */
  merge(): ReadonlyMap<string, Entry> {
    const stored = this.#stored();
    this.#mergeEntries(stored);
    return stored;
  }

  /** Merges the other windows' changes, and saves again what they have overwritten. Returns whether they have. */
  sync(): boolean {
    const stored = this.merge();
    const now = Date.now();
    const isOverwritten = ([name, entry]: readonly [string, Entry]): boolean =>
      isRemembered(entry, now) && replaces(entry, stored.get(name));
    const wasOverwritten = [...this.#entries].some(isOverwritten);
    if (wasOverwritten) {
      void this.save();
    }
    return wasOverwritten;
  }

  /**
   * Copies the entries of another map, deletions too, that are later than those here. A value replaces any deletion, as
   * what was deleted here may have been moved there.
   */
  copyLaterFrom(other: SharedMap<T>): void {
    for (const [name, { value, at }] of other.#entries) {
      const here = this.#entries.get(name);
      if (value !== undefined && here !== undefined && here.value === undefined) {
        this.#put([[name, value]], at);
      }
    }
    this.#mergeEntries(other.#entries);
  }

  /** Deletes every entry. Never rejects. */
  async deleteAll(): Promise<void> {
    this.setAll([...this.#entries].flatMap(([name, { value }]) => (value === undefined ? [] : [[name, undefined]])));
    await this.save();
  }

  /**
   * Removes everything, deletions too. Another window that still uses the map writes it again: it has to do the same, or
   * use {@link deleteAll}. Never rejects.
   */
  async clear(): Promise<void> {
    this.#entries = new Map();
    if (this.#memento.get(this.#key) !== undefined) {
      await this.#write(undefined);
    }
  }

  #mergeEntries(others: ReadonlyMap<string, Entry>): void {
    const later = [...others].filter(([name, entry]) => replaces(entry, this.#entries.get(name)));
    const hasNewValue = later.some(([name, entry]) => valueText(entry) !== valueText(this.#entries.get(name)));
    if (later.length > 0) {
      this.#entries = new Map([...this.#entries, ...later]);
    }
    if (hasNewValue) {
      this.#changed.fire();
    }
  }

  async #write(value: unknown): Promise<void> {
    try {
      await this.#memento.update(this.#key, value);
    } catch {
      // The entries remain in memory and are saved with the next change.
    }
  }

  #stored(): ReadonlyMap<string, Entry> {
    const all = Object.entries(propertiesOf(this.#memento.get(this.#key)));
    return new Map(
      all.flatMap(([name, stored]) => {
        const entry = parseEntry(stored);
        return entry === undefined ? [] : [[name, entry] as const];
      }),
    );
  }

  /** A new value is later than the one it replaces, here and in the memento, even if the clock was set back. */
  #put(changes: readonly (readonly [string, unknown])[], writtenAt?: number): void {
    const now = Date.now();
    const stored = this.#stored();
    const changed = changes.map(([name, value]): readonly [string, Entry] => {
      const replaced = [this.#entries.get(name), stored.get(name)].filter(entry => entry !== undefined);
      const times = replaced.map(({ at }) => at).filter(at => !isAhead(at, now));
      const at = writtenAt ?? Math.max(now, ...times.map(each => each + 1));
      const order = Math.max(at, ...replaced.map(each => each.order + 1));
      return [name, value === undefined ? { at, order } : { at, order, value }];
    });
    this.#entries = new Map([...this.#entries, ...changed]);
  }
}

/** Returns the parser with a call of `onUnreadable` for the first stored value that it can't parse. */
export function reportingFirst<T>(
  parse: (value: unknown) => T | undefined,
  onUnreadable: (() => void) | undefined,
): (value: unknown) => T | undefined {
  let isReported = false;
  return value => {
    const parsed = parse(value);
    if (parsed === undefined && !isReported) {
      isReported = true;
      onUnreadable?.();
    }
    return parsed;
  };
}

/** Copies a map to another key of the memento; of the entries that are under both, the later one wins. Never rejects. */
export async function copySharedMap(memento: SharedMemento, from: string, to: string): Promise<void> {
  const copies = new SharedMap(memento, to, value => value);
  copies.copyLaterFrom(new SharedMap(memento, from, value => value));
  await copies.save();
}

function parseEntry(stored: unknown): Entry | undefined {
  const { at, order, value } = propertiesOf(stored);
  if (!isTime(at)) return undefined;
  const entry = { at, order: isTime(order) ? order : at };
  return value === undefined ? entry : { ...entry, value };
}

function storedEntry({ at, order, ...rest }: Entry): unknown {
  return order === at ? { at, ...rest } : { at, order, ...rest };
}

/** Of two values with the same order, all windows have to agree on one. */
function replaces(entry: Entry, other: Entry | undefined): boolean {
  return (
    other === undefined ||
    entry.order > other.order ||
    (entry.order === other.order && valueText(entry) > valueText(other))
  );
}

function valueText(entry: Entry | undefined): string {
  return entry?.value === undefined ? '' : JSON.stringify(entry.value);
}

function isRemembered({ order, value }: Entry, now: number): boolean {
  return value !== undefined || order > now - REMEMBERED_MS;
}
