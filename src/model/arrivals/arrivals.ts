import type { Notification } from '../notification/notification';

/** Notifications of one portal that this window has to tell the user about. */
export interface Arrivals {
  /** Unread, newest first. */
  readonly notifications: readonly Notification[];
  /** `new`: just arrived. `away`: arrived while VS Code was closed for hours. `returned`: their snooze has ended. */
  readonly reason: 'new' | 'away' | 'returned';
}

/**
 * How far the notifications of a portal are known: the highest ID, and the latest date. Both grow with time; after the
 * portal was restored from a backup, only the date does.
 */
export interface ArrivalMark {
  readonly id: number;
  /** By the portal's clock, in milliseconds since the epoch. */
  readonly date: number;
}

/** Nothing is known. */
export const NO_MARK: ArrivalMark = { id: 0, date: 0 };

/** Returns the mark up to which these are known; what was known before remains so. */
export function markAfter(notifications: readonly Pick<Notification, 'id' | 'date'>[], before = NO_MARK): ArrivalMark {
  return notifications.reduce<ArrivalMark>(highestOf, before);
}

/** Returns the mark up to which a notification is known if it is up to one of the two. */
export function highestOf(one: ArrivalMark, other: ArrivalMark): ArrivalMark {
  return { id: Math.max(one.id, other.id), date: Math.max(one.date, other.date) };
}

/** Returns whether a notification, or one of those up to another mark, is not known up to the mark. */
export function isBeyond({ id, date }: ArrivalMark, mark: ArrivalMark): boolean {
  return id > mark.id || date > mark.date;
}
