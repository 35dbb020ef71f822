import { sanitizeText, toSingleLineName } from '../../model/sanitizeText';
import { propertiesOf } from '../../model/unknownValue';

/** An account in the list that all windows share. Times are in milliseconds since the epoch. */
export interface AccountEntry {
  readonly id: string;
  /** The name the user gave its portal; empty if none. */
  readonly name: string;
  /** When it was added or removed. */
  readonly at: number;
  /** When its name was changed; 0 if never. */
  readonly namedAt: number;
  /** A removed account is remembered for a while, so that a window unaware of it can't add it again. */
  readonly isRemoved: boolean;
}

/** How long a removal is remembered: much longer than a write takes to reach the other windows. */
const REMEMBERED_MS = 24 * 3_600_000;

/**
 * Parses the stored list, each account once; skips entries that can't be parsed. Returns `undefined` for anything but
 * a list of accounts: one that was truncated, or written by a newer version.
 */
export function parseAccountEntries(stored: string): readonly AccountEntry[] | undefined {
  if (stored === '') return [];
  try {
    const list: unknown = JSON.parse(stored);
    if (!Array.isArray(list)) return undefined;
    const entries = list.flatMap(parseAccountEntry);
    if (list.length > 0 && entries.length === 0) return undefined;
    return entries.filter(({ id }, index) => entries.findIndex(entry => entry.id === id) === index);
  } catch {
    return undefined;
  }
}

/** Returns the account IDs (`1@https://portal.example`) in a list that can't be parsed, each once. */
export function findAccountIds(stored: string): readonly string[] {
  return [...new Set(stored.match(/[^"\\\s@]+@https?:\/\/[^"\\\s]+/g))];
}

function parseAccountEntry(item: unknown): readonly AccountEntry[] {
  const { id, name, at, namedAt, isRemoved } = propertiesOf(item);
  return typeof id === 'string'
    ? [
        {
          id,
          name: typeof name === 'string' ? accountName(name) : '',
          at: timeOf(at),
          namedAt: timeOf(namedAt),
          isRemoved: isRemoved === true,
        },
      ]
    : [];
}

/** Returns a typed name as it is stored. */
function accountName(typed: string): string {
  return toSingleLineName(sanitizeText(typed));
}

function timeOf(value: unknown): number {
  return typeof value === 'number' ? value : 0;
}

/** Returns the text to store, without removals from long ago. */
export function serializeAccountEntries(entries: readonly AccountEntry[], now: number): string {
  return JSON.stringify(entries.filter(({ at, isRemoved }) => !isRemoved || at > now - REMEMBERED_MS));
}

/** Returns the list with other entries in the place of those with the same ID, and new ones at its end. */
export function replaceEntries(
  entries: readonly AccountEntry[],
  changed: readonly AccountEntry[],
): readonly AccountEntry[] {
  const added = changed.filter(({ id }) => !entries.some(entry => entry.id === id));
  return [...entries.map(entry => changed.find(({ id }) => id === entry.id) ?? entry), ...added];
}

/** Returns whether an entry, and not another one of the same account, is the one that all windows agree on. */
export function supersedes(entry: AccountEntry, other: AccountEntry | undefined): boolean {
  if (other === undefined) return !entry.isRemoved;
  if (entry.at !== other.at) return entry.at > other.at;
  if (entry.isRemoved !== other.isRemoved) return entry.isRemoved;
  if (entry.namedAt !== other.namedAt) return entry.namedAt > other.namedAt;
  return entry.name > other.name;
}

/** Returns an entry for an account that is connected from now on. `previous`: that of the same account, if any. */
export function newEntry(id: string, name: string, previous: AccountEntry | undefined): AccountEntry {
  return { id, name, at: timeAfter(previous?.at), namedAt: timeAfter(previous?.namedAt), isRemoved: false };
}

export function removedEntry(entry: AccountEntry): AccountEntry {
  return { ...entry, name: '', at: timeAfter(entry.at), isRemoved: true };
}

export function renamedEntry(entry: AccountEntry, typedName: string): AccountEntry {
  return { ...entry, name: accountName(typedName), namedAt: timeAfter(entry.namedAt) };
}

/** Returns the time, or a later one than the previous change even if the clock has been set back. */
function timeAfter(previous = 0): number {
  return Math.max(Date.now(), previous + 1);
}
