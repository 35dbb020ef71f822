import type { NotificationPage, PageCursor } from '../notification/notification';
import type { Failure } from '../portalFailure';
import { isLater } from '../windows/timestamps';
import type { FetchResult, InboxSnapshot } from './inboxSnapshot';
import type { ServerInboxState } from './inboxState';
import {
  CountMismatch,
  countUnread,
  countUnreadNotLoaded,
  type LoadedNotifications,
  mergeNextPage,
  mergeSnapshot,
} from './listMerge';
import { applyChange, type NotificationChange } from './notificationChange';

type Ready = Extract<ServerInboxState, { kind: 'ready' }>;

/** The last known state of an account's notifications, from the portal or through another window. */
export class ServerState {
  readonly countMismatch = new CountMismatch();
  #known: ServerInboxState = { kind: 'loading' };
  #told: InboxSnapshot | undefined;
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
    return this.#told;
  }

  /** When the current state was requested from the portal. */
  get fetchedAt(): number {
    return this.#askedAt;
  }

  /** Whether the list is as of the portal's last response. */
  get isCurrent(): boolean {
    return this.#known.kind === 'ready' && this.#known.isCached === undefined && this.failure === undefined;
  }

  /** Restores a list from the last session. Returns whether there was none. */
  restore(snapshot: InboxSnapshot): boolean {
    if (this.#known.kind === 'ready') return false;
    const failure = this.#known.kind === 'failed' ? { failure: this.#known.failure } : {};
    this.#known = { ...ready(snapshot, snapshot), isCached: true, ...failure };
    return true;
  }

  /** Applies this window's fetch result. Returns whether nothing newer was known. */
  apply(report: FetchResult): boolean {
    if (isLater(this.#askedAt, report.askedAt, Date.now())) return false;
    this.#take(report, snapshot => snapshot);
    return true;
  }

  /** Applies another window's fetch result; older loaded notifications stay. Returns whether it was newer. */
  applyRemote(report: FetchResult): boolean {
    if (!isLater(report.askedAt, this.#askedAt, Date.now())) return false;
    this.#take(report, snapshot => mergeSnapshot(this.loaded, snapshot, this.countMismatch.isNew));
    return true;
  }

  appendPage(page: NotificationPage): void {
    if (this.#known.kind === 'ready') {
      this.#known = {
        ...withoutNext(this.#known),
        ...mergeNextPage(this.#known, page),
        unreadNotLoaded: Math.max(this.#known.unreadNotLoaded - countUnread(page), 0),
      };
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

  #take(report: FetchResult, loaded: (snapshot: InboxSnapshot) => LoadedNotifications): void {
    this.#askedAt = report.askedAt;
    switch (report.kind) {
      case 'list':
        this.#known = ready(loaded(report.snapshot), report.snapshot);
        this.#told = report.snapshot;
        break;
      case 'same':
        if (this.#known.kind === 'ready') {
          this.#known = confirmed(this.#known, report.askedAt);
        }
        break;
      case 'failure': {
        const { failure } = report;
        this.#known = this.#known.kind === 'ready' ? { ...this.#known, failure } : { kind: 'failed', failure };
      }
    }
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
