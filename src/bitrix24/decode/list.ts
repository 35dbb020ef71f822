import * as v from 'valibot';
import type { Cursor, Notification } from '../../model/notification';
import { decodeNotification } from './notification';
import type { Authors } from './notification';
import { integer, name, readable } from './schemas';

/** What the pages of the list and of the history have in common. */
export const listSchema = v.object({
  notifications: v.array(v.unknown()),
  users: v.fallback(v.array(v.unknown()), []),
});

export interface Decoded<T> {
  readonly page: T;
  /** How many notifications were left out because a field of theirs was wrong. */
  readonly leftOut: number;
}

interface DecodedList {
  readonly notifications: readonly Notification[];
  readonly leftOut: number;
  /** The last one that has an id, where the list is full. */
  readonly last?: Cursor;
}

/** `limit` is what was asked for: fewer notifications mean the last page. */
export function decodeList(
  { notifications: items, users }: v.InferOutput<typeof listSchema>,
  limit: number,
  origin: string,
): DecodedList {
  const authors: Authors = new Map(readable(userSchema, users).map(user => [user.id, user]));
  const decoded = items.flatMap(item => decodeNotification(item, authors, origin) ?? []);
  const last = items.length < limit ? undefined : readable(cursorSchema, items).at(-1);
  return {
    notifications: firstOfEach(decoded),
    leftOut: items.length - decoded.length,
    // LAST_TYPE tells the stage, not the type: 1 goes on among the confirmations, 3 among all others.
    ...(last && { last: { lastId: last.id, lastType: last.notify_type === 1 ? 1 : 3 } }),
  };
}

/** A portal that repeats itself: the tree takes no id twice. */
function firstOfEach(notifications: readonly Notification[]): readonly Notification[] {
  const seen = new Set<number>();
  return notifications.filter(({ id }) => seen.size < seen.add(id).size);
}

const userSchema = v.object({ id: integer, name: v.pipe(name, v.nonEmpty()) });
const cursorSchema = v.object({ id: integer, notify_type: integer });
