import { SharedMap } from '../windows/sharedMap';
import { type SharedMemento, updateInBackground } from '../windows/sharedMemento';
import { draftsKey } from './replyDrafts';
import { repliesKey } from './replyStore';

const KEYS = [draftsKey, repliesKey];

/**
 * Copies an account's drafts and replies to another account ID; of those that exist under both IDs, the later one
 * wins.
 */
export async function copyUnsentTextsToAccount(memento: SharedMemento, from: string, to: string): Promise<void> {
  for (const keyOf of KEYS) {
    const copies = new SharedMap(memento, keyOf(to), value => value);
    copies.copyLaterFrom(new SharedMap(memento, keyOf(from), value => value));
    await copies.save();
  }
}

export function deleteUnsentTexts(memento: SharedMemento, accountId: string): void {
  for (const keyOf of KEYS) {
    updateInBackground(memento, keyOf(accountId), undefined);
  }
}
