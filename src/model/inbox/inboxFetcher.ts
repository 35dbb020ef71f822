import { MAX_UNREAD_COUNT, type NotificationApi, type NotificationPage } from '../notification/notification';
import { type Failure, failureOrRethrow } from '../portalFailure';
import { isRecent } from '../windows/timestamps';
import type { FetchResult } from './inboxSnapshot';
import {
  excessUnread,
  isCoveredBy,
  isOrdinary,
  type LoadedNotifications,
  mergeNewestPage,
  mergeNextPage,
  oldestOrdinary,
  reachesLoaded,
} from './listMerge';
import type { ServerState } from './serverState';

/**
 * The list is fetched at least this often, even if the unread count is unchanged: it also is after one notification
 * has arrived and another was read.
 */
const FULL_REFRESH_MS = 5 * 60_000;

/** Stops the loop if a portal never runs out of confirmations. */
const MAX_CONFIRMATION_PAGES = 20;

/** Maximum number of pages of a long list that are fetched again; older notifications stay as they are. */
const MAX_RENEWED_PAGES = 40;

/** What is to be fetched: the list if the count has changed; the newest page; all that is loaded. */
export type FetchScope = 'changes' | 'newest' | 'all';

/** The list after what is loaded beyond the newest page was fetched again. */
interface RenewedList {
  readonly list: LoadedNotifications;
  /** Whether all of it was fetched. */
  readonly isWhole: boolean;
  readonly failure?: Failure;
}

export type InboxApi = Pick<NotificationApi, 'getPage' | 'getUnreadCount'>;

/** Fetches what is new: the unread count first, which costs the portal much less than the list. */
export class InboxFetcher {
  readonly #api: InboxApi;
  readonly #serverState: ServerState;
  /** When the portal last failed to provide the count, in milliseconds since the epoch. */
  #refusedAt = Number.NEGATIVE_INFINITY;
  #isRenewing = false;

  constructor(api: InboxApi, serverState: ServerState) {
    this.#api = api;
    this.#serverState = serverState;
  }

  /** Whether more than the newest page is being fetched again. */
  get isRenewing(): boolean {
    return this.#isRenewing;
  }

  /**
   * Never rejects. `scope` is called again after each response, because more may be wanted by then. Once `isOutdated`
   * returns true, the result is of no use, and no more pages are fetched again.
   */
  async fetch(scope: () => FetchScope, isOutdated: () => boolean): Promise<FetchResult> {
    const askedAt = Date.now();
    try {
      const counted = scope() === 'changes' && this.#isCountUseful(askedAt) ? await this.#count() : undefined;
      if (counted !== undefined && counted === this.#serverState.lastSnapshot?.counted && scope() === 'changes') {
        return { kind: 'same', askedAt };
      }
      return await this.#list(scope, isOutdated, counted);
    } catch (error) {
      return { kind: 'failure', askedAt, failure: failureOrRethrow(error) };
    }
  }

  /** Whether the count can show that the list is unchanged. */
  #isCountUseful(now: number): boolean {
    const { lastSnapshot, isCurrent, isRenewalDue } = this.#serverState;
    return (
      !isRecent(this.#refusedAt, FULL_REFRESH_MS, now) &&
      isCurrent &&
      !isRenewalDue &&
      lastSnapshot !== undefined &&
      lastSnapshot.counted < MAX_UNREAD_COUNT &&
      isRecent(lastSnapshot.askedAt, FULL_REFRESH_MS, now)
    );
  }

