import { draftsKey } from './drafts';
import { fieldsOf } from './fields';
import { repliesKey } from './replyBook';
import { put } from './sharedState';
import type { SharedState } from './sharedState';

const OWN_WORDS = [draftsKey, repliesKey];

/** What a person has written is kept under another account's id too; of what is known under both the later holds. */
export async function copyAccountState(shared: SharedState, from: string, to: string): Promise<void> {
  for (const keyOf of OWN_WORDS) {
    const kept = fieldsOf(shared.get(keyOf(from)));
    const there = fieldsOf(shared.get(keyOf(to)));
    const newer = Object.entries(kept).filter(([name, each]) => momentOf(each) > momentOf(there[name]));
    if (newer.length > 0) {
      await shared.update(keyOf(to), { ...there, ...Object.fromEntries(newer) });
    }
  }
}

export function forgetAccountState(shared: SharedState, id: string): void {
  for (const keyOf of OWN_WORDS) {
    put(shared, keyOf(id), undefined);
  }
}

function momentOf(register: unknown): number {
  const { at } = fieldsOf(register);
  return typeof at === 'number' ? at : 0;
}
