import * as v from 'valibot';
import type {
  Author,
  Notification,
  NotificationFingerprint,
  NotificationPage,
  PageCursor,
} from '../../model/notification/notification';
import { countUnread } from '../../model/inbox/listMerge';
import type { HistoryPage } from '../../model/search/historyQuery';
import type { AuthorsById } from './component';
import { decodeNotification } from './notification';
import {
  anyListSchema,
  integerSchema,
  listSchema,
  nameOrEmptySchema,
  singleLineNameSchema,
  parseOrThrow,
  parseValidItems,
} from './schemas';

const userSchema = v.pipe(
  v.object({
    id: integerSchema,
    name: v.pipe(singleLineNameSchema, v.nonEmpty()),
    first_name: nameOrEmptySchema,
    last_name: nameOrEmptySchema,
  }),
  v.transform(({ id, name, first_name: firstName, last_name: lastName }): Author => {
    const isPerson = firstName !== '' && lastName !== '' && name.includes(firstName);
    return { id, name, ...(isPerson && { firstName }) };
  }),
);
const cursorSchema = v.object({ id: integerSchema, notify_type: integerSchema });

/** Of a page: its authors, and the others whom its notifications stand for. */
const MAX_USERS = 1000;

/** The fields shared by the pages of the list and of the history. */
const listFields = {
  notifications: anyListSchema,
  users: v.fallback(listSchema(MAX_USERS), []),
};
const totalSchema = v.fallback(v.optional(v.pipe(integerSchema, v.minValue(0))), undefined);
const pageSchema = v.object({
  ...listFields,
  total_count: totalSchema,
  total_unread_count: v.fallback(v.nullish(integerSchema), null),
});
const historySchema = v.object({ ...listFields, total_results: totalSchema });

export interface DecodedPage<T> {
  readonly page: T;
  /** How many notifications were skipped because a field was invalid. */
  readonly skipped: number;
}

/** At most `limit` are decoded, however many came. `last`: the last item with an id, if the page is full. */
function decodeList(
  { notifications, users }: v.InferOutput<v.ObjectSchema<typeof listFields, undefined>>,
  limit: number,
  origin: string,
): DecodedPage<readonly Notification[]> & { readonly last: PageCursor | undefined } {
  const items = notifications.slice(0, limit);
  const authors: AuthorsById = new Map(parseValidItems(userSchema, users, MAX_USERS).map(user => [user.id, user]));
  const decoded = items.flatMap(item => decodeNotification(item, authors, origin) ?? []);
  const last = items.length < limit ? undefined : parseValidItems(cursorSchema, items, limit).at(-1);
  return {
    page: uniqueById(decoded),
    skipped: items.length - decoded.length,
    // LAST_TYPE is the stage of paging, not the type: 1 continues with the confirmations, 3 with all others.
    last: last && { lastId: last.id, lastType: last.notify_type === 1 ? 1 : 3 },
  };
}

/** Removes duplicates: a portal may return a notification twice, but the tree rejects duplicate ids. */
function uniqueById(notifications: readonly Notification[]): readonly Notification[] {
  const seen = new Set<number>();
  return notifications.filter(({ id }) => seen.size < seen.add(id).size);
}

/**
 * Decodes a page of `im.notify.get`: `{notifications, users, total_count?, total_unread_count?}`; the counts are absent
 * if the notification chat is empty. `limit`: the requested page size; fewer notifications mean the last page.
 *
 * @throws PortalFailure `malformed`
 */
export function decodeNotificationPage(result: unknown, limit: number, origin: string): DecodedPage<NotificationPage> {
  const raw = parseOrThrow(pageSchema, result);
  const { page: notifications, skipped, last } = decodeList(raw, limit, origin);
  return {
    page: {
      notifications,
      unreadTotal: Math.max(raw.total_unread_count ?? countUnread({ notifications }), 0),
      ...(raw.total_count !== undefined && { total: raw.total_count }),
      ...(last !== undefined && { next: last }),
    },
    skipped,
  };
}

/**
 * Decodes what `im.notify.get` says of the whole list with its newest notification.
 *
 * @throws PortalFailure `malformed`
 */
export function decodeFingerprint(result: unknown): NotificationFingerprint {
  const { notifications, total_count: total, total_unread_count: unreadTotal } = parseOrThrow(pageSchema, result);
  const [newest] = parseValidItems(cursorSchema, notifications, 1);
  return {
    ...(total !== undefined && { total }),
    ...(unreadTotal !== null && unreadTotal !== undefined && { unreadTotal }),
    ...(newest !== undefined && { newestId: newest.id }),
  };
}

/**
 * Decodes a page of `im.notify.history.search`: `{notifications, users, total_results?}`, with the total only on the
 * first page; `[]` if there is no chat. `limit`: the requested page size; fewer notifications mean the last page.
 *
 * @throws PortalFailure `malformed`
 */
export function decodeHistoryPage(result: unknown, limit: number, origin: string): DecodedPage<HistoryPage> {
  if (Array.isArray(result) && result.length === 0) return { page: { notifications: [] }, skipped: 0 };
  const raw = parseOrThrow(historySchema, result);
  const { page: notifications, skipped, last } = decodeList(raw, limit, origin);
  return {
    page: {
      notifications,
      ...(last !== undefined && { next: last.lastId }),
      ...(raw.total_results !== undefined && { total: raw.total_results }),
    },
    skipped,
  };
}