  /** Returns `undefined` if the portal doesn't provide the count, or not now. */
  async #count(): Promise<number | undefined> {
    try {
      return await this.#api.getUnreadCount();
    } catch (error) {
      const failure = failureOrRethrow(error);
      // An exhausted time limit applies to this one method only.
      const isSpent = failure.kind === 'rateLimited' && failure.retryAt !== undefined;
      if (!isSpent && !['refused', 'brokeDown', 'forbidden', 'malformed'].includes(failure.kind)) throw error;
      if (!isSpent) {
        this.#refusedAt = Date.now();
      }
      return undefined;
    }
  }

  /**
   * Merges the newest page into the list; older loaded notifications stay, or are fetched again: if the user wants
   * that, from time to time, and if more of the list is unread than the portal counts.
   */
  async #list(scope: () => FetchScope, isOutdated: () => boolean, counted?: number): Promise<FetchResult> {
    const askedAt = Date.now();
    const page = await this.#fetchNewest();
    const { renewals } = this.#serverState;
    const { unreadTotal, total } = page;
    const kept = mergeNewestPage(this.#serverState.loaded, page);
    const isWanted = scope() === 'all' || renewals.isDueFor(kept, unreadTotal);
    const { list, isWhole, failure }: RenewedList =
      isWanted && !isOutdated() ? await this.#renew(page, kept, askedAt, isOutdated) : { list: kept, isWhole: false };
    const snapshot = {
      ...list,
      unreadTotal,
      ...(total !== undefined && { total }),
      askedAt,
      renewedAt: isWhole || isCoveredBy(page, list) ? askedAt : renewals.renewedAt,
      // The count was fetched first, so notifications that arrived since then are noticed next time.
      counted: counted ?? unreadTotal,
    };
    // A poll tries again by itself.
    return { kind: 'list', askedAt, snapshot, ...(failure !== undefined && scope() === 'all' && { failure }) };
  }

  /**
   * Fetches the first page, and the next ones as long as confirmations fill them: they come first and would hide
   * everything new. If they leave other notifications so little room that the page doesn't reach those loaded, one more.
   */
  async #fetchNewest(): Promise<NotificationPage> {
    let last = await this.#api.getPage();
    let page = last;
    const fetchNext = async (): Promise<void> => {
      last = await this.#api.getPage(last.next);
      page = { ...last, notifications: [...page.notifications, ...last.notifications] };
    };
    for (let pages = 1; last.next?.lastType === 1 && pages < MAX_CONFIRMATION_PAGES; pages++) {
      await fetchNext();
    }
    const ordinary = last.notifications.filter(isOrdinary).length;
    const isCrowded = last.next?.lastType === 3 && 2 * ordinary < last.notifications.length;
    if (isCrowded && !reachesLoaded(this.#serverState.loaded, page)) {
      await fetchNext();
    }
    return page;
  }

  /**
   * Fetches again what is loaded beyond the newest page. If a page fails, what lies beyond it stays: that must not
   * hide what is new.
   */
  async #renew(
    page: NotificationPage,
    kept: LoadedNotifications,
    askedAt: number,
    isOutdated: () => boolean,
  ): Promise<RenewedList> {
    const empty: LoadedNotifications = { notifications: [] };
    const oldest = oldestOrdinary(kept.notifications);
    let fresh = mergeNewestPage(empty, page);
    let failure: Failure | undefined;
    const isEnough = (): boolean => oldest === undefined || reachesLoaded({ notifications: [oldest] }, fresh);
    this.#isRenewing = fresh.next !== undefined && !isEnough();
    if (this.#isRenewing) {
      this.#serverState.renewals.begin(askedAt);
    }
    try {
      for (let pages = 1; fresh.next !== undefined && pages < MAX_RENEWED_PAGES && !isEnough(); pages++) {
        if (isOutdated()) break;
        const next = await this.#api.getPage(fresh.next);
        fresh = mergeNextPage({ notifications: fresh.notifications }, next);
      }
    } catch (error) {
      failure = failureOrRethrow(error);
    } finally {
      this.#isRenewing = false;
    }
    const list = mergeNewestPage(this.#serverState.loaded, fresh);
    if (failure !== undefined) return { list, isWhole: false, failure };
    return { list: excessUnread(list, page.unreadTotal) > 0 ? fresh : list, isWhole: !isOutdated() };
  }
}
