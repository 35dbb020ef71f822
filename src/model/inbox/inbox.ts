import { Emitter } from '../emitter';
import type { PageCursor } from '../notification/notification';
import { hasRetryTimeAhead, type Failure, mayHaveRun } from '../portalFailure';
import { isLater } from '../windows/timestamps';
import { type FetchScope, type InboxApi, InboxFetcher } from './inboxFetcher';
import type { FetchResult, InboxSnapshot } from './inboxSnapshot';
import type { InboxState, ServerInboxState } from './inboxState';
import { isLoadLimitReached } from './listMerge';
import type { NotificationChange } from './notificationChange';
import { PendingChanges } from './pendingChanges';
import { ServerState } from './serverState';

/** The only store of a portal account's notifications. */
export class Inbox {
  readonly #api: InboxApi;
  readonly #serverState = new ServerState();
  readonly #fetcher: InboxFetcher;
  readonly #pending = new PendingChanges();
  readonly #changed = new Emitter<InboxState>();
  readonly #refreshed = new Emitter();
  readonly #fetched = new Emitter<FetchResult>();
  readonly #confirmed = new Emitter<NotificationChange>();
  #state: InboxState = { kind: 'loading' };
  /** Incremented when responses still in flight become out of date. */
  #generation = 0;
  #writtenAt = Number.NEGATIVE_INFINITY;
  #scope: FetchScope = 'changes';
  #refreshing: Promise<void> | undefined;
  #loadingMore: Promise<void> | undefined;

  readonly onDidChange = this.#changed.event;
  /** Fires when a refresh has ended, successfully or not, here or in another window. */
  readonly onDidRefresh = this.#refreshed.event;
  /** Fires when this window has fetched something from the portal. */
  readonly onDidFetch = this.#fetched.event;
  /** Fires when the portal has executed a change of this window. */
  readonly onDidConfirm = this.#confirmed.event;

  constructor(api: InboxApi) {
    this.#api = api;
    this.#fetcher = new InboxFetcher(api, this.#serverState);
  }

  get state(): InboxState {
    return this.#state;
  }

  /** The state without the changes that the portal has yet to execute. */
  get serverState(): ServerInboxState {
    return this.#serverState.state;
  }

  /** Why the last refresh failed. */
  get failure(): Failure | undefined {
    return this.#serverState.failure;
  }

  /** When the current state was requested from the portal, by any window; milliseconds since the epoch. */
  get fetchedAt(): number {
    return this.#serverState.fetchedAt;
  }

  /** The last list as returned by the portal. */
  get lastSnapshot(): InboxSnapshot | undefined {
    return this.#serverState.lastSnapshot;
  }

  /** Whether it is time to request all that is loaded again. */
  get isRenewalDue(): boolean {
    return this.#serverState.isRenewalDue;
  }

  /** Fetches the newest notifications. At most one at a time; never rejects: a failure becomes part of the state. */
  refresh(): Promise<void> {
    if (this.#scope === 'changes') {
      this.#scope = 'newest';
    }
    return this.refreshIfChanged();
  }

  /** Like {@link refresh}, but also fetches again what is loaded beyond the newest page. */
  refreshAll(): Promise<void> {
    this.#scope = 'all';
    return this.refreshIfChanged();
  }

  /** Like {@link refresh}, but skips the list if the portal's count shows it is unchanged. */
  refreshIfChanged(): Promise<void> {
    this.#refreshing ??= this.#askUntilCurrent().finally(() => {
      this.#refreshing = undefined;
      this.#scope = 'changes';
      this.#refreshed.fire();
    });
    return this.#refreshing;
  }

  /** Calls {@link refresh} after a write, unless the portal has asked to wait. */
  async refreshAfterWrite(): Promise<void> {
    if (!hasRetryTimeAhead(this.failure, Date.now())) {
      await this.refresh();
    }
  }

  /** Shows a list from the last session until the portal has responded. */
  restore(snapshot: InboxSnapshot): void {
    if (this.#serverState.restore(snapshot)) {
      this.#publish();
    }
  }

  /**
   * Applies another window's fetch result. A list requested before this window's last write is ignored as out of
   * date.
   */
  applyRemote(result: FetchResult): void {
    const isOutOfDate = result.kind !== 'failure' && !isLater(result.askedAt, this.#writtenAt, Date.now());
    if (!isOutOfDate && this.#serverState.applyRemote(result)) {
      this.#publish();
      this.#refreshed.fire();
    }
  }

  /**
   * Appends the next page; does nothing at the end of the list or while a page is loading.
   *
   * @throws PortalFailure
   */
  loadMore(): Promise<void> {
    this.#loadingMore ??= this.#loadNextPage().finally(() => {
      this.#loadingMore = undefined;
    });
    return this.#loadingMore;
  }

  /**
   * Appends pages until `isEnough` returns true, at most `maxPages` and no further than the end of the list.
   *
   * @throws PortalFailure
   */
  async loadMoreUntil(isEnough: () => boolean, maxPages: number): Promise<void> {
    for (let pages = 0; pages < maxPages && this.#nextCursor !== undefined && !isEnough(); pages++) {
      await this.loadMore();
    }
  }

  /** Shows a change that the portal has yet to execute. */
  addPending(change: NotificationChange): void {
    this.#pending.add(change);
    this.#publish();
  }

  /** Removes a pending change, such as one undone before it was sent to the portal. */
  cancelPending(change: NotificationChange): void {
    this.#pending.remove(change);
    this.#publish();
  }

  /** The portal has executed `pending`, or the part of it that `change` describes. */
  confirmPending(change: NotificationChange, pending = change): void {
    this.#pending.confirm(change, pending);
    this.#outdate();
    this.#serverState.applyChange(change);
    this.#publish();
    this.#confirmed.fire(change);
  }

  /**
   * The portal hasn't executed the change, or that is unknown: reverts to the list as last returned by the portal.
   */
  failPending(change: NotificationChange, failure: Failure): void {
    this.#pending.fail(change, failure);
    if (mayHaveRun(failure)) {
      this.#outdate();
    }
    this.#publish();
  }

  async #askUntilCurrent(): Promise<void> {
    let result: FetchResult;
    let generation: number;
    const isOutdated = (): boolean => generation !== this.#generation;
    do {
      generation = this.#generation;
      result = await this.#fetcher.fetch(() => this.#scope, isOutdated);
    } while (result.kind !== 'failure' && isOutdated());
    if (this.#serverState.apply(result)) {
      this.#publish();
      this.#fetched.fire(result);
    }
  }

  /** A page requested before a write is out of date and is fetched again. */
  async #loadNextPage(): Promise<void> {
    const cursor = this.#nextCursor;
    if (cursor === undefined) return;
    let generation;
    let page;
    do {
      generation = this.#generation;
      page = await this.#api.getPage(cursor);
    } while (generation !== this.#generation);
    if (this.#serverState.isNextCursor(cursor)) {
      this.#serverState.appendPage(page);
      this.#publish();
    }
  }

  /** Where the next page starts; `undefined` if there is none that would be kept. */
  get #nextCursor(): PageCursor | undefined {
    const { loaded } = this.#serverState;
    return isLoadLimitReached(loaded) ? undefined : loaded.next;
  }

  #outdate(): void {
    this.#generation++;
    this.#writtenAt = Date.now();
    if (this.#fetcher.isRenewing) {
      // Only the newest page is requested again now; the others stay due.
      this.#scope = 'newest';
    }
  }

  #publish(): void {
    this.#state = this.#pending.applyTo(this.#serverState.state);
    this.#changed.fire(this.#state);
  }
}
