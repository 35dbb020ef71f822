import * as v from 'valibot';
import type { HistoryPage } from '../../model/history';
import { decodeList, listSchema } from './list';
import type { Decoded } from './list';
import { checked, integer } from './schemas';

const historySchema = v.object({
  ...listSchema.entries,
  total_results: v.fallback(v.optional(v.pipe(integer, v.minValue(0))), undefined),
});

/**
 * A page of `im.notify.history.search`: `{notifications, users, total_results?}`, the number on the first page alone;
 * `[]` where there is no chat. `limit` is what was asked for: fewer notifications mean the last page.
 *
 * @throws PortalFailure `malformed`
 */
export function decodeHistoryPage(result: unknown, limit: number, origin: string): Decoded<HistoryPage> {
  if (Array.isArray(result) && result.length === 0) {
    return { page: { notifications: [] }, leftOut: 0 };
  }
  const raw = checked(historySchema, result);
  const { notifications, leftOut, last } = decodeList(raw, limit, origin);
  return {
    page: {
      notifications,
      ...(last === undefined ? {} : { next: last.lastId }),
      ...(raw.total_results === undefined ? {} : { total: raw.total_results }),
    },
    leftOut,
  };
}
