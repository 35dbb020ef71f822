import { isLater, isRecent } from '../windows/timestamps';
import type { InboxSnapshot } from './inboxSnapshot';
import { excessUnread, isCoveredBy, isLoadLimitReached, type LoadedNotifications } from './listMerge';

/** How often all that is loaded is fetched again, and how often at most if something shows that it has changed. */
const RENEWAL_MS = 15 * 60_000;
const MIN_RENEWAL_GAP_MS = 5 * 60_000;

/**
 * Decides when all that is loaded is fetched again, not only the newest page: now and then, if the last attempt didn't
 * get all of it, and if the portal's counts show that some of it was deleted or read elsewhere.
 */
export class RenewalSchedule {
  /** When the last attempt by this window began, successful or not. */
  #begunAt = Number.NEGATIVE_INFINITY;
  #renewedAt = Number.NEGATIVE_INFINITY;
  /** How many notifications the portal has beyond those loaded, as of the last renewal; `undefined` if unknown. */
  #notLoaded: number | undefined;
  /** Whether it has another number of them by now: some were deleted elsewhere, perhaps of those loaded. */
  #isTotalChanged = false;
  /** How many more are unread than the portal counts although all was just fetched: the portal's own contradiction. */
  #acceptedExcess = 0;
  /** Whether the excess is larger by now: some were read or deleted elsewhere. */
  #isExcessNew = false;

  /** When all that is loaded was last requested from the portal, not only the newest page. */
  get renewedAt(): number {
    return this.#renewedAt;
  }

  get isDue(): boolean {
    return this.#isDue(this.#isExcessNew);
  }

  /** Whether it is once the portal has responded with this list and count. */
  isDueFor(list: LoadedNotifications, unreadTotal: number): boolean {
    return this.#isDue(excessUnread(list, unreadTotal) > this.#acceptedExcess);
  }

  /** It stays due until a list requested at `askedAt` or later has been fetched as a whole. */
  begin(askedAt: number): void {
    this.#begunAt = askedAt;
  }

  /** A list from the last session was restored. */
  restore({ notifications, total, renewedAt }: InboxSnapshot): void {
    this.#setRenewed(renewedAt, notifications.length, total);
  }

  /** `list` is what is loaded once the snapshot, of this window or another one, has been merged into it. */
  update(list: LoadedNotifications, snapshot: InboxSnapshot): void {
    const { total, unreadTotal, askedAt, renewedAt } = snapshot;
    const { length } = list.notifications;
    const excess = excessUnread(list, unreadTotal);
    const isRenewed = isLater(renewedAt, this.#renewedAt, Date.now()) && isCoveredBy(snapshot, list);
    if (isRenewed) {
      this.#setRenewed(renewedAt, length, total);
    } else if (total !== undefined && this.#notLoaded !== undefined && !isLoadLimitReached(list)) {
      // Whatever the total counts: an unexpected one only means that the list is requested again.
      this.#isTotalChanged = total - length !== this.#notLoaded;
    }
    const isAsReturned = isRenewed && renewedAt === askedAt;
    this.#isExcessNew = !isAsReturned && excess > this.#acceptedExcess;
    this.#acceptedExcess = isAsReturned ? excess : Math.min(excess, this.#acceptedExcess);
  }

  /** So many more are loaded. */
  addLoaded(count: number): void {
    if (this.#notLoaded !== undefined) {
      this.#notLoaded -= count;
    }
  }

  #isDue(isExcessNew: boolean): boolean {
    const now = Date.now();
    if (isRecent(this.#begunAt, MIN_RENEWAL_GAP_MS, now)) return false;
    const isUnfinished = isLater(this.#begunAt, this.#renewedAt, now);
    return isUnfinished || isExcessNew || this.#isTotalChanged || !isRecent(this.#renewedAt, RENEWAL_MS, now);
  }

  #setRenewed(at: number, loaded: number, total: number | undefined): void {
    this.#renewedAt = at;
    this.#notLoaded = total === undefined ? undefined : total - loaded;
    this.#isTotalChanged = false;
  }
}
