import {
  MAX_UNREAD_COUNT,
  type NotificationApi,
  type NotificationFingerprint,
  type NotificationPage,
} from '../notification/notification';
import { type Failure, failureOrRethrow } from '../portalFailure';
import { isRecent } from '../windows/timestamps';
import { type FetchResult, fingerprintOf, fingerprintText } from './inboxSnapshot';
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
import { OptionalRequest } from './optionalRequest';
import type { ServerState } from './serverState';

/**
 * The list is fetched at least this often, even if the fingerprint is unchanged: it doesn't change if one notification is
 * marked as read and another as unread. A little sooner than {@link RenewalSchedule} says that all of it is due, which
 * other windows would take for something that the leader doesn't have.
 */
const MAX_LIST_AGE_MS = 14 * 60_000;
/** The same if only the unread count is known: it doesn't change if one notification arrives and another is read. */
const MAX_COUNTED_LIST_AGE_MS = 5 * 60_000;

/** After so many fingerprints in a row that changed for nothing, it is not asked for for a while. */
const MAX_CONTRADICTIONS = 3;

/** Stops the loop if a portal never runs out of confirmations. */
const MAX_CONFIRMATION_PAGES = 20;

/** Maximum number of pages of a long list that are fetched again; older notifications stay as they are. */
const MAX_RENEWED_PAGES = 40;

/** What was asked before the list, which costs the portal much less. */
interface Probe {
  readonly fingerprint?: string;
  readonly counted?: number;
  /** Whether it is as it was with the last list. */
  readonly isUnchanged: boolean;
}

/** What is to be fetched: the list if the fingerprint has changed; the newest page; all that is loaded. */
export type FetchScope = 'changes' | 'newest' | 'all';

/** The list after what is loaded beyond the newest page was fetched again. */
interface RenewedList {
  readonly list: LoadedNotifications;
  /** Whether all of it was fetched. */
  readonly isWhole: boolean;
  readonly failure?: Failure;
}

export type InboxApi = Pick<NotificationApi, 'getPage' | 'getFingerprint' | 'getUnreadCount'>;

/** Fetches what is new: the fingerprint first, which costs the portal much less than the list. */
export class InboxFetcher {
  readonly #api: InboxApi;
  readonly #serverState: ServerState;
  readonly #fingerprint: OptionalRequest<NotificationFingerprint>;
  readonly #count: OptionalRequest<number>;
  /** What the last newest page said. */
  #pageFingerprint: string | undefined;
  #contradictions = 0;
  #isRenewing = false;

  constructor(api: InboxApi, serverState: ServerState) {
    this.#api = api;
    this.#serverState = serverState;
    this.#fingerprint = new OptionalRequest(() => api.getFingerprint(), MAX_LIST_AGE_MS);
    this.#count = new OptionalRequest(() => api.getUnreadCount(), MAX_COUNTED_LIST_AGE_MS);
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
      const probe = scope() === 'changes' && this.#isProbeUseful(askedAt) ? await this.#probe(askedAt) : undefined;
      if (probe?.isUnchanged === true && scope() === 'changes') return { kind: 'same', askedAt };
      return await this.#list(scope, isOutdated, probe);
    } catch (error) {
      return { kind: 'failure', askedAt, failure: failureOrRethrow(error) };
    }
  }

  #isProbeUseful(now: number): boolean {
    const { isCurrent, isRenewalDue } = this.#serverState;
    return isCurrent && !isRenewalDue && this.#isListYounger(MAX_LIST_AGE_MS, now);
  }

  #isListYounger(ageMs: number, now: number): boolean {
    return isRecent(this.#serverState.lastSnapshot?.askedAt ?? Number.NEGATIVE_INFINITY, ageMs, now);
  }

  /** Asks for the fingerprint, or else for the count, where that can show that the list is unchanged. */
  async #probe(now: number): Promise<Probe | undefined> {
    const { lastSnapshot } = this.#serverState;
    const answer = await this.#fingerprint.send();
    if (answer !== undefined) {
      const fingerprint = fingerprintText(answer);
      // Without the totals, marks and confirmations would not change it; only an empty list has none.
      const isWhole = answer.total !== undefined && answer.unreadTotal !== undefined;
      const isSensitive = isWhole || lastSnapshot?.notifications.length === 0;
      const isUnchanged = isSensitive && fingerprint === lastSnapshot?.fingerprint;
      if (isUnchanged) this.#contradictions = 0;
      return { fingerprint, isUnchanged };
    }
    if (this.#isListYounger(MAX_COUNTED_LIST_AGE_MS, now) && (lastSnapshot?.counted ?? 0) < MAX_UNREAD_COUNT) {
      const counted = await this.#count.send();
      if (counted !== undefined) return { counted, isUnchanged: counted === lastSnapshot?.counted };
    }
    return undefined;
  }

  /**
   * Merges the newest page into the list; older loaded notifications stay, or are fetched again: if the user wants
   * that, from time to time, and if more of the list is unread than the portal counts.
   */
  async #list(scope: () => FetchScope, isOutdated: () => boolean, probe?: Probe): Promise<FetchResult> {
    const askedAt = Date.now();
    const page = await this.#fetchNewest();
    this.#notePage(page, probe);
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
      // What was asked first, so that what has changed since then is noticed next time.
      fingerprint: probe?.fingerprint ?? fingerprintOf(page),
      counted: probe?.counted ?? unreadTotal,
    };
    // A poll tries again by itself.
    return { kind: 'list', askedAt, snapshot, ...(failure !== undefined && scope() === 'all' && { failure }) };
  }

  /** A portal whose fingerprint changes although its list does not is asked for the count instead. */
  #notePage(page: NotificationPage, probe: Probe | undefined): void {
    const fingerprint = fingerprintOf(page);
    const isContradiction = probe?.fingerprint !== undefined && fingerprint === this.#pageFingerprint;
    this.#contradictions = isContradiction ? this.#contradictions + 1 : 0;
    this.#pageFingerprint = fingerprint;
    if (this.#contradictions >= MAX_CONTRADICTIONS) {
      this.#contradictions = 0;
      this.#fingerprint.pause();
    }
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
