import { newestFirst } from './notification';
import type { Cursor, Notification, NotificationCentre, Page } from './notification';

export interface Loaded {
  readonly notifications: readonly Notification[];
  /** Absent once everything is loaded. */
  readonly next?: Cursor;
}

/** So many are kept at most, and all confirmations; older ones are let go and can be searched for. */
export const MOST_LOADED = 15_000;

/** Whether older ones would have to be let go again. */
export function isFull({ notifications }: Loaded): boolean {
  return notifications.length >= MOST_LOADED;
}

/** A bound, should a portal never come to the end of its confirmations. */
const MOST_PAGES_OF_CONFIRMATIONS = 20;

/**
 * The first page, and as many more as the confirmations fill: they come first and would hide all that is new.
 *
 * @throws PortalFailure
 */
export async function newestPage(centre: Pick<NotificationCentre, 'page'>): Promise<Page> {
  let page = await centre.page();
  for (let pages = 1; page.next?.lastType === 1 && pages < MOST_PAGES_OF_CONFIRMATIONS; pages++) {
    const following = await centre.page(page.next);
    page = { ...following, notifications: [...page.notifications, ...following.notifications] };
  }
  return page;
}

/**
 * The list after a fresh first page: what the page covers is as the page says, what lies beyond it stays loaded.
 * Where so much is new that the page does not reach what was loaded, the older part is let go rather than
 * shown with a hole, and loading more goes on from the page's end.
 */
export function withFirstPage(before: Loaded, fresh: Page): Loaded {
  const page = { ...fresh, notifications: recognised(before.notifications, fresh.notifications) };
  if (page.next === undefined) {
    return { notifications: sorted(page.notifications) };
  }
  const known = before.notifications.filter(isOrdinary);
  const ordinary = page.notifications.filter(isOrdinary);
  const [newest] = known;
  const oldestFresh = ordinary.toSorted(newestFirst).at(-1);
  if (newest === undefined || oldestFresh === undefined || newestFirst(oldestFresh, newest) < 0) {
    return { notifications: sorted(page.notifications), next: page.next };
  }
  const beyond = known.filter(notification => newestFirst(notification, oldestFresh) > 0);
  const notifications = sorted([...page.notifications, ...beyond]);
  if (beyond.length === 0) {
    return { notifications, next: page.next };
  }
  return bounded(before.next === undefined ? { notifications } : { notifications, next: before.next });
}

/** The list with an older page at its end; what is in both is as the page says. */
export function withNextPage(before: Loaded, page: Page): Loaded {
  const ids = new Set(page.notifications.map(notification => notification.id));
  const kept = before.notifications.filter(notification => !ids.has(notification.id));
  const notifications = sorted([...kept, ...recognised(before.notifications, page.notifications)]);
  return bounded(page.next === undefined ? { notifications } : { notifications, next: page.next });
}

/** Loading more goes on after the oldest that is kept. */
function bounded(list: Loaded): Loaded {
  if (list.notifications.length <= MOST_LOADED) {
    return list;
  }
  const notifications = list.notifications.filter((each, index) => index < MOST_LOADED || !isOrdinary(each));
  const oldest = notifications.findLast(isOrdinary);
  return oldest === undefined ? list : { notifications, next: { lastId: oldest.id, lastType: 3 } };
}

/** A notification that has not changed stays the same object, so that a view can tell. */
function recognised(
  before: readonly Notification[],
  fresh: readonly Notification[],
): readonly Notification[] {
  const byId = new Map(before.map(notification => [notification.id, notification]));
  return fresh.map(notification => {
    const old = byId.get(notification.id);
    return old !== undefined && JSON.stringify(old) === JSON.stringify(notification) ? old : notification;
  });
}

function isOrdinary(notification: Notification): boolean {
  return notification.kind !== 'confirmation';
}

/** Newest first, each id once, the first one given winning. */
function sorted(notifications: readonly Notification[]): readonly Notification[] {
  const byId = new Map<number, Notification>();
  for (const notification of notifications) {
    if (!byId.has(notification.id)) {
      byId.set(notification.id, notification);
    }
  }
  return [...byId.values()].sort(newestFirst);
}
