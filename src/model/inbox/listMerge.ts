import {
  compareNewestFirst,
  MAX_UNREAD_COUNT,
  type Notification,
  type NotificationApi,
  type NotificationPage,
  type PageCursor,
} from '../notification/notification';

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

/** Stops the loop if a portal never runs out of confirmations. */
const MAX_CONFIRMATION_PAGES = 20;

/**
 * Fetches the first page, and the next ones as long as confirmations fill them: they come first and would hide
 * everything new.
 *
 * @throws PortalFailure
 */
async function fetchNewestPage(centre: Pick<NotificationApi, 'getPage'>): Promise<NotificationPage> {
  let page = await centre.getPage();
  for (let pages = 1; page.next?.lastType === 1 && pages < MAX_CONFIRMATION_PAGES; pages++) {
    const following = await centre.getPage(page.next);
    page = { ...following, notifications: [...page.notifications, ...following.notifications] };
  }
  return page;
}

/**
 * Merges a fresh first page into the list: it replaces what it covers, and older loaded notifications stay. If so
 * much is new that the page doesn't reach the loaded notifications, those are dropped rather than shown with a gap,
 * and loading more continues from the end of the page.
 */
export function mergeNewestPage(before: LoadedNotifications, fresh: NotificationPage): LoadedNotifications {
  const page = { ...fresh, notifications: reuseUnchanged(before.notifications, fresh.notifications) };
  if (page.next === undefined) return { notifications: sorted(page.notifications) };
  const known = before.notifications.filter(isOrdinary);
  const ordinary = page.notifications.filter(isOrdinary);
  const [newest] = known;
  const oldestFresh = ordinary.toSorted(compareNewestFirst).at(-1);
  if (newest === undefined || oldestFresh === undefined || compareNewestFirst(oldestFresh, newest) < 0) {
    return { notifications: sorted(page.notifications), next: page.next };
  }
  const beyond = known.filter(notification => compareNewestFirst(notification, oldestFresh) > 0);
  const notifications = sorted([...page.notifications, ...beyond]);
  if (beyond.length === 0) return { notifications, next: page.next };
  return bounded(before.next === undefined ? { notifications } : { notifications, next: before.next });
}

/** Appends an older page to the list; the page wins for notifications that are in both. */
export function mergeNextPage(before: LoadedNotifications, page: NotificationPage): LoadedNotifications {
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

export function isOrdinary({ kind }: Notification): boolean {
  return kind !== 'confirmation';
}

/** Sorts newest first and removes duplicate IDs, keeping the first one given. */
function sorted(notifications: readonly Notification[]): readonly Notification[] {
  const byId = new Map(notifications.toReversed().map(notification => [notification.id, notification]));
  return [...byId.values()].sort(compareNewestFirst);
}

/** Maximum number of pages refetched of a long list. */
const MAX_REFETCHED_PAGES = 40;

/**
 * Tells whether the number of loaded unread notifications differs from the portal's count in a new way. If the same
 * difference remains after everything was refetched, the portal itself counts wrongly, and fetching again won't help.
 */
export class CountMismatch {
  #last = '';

  readonly isNew = (unread: number, unreadTotal: number): boolean => {
    const last = this.#last;
    this.#last = `${unread} of ${unreadTotal}`;
    return this.#last !== last;
  };
}

/**
 * Merges the newest page into the list; older loaded notifications stay. If more of the list is unread than the
 * portal counts, some were read or deleted elsewhere, and the list is refetched as far as it was loaded if `isWorth`
 * returns true.
 *
 * @throws PortalFailure
 */
export async function fetchAndMergeNewest(
  centre: Pick<NotificationApi, 'getPage'>,
  before: () => LoadedNotifications,
  isWorth: (unread: number, unreadTotal: number) => boolean,
): Promise<NotificationPage> {
  const page = await fetchNewestPage(centre);
  const { unreadTotal } = page;
  const kept = mergeNewestPage(before(), page);
  const unread = countUnread(kept);
  if (unreadTotal >= MAX_UNREAD_COUNT || unread <= unreadTotal || !isWorth(unread, unreadTotal)) {
    return { ...kept, unreadTotal };
  }
  let fresh = mergeNewestPage({ notifications: [] }, page);
  const isShorter = (): boolean => fresh.notifications.length < kept.notifications.length;
  for (let pages = 1; fresh.next !== undefined && pages < MAX_REFETCHED_PAGES && isShorter(); pages++) {
    fresh = mergeNextPage({ notifications: fresh.notifications }, await centre.getPage(fresh.next));
  }
  return { ...fresh, unreadTotal };
}

/** Merges another window's list; older loaded notifications stay unless they contradict the portal's count. */
export function mergeSnapshot(
  before: LoadedNotifications,
  told: NotificationPage,
  isWorth: (unread: number, unreadTotal: number) => boolean,
): LoadedNotifications {
  const kept = mergeNewestPage(before, told);
  const isContradiction = told.unreadTotal < MAX_UNREAD_COUNT && countUnread(kept) > told.unreadTotal;
  return isContradiction && isWorth(countUnread(kept), told.unreadTotal)
    ? mergeNewestPage({ notifications: [] }, told)
    : kept;
}

/** Returns how many unread notifications aren't loaded. */
export function countUnreadNotLoaded(loaded: LoadedNotifications, unreadTotal: number): number {
  return unreadTotal >= MAX_UNREAD_COUNT ? Number.POSITIVE_INFINITY : Math.max(unreadTotal - countUnread(loaded), 0);
}

export function countUnread({ notifications }: Pick<NotificationPage, 'notifications'>): number {
  return notifications.filter(({ isRead }) => !isRead).length;
}
