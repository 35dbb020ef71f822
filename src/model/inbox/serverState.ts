import type { NotificationPage, PageCursor } from '../notification/notification';
import type { Failure } from '../portalFailure';
import { isLater, isRecent } from '../windows/timestamps';
import type { FetchResult, InboxSnapshot } from './inboxSnapshot';
import type { ServerInboxState } from './inboxState';
import {
  CountMismatch,
  countUnread,
  countUnreadNotLoaded,
  isCoveredBy,
  isLoadLimitReached,
  type LoadedNotifications,
  mergeNextPage,
  mergeSnapshot,
} from './listMerge';
import { applyChange, type NotificationChange } from './notificationChange';

type Ready = Extract<ServerInboxState, { kind: 'ready' }>;

/** How often all that is loaded is fetched again, and how often at most if the portal's total shows a change in it. */
const RENEWAL_MS = 15 * 60_000;
const MIN_RENEWAL_GAP_MS = 5 * 60_000;

/** The last known state of an account's notifications, from the portal or through another window. */
export class ServerState {
  readonly countMismatch = new CountMismatch();
  #known: ServerInboxState = { kind: 'loading' };
  #lastSnapshot: InboxSnapshot | undefined;
  #askedAt = Number.NEGATIVE_INFINITY;
  #renewedAt = Number.NEGATIVE_INFINITY;
  /** How many notifications the portal has beyond those loaded, as of the last renewal; `undefined` if unknown. */
  #notLoaded: number | undefined;
  /** Whether it has another number of them by now: some were deleted elsewhere, perhaps of those loaded. */
  #isTotalChanged = false;

  get state(): ServerInboxState {
    return this.#known;
  }

  get loaded(): LoadedNotifications {
    return this.#known.kind === 'ready' ? this.#known : { notifications: [] };
  }

  get failure(): Failure | undefined {
    return this.#known.kind === 'loading' ? undefined : this.#known.failure;
  }

  /** The last list as returned by the portal. */
  get lastSnapshot(): InboxSnapshot | undefined {
    return this.#lastSnapshot;
  }

  /** When the current state was requested from the portal. */
  get fetchedAt(): number {
    return this.#askedAt;
  }

  /** Whether the list is as of the portal's last response. */
  get isCurrent(): boolean {
    return this.#known.kind === 'ready' && this.#known.isCached === undefined && this.failure === undefined;
  }

  /** When all that is loaded was last requested from the portal, not only the newest page. */
  get renewedAt(): number {
    return this.#renewedAt;
  }

  /** Whether it is time to request all that is loaded again: some of it may have been deleted or read elsewhere. */
  get isRenewalDue(): boolean {
    const periodMs = this.#isTotalChanged ? MIN_RENEWAL_GAP_MS : RENEWAL_MS;
    return this.#known.kind === 'ready' && !isRecent(this.#renewedAt, periodMs, Date.now());
  }

  /** Restores a list from the last session. Returns whether there was none. */
  restore(snapshot: InboxSnapshot): boolean {
    if (this.#known.kind === 'ready') return false;
    const failure = this.#known.kind === 'failed' ? { failure: this.#known.failure } : {};
    this.#known = { ...ready(snapshot, snapshot), isCached: true, ...failure };
    this.#setRenewed(snapshot.renewedAt, snapshot.total);
    return true;
  }

  /** Applies this window's fetch result. Returns whether nothing newer was known. */
  apply(result: FetchResult): boolean {
    if (isLater(this.#askedAt, result.askedAt, Date.now())) return false;
    this.#take(result, snapshot => snapshot);
    return true;
  }

  /** Applies another window's fetch result; older loaded notifications stay. Returns whether it was newer. */
  applyRemote(result: FetchResult): boolean {
    if (!isLater(result.askedAt, this.#askedAt, Date.now())) return false;
    this.#take(result, snapshot => mergeSnapshot(this.loaded, snapshot, this.countMismatch));
    return true;
  }

  appendPage(page: NotificationPage): void {
    if (this.#known.kind !== 'ready') return;
    const { notifications, unreadNotLoaded } = this.#known;
    const list = mergeNextPage(this.#known, page);
    this.#known = {
      ...withoutNext(this.#known),
      ...list,
      unreadNotLoaded: Math.max(unreadNotLoaded - countUnread(page), 0),
    };
    if (this.#notLoaded !== undefined) {
      this.#notLoaded -= list.notifications.length - notifications.length;
    }
  }

  applyChange(change: NotificationChange): void {
    if (this.#known.kind === 'ready') {
      this.#known = { ...this.#known, notifications: applyChange(this.#known.notifications, change) };
    }
  }

  /** Whether the next page still starts at this cursor. */
  isNextCursor({ lastId, lastType }: PageCursor): boolean {
    const { next } = this.loaded;
    return next?.lastId === lastId && next.lastType === lastType;
  }

  #take(result: FetchResult, loaded: (snapshot: InboxSnapshot) => LoadedNotifications): void {
    this.#askedAt = result.askedAt;
    switch (result.kind) {
      case 'list':
        this.#takeList(loaded(result.snapshot), result.snapshot);
        break;
      case 'same':
        if (this.#known.kind === 'ready') {
          this.#known = confirmed(this.#known, result.askedAt);
        }
        break;
      case 'failure': {
        const { failure } = result;
        this.#known = this.#known.kind === 'ready' ? { ...this.#known, failure } : { kind: 'failed', failure };
      }
    }
  }

  #takeList(list: LoadedNotifications, snapshot: InboxSnapshot): void {
    this.#known = ready(list, snapshot);
    this.#lastSnapshot = snapshot;
    const { total, renewedAt } = snapshot;
    if (isLater(renewedAt, this.#renewedAt, Date.now()) && isCoveredBy(snapshot, list)) {
      this.#setRenewed(renewedAt, total);
    } else if (total !== undefined && this.#notLoaded !== undefined && !isLoadLimitReached(list)) {
      // Whatever the total counts: an unexpected one only means that the list is requested again.
      this.#isTotalChanged = total - list.notifications.length !== this.#notLoaded;
    }
  }

  /** The list is as of `at`, as far as it is loaded. */
  #setRenewed(at: number, total: number | undefined): void {
    this.#renewedAt = at;
    this.#notLoaded = total === undefined ? undefined : total - this.loaded.notifications.length;
    this.#isTotalChanged = false;
  }
}

function ready(loaded: LoadedNotifications, { unreadTotal, askedAt }: InboxSnapshot): Ready {
  const { notifications, next } = loaded;
  return {
    kind: 'ready',
    notifications,
    ...(next !== undefined && { next }),
    unreadTotal,
    unreadNotLoaded: countUnreadNotLoaded(loaded, unreadTotal),
    updatedAt: askedAt,
  };
}

function withoutNext<T extends LoadedNotifications>({ next: _next, ...rest }: T): Omit<T, 'next'> {
  return rest;
}

function confirmed({ failure: _failure, isCached: _isKept, ...rest }: Ready, updatedAt: number): Ready {
  return { ...rest, updatedAt };
}
