import { changed, shown, standing } from './change';
import type { Change, Trouble } from './change';
import { Emitter } from './emitter';
import { isFull, withNextPage } from './firstPage';
import type { Loaded } from './firstPage';
import { Contradictions, freshList, unreadIn } from './freshList';
import type { FreshList } from './freshList';
import type { InboxState, Known } from './inboxState';
import { failureIn, mayHaveRun, mustWait } from './portalFailure';
import type { Failure } from './portalFailure';
import { UNREAD_CAP } from './notification';
import type { Cursor, NotificationCentre } from './notification';

/** The one store of a portal account's notifications. */
export class Inbox {
  readonly #centre: Pick<NotificationCentre, 'page'>;
  readonly #changed = new Emitter<InboxState>();
  readonly #refreshed = new Emitter();
  #known: Known = { kind: 'loading' };
  #state: InboxState = { kind: 'loading' };
  #pending: readonly Change[] = [];
  #troubles: ReadonlyMap<number, Trouble> = new Map();
  /** Counts what makes an answer that is still under way out of date. */
  #generation = 0;
  #refreshing: Promise<void> | undefined;
  #loadingMore: Promise<void> | undefined;

  readonly #contradictions = new Contradictions();

  readonly onDidChange = this.#changed.event;
  /** A refresh has ended, well or not. */
  readonly onDidRefresh = this.#refreshed.event;

  constructor(centre: Pick<NotificationCentre, 'page'>) {
    this.#centre = centre;
  }

  get state(): InboxState {
    return this.#state;
  }

  /** Why the last refresh came to nothing. */
  get failure(): Failure | undefined {
    return this.#known.kind === 'loading' ? undefined : this.#known.failure;
  }

  /** Fetches the newest notifications. Never two at once; never rejects: the failure becomes part of the state. */
  refresh(): Promise<void> {
    this.#refreshing ??= this.#refreshUntilCurrent().finally(() => {
      this.#refreshing = undefined;
      this.#refreshed.fire();
    });
    return this.#refreshing;
  }

  /** The same after a write, unless the portal has asked to wait. */
  async refreshAfterWrite(): Promise<void> {
    if (!mustWait(this.failure, Date.now())) {
      await this.refresh();
    }
  }

  /**
   * Appends the next page; does nothing at the end or while one is under way.
   *
   * @throws PortalFailure
   */
  loadMore(): Promise<void> {
    this.#loadingMore ??= this.#loadNextPage().finally(() => {
      this.#loadingMore = undefined;
    });
    return this.#loadingMore;
  }

  /** Draws a change that the portal has yet to execute. */
  begin(change: Change): void {
    this.#pending = [...this.#pending, change];
    this.#troubles = without(this.#troubles, change.ids);
    this.#publish();
  }

  /** The change is taken back before the portal was told. */
  cancel(change: Change): void {
    this.#drop(change);
    this.#publish();
  }

  /** The portal has executed what was `begun`, or of it what `change` says. */
  settle(change: Change, begun = change): void {
    this.#drop(begun);
    this.#generation++;
    this.#troubles = without(this.#troubles, change.ids);
    if (this.#known.kind === 'ready') {
      this.#known = { ...this.#known, notifications: changed(this.#known.notifications, change) };
    }
    this.#publish();
  }

  /** The portal has not executed the change, or nobody knows: the list is again as the portal last told it. */
  fail(change: Change, failure: Failure): void {
    this.#drop(change);
    if (mayHaveRun(failure)) {
      this.#generation++;
    }
    this.#troubles = new Map([
      ...this.#troubles,
      ...change.ids.map(id => [id, { change, failure }] as const),
    ]);
    this.#publish();
  }

  async #refreshUntilCurrent(): Promise<void> {
    let generation;
    do {
      generation = this.#generation;
      try {
        const list = await freshList(this.#centre, () => this.#loaded(), this.#contradictions.isNews);
        if (generation === this.#generation) {
          this.#accept(list);
        }
      } catch (error) {
        const failure = failureIn(error);
        this.#set(this.#known.kind === 'ready' ? { ...this.#known, failure } : { kind: 'failed', failure });
        return;
      }
    } while (generation !== this.#generation);
  }

  /** A page that was asked for before a write is out of date and asked for again. */
  async #loadNextPage(): Promise<void> {
    const cursor = this.#cursor();
    if (cursor === undefined) {
      return;
    }
    let generation;
    let page;
    do {
      generation = this.#generation;
      page = await this.#centre.page(cursor);
    } while (generation !== this.#generation);
    const current = this.#cursor();
    if (
      this.#known.kind === 'ready' &&
      current?.lastId === cursor.lastId &&
      current.lastType === cursor.lastType
    ) {
      const unreadBeyond = Math.max(this.#known.unreadBeyond - unreadIn(page), 0);
      this.#set({ ...withoutNext(this.#known), ...withNextPage(this.#known, page), unreadBeyond });
    }
  }

  #cursor(): Cursor | undefined {
    return this.#known.kind === 'ready' && !isFull(this.#known) ? this.#known.next : undefined;
  }

  #accept(list: FreshList): void {
    const { unreadTotal } = list;
    const unreadBeyond =
      unreadTotal >= UNREAD_CAP ? Number.POSITIVE_INFINITY : Math.max(unreadTotal - unreadIn(list), 0);
    this.#set({ kind: 'ready', ...list, unreadBeyond, updatedAt: Date.now() });
  }

  #loaded(): Loaded {
    return this.#known.kind === 'ready' ? this.#known : { notifications: [] };
  }

  #drop(change: Change): void {
    this.#pending = this.#pending.filter(pending => pending !== change);
  }

  #set(known: Known): void {
    this.#known = known;
    this.#publish();
  }

  #publish(): void {
    if (this.#known.kind === 'ready') {
      this.#troubles = standing(this.#troubles, this.#known.notifications);
    }
    this.#state =
      this.#known.kind === 'ready'
        ? {
            ...this.#known,
            notifications: shown(this.#known.notifications, this.#pending),
            deciding: new Set(this.#pending.flatMap(({ kind, ids }) => (kind === 'confirm' ? ids : []))),
            troubles: this.#troubles,
          }
        : this.#known;
    this.#changed.fire(this.#state);
  }
}

function withoutNext<T extends { readonly next?: Cursor }>({ next: _next, ...rest }: T): Omit<T, 'next'> {
  return rest;
}

function without<T>(map: ReadonlyMap<number, T>, ids: readonly number[]): ReadonlyMap<number, T> {
  const gone = new Set(ids);
  return new Map([...map].filter(([id]) => !gone.has(id)));
}
