import { copySharedMap, SharedMap } from '../windows/sharedMap';
import type { SharedMemento } from '../windows/sharedMemento';
import { draftsKey } from './replyDrafts';
import { repliesKey } from './replyStore';

const KEYS = [draftsKey, repliesKey];

/**
 * Copies an account's drafts and replies to another account ID; of those that exist under both IDs, the later one
 * wins.
 */
export async function copyUnsentTextsToAccount(memento: SharedMemento, from: string, to: string): Promise<void> {
  for (const keyOf of KEYS) {
    await copySharedMap(memento, keyOf(from), keyOf(to));
  }
}

/** Entry by entry: another window that doesn't know of it yet would write a removed key again. Never rejects. */
export async function deleteUnsentTexts(memento: SharedMemento, accountId: string): Promise<void> {
  await Promise.all(KEYS.map(keyOf => new SharedMap(memento, keyOf(accountId), value => value).deleteAll()));
}
