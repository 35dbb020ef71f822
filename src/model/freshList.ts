import { newestPage, withFirstPage, withNextPage } from './firstPage';
import type { Loaded } from './firstPage';
import { UNREAD_CAP } from './notification';
import type { NotificationCentre, Page } from './notification';

/** A bound for a list that was loaded far back. */
const MOST_PAGES = 40;

export interface FreshList extends Loaded {
  /** The portal's own number. */
  readonly unreadTotal: number;
}

/** A contradiction that is still there after all was fetched anew is the portal's own. */
export class Contradictions {
  #last = '';

  readonly isNews = (unread: number, unreadTotal: number): boolean => {
    const last = this.#last;
    this.#last = `${unread} of ${unreadTotal}`;
    return this.#last !== last;
  };
}

/**
 * The list with the newest page, what was loaded further back kept. Where more of it is unread than the portal counts,
 * it was read or deleted elsewhere, and is fetched anew as far as it was loaded; `isWorth` is asked first.
 *
 * @throws PortalFailure
 */
export async function freshList(
  centre: Pick<NotificationCentre, 'page'>,
  before: () => Loaded,
  isWorth: (unread: number, unreadTotal: number) => boolean,
): Promise<FreshList> {
  const page = await newestPage(centre);
  const { unreadTotal } = page;
  const kept = withFirstPage(before(), page);
  const unread = unreadIn(kept);
  if (unreadTotal >= UNREAD_CAP || unread <= unreadTotal || !isWorth(unread, unreadTotal)) {
    return { ...kept, unreadTotal };
  }
  let fresh = withFirstPage({ notifications: [] }, page);
  for (let pages = 1; fresh.next !== undefined && pages < MOST_PAGES; pages++) {
    if (fresh.notifications.length >= kept.notifications.length) {
      break;
    }
    fresh = withNextPage({ notifications: fresh.notifications }, await centre.page(fresh.next));
  }
  return { ...fresh, unreadTotal };
}

/** The list with another window's, what was loaded further back kept unless it contradicts the portal's count. */
export function withTold(
  before: Loaded,
  told: Page,
  isWorth: (unread: number, unreadTotal: number) => boolean,
): Loaded {
  const kept = withFirstPage(before, told);
  const isContradiction = told.unreadTotal < UNREAD_CAP && unreadIn(kept) > told.unreadTotal;
  return isContradiction && isWorth(unreadIn(kept), told.unreadTotal)
    ? withFirstPage({ notifications: [] }, told)
    : kept;
}

/** How many unread ones are not loaded. */
export function unreadBeyond(loaded: Loaded, unreadTotal: number): number {
  return unreadTotal >= UNREAD_CAP ? Number.POSITIVE_INFINITY : Math.max(unreadTotal - unreadIn(loaded), 0);
}

export function unreadIn({ notifications }: Pick<Page, 'notifications'>): number {
  return notifications.filter(({ isRead }) => !isRead).length;
}
