import * as v from 'valibot';
import type { Page } from '../../model/notification';
import { decodeList, listSchema } from './list';
import type { Decoded } from './list';
import { checked, integer } from './schemas';

const pageSchema = v.object({ ...listSchema.entries, total_unread_count: v.nullish(integer) });

/**
 * A page of `im.notify.get`: `{notifications, users, total_unread_count?}`, the count being absent where the
 * notification chat is empty. `limit` is what was asked for: fewer notifications mean the last page.
 *
 * @throws PortalFailure `malformed`
 */
export function decodePage(result: unknown, limit: number, origin: string): Decoded<Page> {
  const raw = checked(pageSchema, result);
  const { notifications, leftOut, last } = decodeList(raw, limit, origin);
  const unread = notifications.filter(notification => !notification.isRead).length;
  return {
    page: {
      notifications,
      unreadTotal: Math.max(raw.total_unread_count ?? unread, 0),
      ...(last === undefined ? {} : { next: last }),
    },
    leftOut,
  };
}
