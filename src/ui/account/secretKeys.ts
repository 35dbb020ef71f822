import { cleanText, onOneLine } from '../../model/cleanText';
import { field } from '../field';

/** Where the first version kept its only credential. */
export const FIRST_VERSION_KEY = 'bitrix24.credential';

/** Which accounts are connected: `[{"id":"1@https://portal.example","name":"…"}]`. */
export const INDEX_KEY = 'bitrix24.accounts';

/** An account in the list. */
export interface Entry {
  readonly id: string;
  /** What a person calls its portal; empty where they gave it no name. */
  readonly name: string;
}

/** Where an account's credential is kept. */
export function secretKey(id: string): string {
  return `bitrix24.credential:${id}`;
}

/** The list in what was kept, each account once; what can't be read is none. */
export function entriesIn(kept: string): readonly Entry[] {
  try {
    const list: unknown = JSON.parse(kept);
    const entries = Array.isArray(list) ? list.flatMap(entryIn) : [];
    return entries.filter(({ id }, index) => entries.findIndex(entry => entry.id === id) === index);
  } catch {
    return [];
  }
}

function entryIn(item: unknown): readonly Entry[] {
  const id = field(item, 'id');
  const name = field(item, 'name');
  return typeof id === 'string'
    ? [{ id, name: typeof name === 'string' ? onOneLine(cleanText(name)) : '' }]
    : [];
}
