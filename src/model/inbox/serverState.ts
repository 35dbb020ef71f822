import type { NotificationPage, PageCursor } from '../notification/notification';
import type { Failure } from '../portalFailure';
import { isLater } from '../windows/timestamps';
import type { FetchResult, InboxSnapshot } from './inboxSnapshot';
import type { ServerInboxState } from './inboxState';
import {
  countUnread,
  countUnreadNotLoaded,
  type LoadedNotifications,
  mergeNewestPage,
  mergeNextPage,
} from './listMerge';
import { applyChange, countUnreadAfter, type NotificationChange } from './notificationChange';
import { RenewalSchedule } from './renewalSchedule';

type Ready = Extract<ServerInboxState, { kind: 'ready' }>;

/** The last known state of an account's notifications, from the portal or through another window. */
export class ServerState {
  readonly renewals = new RenewalSchedule();
  #known: ServerInboxState = { kind: 'loading' };
  #lastSnapshot: InboxSnapshot | undefined;
  #askedAt = Number.NEGATIVE_INFINITY;

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

  /** Whether it is time to request all that is loaded again: some of it may have been deleted or read elsewhere. */
  get isRenewalDue(): boolean {
    return this.#known.kind === 'ready' && this.renewals.isDue;
  }

  /** Restores a list from the last session. Returns whether there was none. */
  restore(snapshot: InboxSnapshot): boolean {
    if (this.#known.kind === 'ready') return false;
    const failure = this.#known.kind === 'failed' ? { failure: this.#known.failure } : {};
    this.#known = { ...ready(snapshot, snapshot), isCached: true, ...failure };
    this.renewals.restore(snapshot);
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
    this.#take(result, snapshot => mergeNewestPage(this.loaded, snapshot));
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
    this.renewals.addLoaded(list.notifications.length - notifications.length);
  }

  applyChange(change: NotificationChange): void {
    if (this.#known.kind === 'ready') {
      const notifications = applyChange(this.#known.notifications, change);
      const unreadTotal = countUnreadAfter(this.#known, notifications, [change]);
      this.#known = { ...this.#known, notifications, unreadTotal };
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
        this.#takeList(loaded(result.snapshot), result);
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

  #takeList(list: LoadedNotifications, { snapshot, failure }: Extract<FetchResult, { kind: 'list' }>): void {
    this.#known = { ...ready(list, snapshot), ...(failure !== undefined && { failure }) };
    this.#lastSnapshot = snapshot;
    this.renewals.update(list, snapshot);
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
