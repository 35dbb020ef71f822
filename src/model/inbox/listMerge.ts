import { compareNewestFirst, MAX_UNREAD_COUNT, type Notification, type PageCursor } from '../notification/notification';

export interface LoadedNotifications {
  readonly notifications: readonly Notification[];
  /** Absent once everything is loaded. */
  readonly next?: PageCursor;
}

/** Maximum length of the list, except that all confirmations are kept. Older ones are dropped but can be searched. */
export const MAX_LOADED_NOTIFICATIONS = 15_000;

/** Whether older notifications would be dropped again if loaded. */
export function isLoadLimitReached({ notifications }: LoadedNotifications): boolean {
  return notifications.length >= MAX_LOADED_NOTIFICATIONS;
}

/**
 * Merges a fresh first page into the list: it replaces what it covers, and older loaded notifications stay. If so
 * much is new that the page doesn't reach the loaded notifications, those are dropped rather than shown with a gap,
 * and loading more continues from the end of the page.
 */
export function mergeNewestPage(before: LoadedNotifications, fresh: LoadedNotifications): LoadedNotifications {
  const page = { ...fresh, notifications: reuseUnchanged(before.notifications, fresh.notifications) };
  if (page.next === undefined) return { notifications: sorted(page.notifications) };
  const oldestFresh = oldestOrdinary(page.notifications);
  if (oldestFresh === undefined || !reachesLoaded(before, page)) {
    return { notifications: sorted(page.notifications), next: page.next };
  }
  const beyond = before.notifications.filter(
    notification => isOrdinary(notification) && compareNewestFirst(notification, oldestFresh) > 0,
  );
  const notifications = sorted([...page.notifications, ...beyond]);
  if (beyond.length === 0) return { notifications, next: page.next };
  return bounded(before.next === undefined ? { notifications } : { notifications, next: before.next });
}

/** Appends an older page to the list; the page wins for notifications that are in both. */
export function mergeNextPage(before: LoadedNotifications, page: LoadedNotifications): LoadedNotifications {
  const ids = new Set(page.notifications.map(notification => notification.id));
  const kept = before.notifications.filter(notification => !ids.has(notification.id));
  const notifications = sorted([...kept, ...reuseUnchanged(before.notifications, page.notifications)]);
  return bounded(page.next === undefined ? { notifications } : { notifications, next: page.next });
}

/** Shortens the list to its maximum; loading more continues after the oldest notification left. */
function bounded(list: LoadedNotifications): LoadedNotifications {
  if (list.notifications.length <= MAX_LOADED_NOTIFICATIONS) return list;
  const notifications = list.notifications.filter(
    (each, index) => index < MAX_LOADED_NOTIFICATIONS || !isOrdinary(each),
  );
  const oldest = notifications.findLast(isOrdinary);
  return oldest === undefined ? list : { notifications, next: { lastId: oldest.id, lastType: 3 } };
}

/** Reuses the object of an unchanged notification, so that views can detect changes by identity. */
function reuseUnchanged(before: readonly Notification[], fresh: readonly Notification[]): readonly Notification[] {
  const byId = new Map(before.map(notification => [notification.id, notification]));
  return fresh.map(notification => {
    const old = byId.get(notification.id);
    return old !== undefined && JSON.stringify(old) === JSON.stringify(notification) ? old : notification;
  });
}

/** Returns whether there is no gap between a page and the ordinary notifications loaded before, if there are any. */
export function reachesLoaded(before: LoadedNotifications, page: LoadedNotifications): boolean {
  const newest = before.notifications.find(isOrdinary);
  const oldest = oldestOrdinary(page.notifications);
  return newest !== undefined && oldest !== undefined && compareNewestFirst(oldest, newest) >= 0;
}

export function oldestOrdinary(list: readonly Notification[]): Notification | undefined {
  return list.filter(isOrdinary).toSorted(compareNewestFirst).at(-1);
}

export function isOrdinary({ kind }: Notification): boolean {
  return kind !== 'confirmation';
}

/** Sorts newest first and removes duplicate IDs, keeping the first one given. */
function sorted(notifications: readonly Notification[]): readonly Notification[] {
  const byId = new Map(notifications.toReversed().map(notification => [notification.id, notification]));
  return [...byId.values()].sort(compareNewestFirst);
}

/** Returns how many more of the list are unread than the portal counts: some were read or deleted elsewhere. */
export function excessUnread(list: LoadedNotifications, unreadTotal: number): number {
  return unreadTotal >= MAX_UNREAD_COUNT ? 0 : Math.max(countUnread(list) - unreadTotal, 0);
}

/** Whether all of the list is in the page. */
export function isCoveredBy(page: LoadedNotifications, { notifications }: LoadedNotifications): boolean {
  const ids = new Set(page.notifications.map(({ id }) => id));
  return notifications.every(({ id }) => ids.has(id));
}

/** Returns how many unread notifications aren't loaded. */
export function countUnreadNotLoaded(loaded: LoadedNotifications, unreadTotal: number): number {
  return unreadTotal >= MAX_UNREAD_COUNT ? Number.POSITIVE_INFINITY : Math.max(unreadTotal - countUnread(loaded), 0);
}

export function countUnread({ notifications }: LoadedNotifications): number {
  return notifications.filter(({ isRead }) => !isRead).length;
}
