import * as v from 'valibot';
import { checked, integer } from './schemas';

const countersSchema = v.object({ TYPE: v.object({ NOTIFY: v.pipe(integer, v.minValue(0)) }) });

/**
 * The count of unread notifications in `im.counters.get`.
 *
 * @throws PortalFailure `malformed`
 */
export function decodeUnreadCount(result: unknown): number {
  return checked(countersSchema, result).TYPE.NOTIFY;
}
