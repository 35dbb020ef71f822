import { propertiesOf } from '../unknownValue';
import { updateInBackground } from '../windows/sharedMemento';
import type { SharedMemento } from '../windows/sharedMemento';
import { draftsKey } from './replyDrafts';
import { repliesKey } from './replyStore';

const OWN_WORDS = [draftsKey, repliesKey];

/**
 * Copies an account's drafts and replies to another account ID; of those that exist under both IDs, the later one
 * wins.
 */
export async function copyUnsentTexts(shared: SharedMemento, from: string, to: string): Promise<void> {
  for (const keyOf of OWN_WORDS) {
    const kept = propertiesOf(shared.get(keyOf(from)));
    const there = propertiesOf(shared.get(keyOf(to)));
    const newer = Object.entries(kept).filter(([name, each]) => momentOf(each) > momentOf(there[name]));
    if (newer.length > 0) {
      await shared.update(keyOf(to), { ...there, ...Object.fromEntries(newer) });
    }
  }
}

export function deleteUnsentTexts(shared: SharedMemento, id: string): void {
  for (const keyOf of OWN_WORDS) {
    updateInBackground(shared, keyOf(id), undefined);
  }
}

function momentOf(register: unknown): number {
  const { at } = propertiesOf(register);
  return typeof at === 'number' ? at : 0;
}
