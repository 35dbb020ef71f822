import { Emitter } from './emitter';
import { withFirstPage, withNextPage } from './firstPage';
import type { Loaded } from './firstPage';
import { failureIn, mustWait } from './portalFailure';
import type { Failure } from './portalFailure';
import type { Cursor, NotificationCentre, Page } from './notification';

/** What is known of an account's notifications. A failed refresh never takes the list away. */
export type InboxState =
  | { readonly kind: 'loading' }
  /** Nothing was ever loaded. */
  | { readonly kind: 'failed'; readonly failure: Failure }
  | ({
      readonly kind: 'ready';
      /** The portal's own number. */
      readonly unreadTotal: number;
      /** When the portal last answered, milliseconds since the epoch. */
      readonly updatedAt: number;
      /** Why the list is older than it should be. */
      readonly failure?: Failure;
    } & Loaded);

/** A bound, should a portal never come to the end of its confirmations. */
const MOST_PAGES_OF_CONFIRMATIONS = 20;

/** The one store of a portal account's notifications. Methods but `refresh` reject with a `PortalFailure`. */
export class Inbox {
  readonly #centre: NotificationCentre;
  readonly #changed = new Emitter<InboxState>();
  readonly #refreshed = new Emitter();
  #state: InboxState = { kind: 'loading' };
  /** Counts what makes an answer that is still under way out of date. */
  #generation = 0;
  #refreshing: Promise<void> | undefined;
  #loadingMore: Promise<void> | undefined;

  readonly onDidChange = this.#changed.event;
  /** A refresh has ended, well or not. */
  readonly onDidRefresh = this.#refreshed.event;

  constructor(centre: NotificationCentre) {
    this.#centre = centre;
  }

  get state(): InboxState {
    return this.#state;
  }

  /** Why the last refresh came to nothing. */
  get failure(): Failure | undefined {
    return this.#state.kind === 'loading' ? undefined : this.#state.failure;
  }

  /** Fetches the newest notifications. Never two at once; never rejects: the failure becomes part of the state. */
  refresh(): Promise<void> {
    this.#refreshing ??= this.#refreshUntilCurrent().finally(() => {
      this.#refreshing = undefined;
      this.#refreshed.fire();
    });
    return this.#refreshing;
  }

  /** Appends the next page; does nothing at the end or while one is under way. */
  loadMore(): Promise<void> {
    this.#loadingMore ??= this.#loadNextPage().finally(() => {
      this.#loadingMore = undefined;
    });
    return this.#loadingMore;
  }

  /**
   * Sends a quick reply (`im.notify.answer`), never twice. Resolves to the portal's own words, or to `undefined`
   * where the notification is gone or can't be answered.
   */
  answer(id: number, text: string): Promise<readonly string[] | undefined> {
    return this.#centre.answer(id, text.trim());
  }

  async setRead(ids: readonly number[], isRead: boolean): Promise<void> {
    await this.#centre.setRead(ids, isRead);
    const marked = new Set(ids);
    this.#mark(isRead, id => marked.has(id));
    await this.#refreshAfterWrite();
  }

  /** Reads everything but the confirmations, which the portal leaves unread. */
  async readAll(): Promise<void> {
    await this.#centre.readAll();
    this.#mark(true, (_id, kind) => kind !== 'confirmation');
    await this.#refreshAfterWrite();
  }

  async #refreshAfterWrite(): Promise<void> {
    if (!mustWait(this.failure, Date.now())) {
      await this.refresh();
    }
  }

  async #refreshUntilCurrent(): Promise<void> {
    let generation;
    do {
      generation = this.#generation;
      try {
        const page = await this.#newest();
        if (generation === this.#generation) {
          this.#accept(page);
        }
      } catch (error) {
        this.#fail(failureIn(error));
        return;
      }
    } while (generation !== this.#generation);
  }

  /** The first page, and as many more as the confirmations fill: they come first and would hide all that is new. */
  async #newest(): Promise<Page> {
    let page = await this.#centre.page();
    for (let pages = 1; page.next?.lastType === 1 && pages < MOST_PAGES_OF_CONFIRMATIONS; pages++) {
      const following = await this.#centre.page(page.next);
      page = { ...following, notifications: [...page.notifications, ...following.notifications] };
    }
    return page;
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
    const state = this.#state;
    if (
      state.kind === 'ready' &&
      state.next?.lastId === cursor.lastId &&
      state.next.lastType === cursor.lastType
    ) {
      this.#set({ ...withoutNext(state), ...withNextPage(state, page) });
    }
  }

  #cursor(): Cursor | undefined {
    return this.#state.kind === 'ready' ? this.#state.next : undefined;
  }

  #accept(page: Page): void {
    const before = this.#state.kind === 'ready' ? this.#state : { notifications: [] };
    this.#set({
      kind: 'ready',
      ...withFirstPage(before, page),
      unreadTotal: page.unreadTotal,
      updatedAt: Date.now(),
    });
  }

  #fail(failure: Failure): void {
    this.#set(this.#state.kind === 'ready' ? { ...this.#state, failure } : { kind: 'failed', failure });
  }

  #mark(isRead: boolean, isMarked: (id: number, kind: string) => boolean): void {
    this.#generation++;
    if (this.#state.kind === 'ready') {
      const notifications = this.#state.notifications.map(notification =>
        isMarked(notification.id, notification.kind) ? { ...notification, isRead } : notification,
      );
      this.#set({ ...this.#state, notifications });
    }
  }

  #set(state: InboxState): void {
    this.#state = state;
    this.#changed.fire(state);
  }
}

function withoutNext<T extends { readonly next?: Cursor }>({ next: _next, ...rest }: T): Omit<T, 'next'> {
  return rest;
}
