import { type Disposable, Emitter } from '../emitter';
import { compareNewestFirst, type Notification } from '../notification/notification';
import { EMPTY_QUERY, type HistoryQuery } from './historyQuery';
import { HistorySearch, type HistorySearchOptions, type HistorySearchState, type SearchHit } from './historySearch';

/** One of the portals to search. */
interface PortalSearchSource<P> extends HistorySearchOptions {
  readonly portal: P;
}

/** A search hit and its portal. */
export type PortalSearchHit<P> = SearchHit & { readonly portal: P };

export type PortalsSearchState<P> = Omit<HistorySearchState, 'query' | 'hits'> & {
  /** Newest first, without duplicates. */
  readonly hits: readonly PortalSearchHit<P>[];
  /** The portal that `failure` belongs to; if several failed, the first one. */
  readonly failedIn?: P;
  /** Whether a portal that hasn't failed has another page. */
  readonly canLoadMore?: boolean;
};

interface Part<P> {
  readonly portal: P;
  readonly search: HistorySearch;
  /** Whether the query includes this portal. */
  isMeant: boolean;
}

/** A search in one portal, or in several at once. */
export class PortalsSearch<P> implements Disposable {
  readonly #parts: readonly Part<P>[];
  readonly #changed = new Emitter();
  readonly #listeners: readonly Disposable[];
  #isSearching = false;

  readonly onDidChange = this.#changed.event;

  constructor(sources: readonly PortalSearchSource<P>[]) {
    this.#parts = sources.map(({ portal, ...options }) => ({
      portal,
      search: new HistorySearch(options),
      isMeant: true,
    }));
    this.#listeners = this.#parts.map(({ search }) =>
      search.onDidChange(() => {
        if (!this.#isSearching) {
          this.#changed.fire();
        }
      }),
    );
  }

  get state(): PortalsSearchState<P> {
    const parts = this.#parts.filter(({ isMeant }) => isMeant);
    const states = parts.map(({ search }) => search.state);
    const failed = parts.find(({ search }) => search.state.failure !== undefined);
    const failure = failed?.search.state.failure;
    const goesOn = states.some(state => state.hasMore && state.failure === undefined);
    const totals = states.map(({ total }) => total);
    const isCounted = totals.every(total => total !== undefined);
    return {
      hits: found(parts),
      canSearchPortal: states.some(({ canSearchPortal }) => canSearchPortal),
      isLoading: states.some(({ isLoading }) => isLoading),
      hasMore: states.some(({ hasMore }) => hasMore),
      ...(failed === undefined || failure === undefined
        ? {}
        : { failure, failedIn: failed.portal, canLoadMore: goesOn }),
      ...(isCounted && totals.length > 0 ? { total: totals.reduce((sum, total) => sum + total, 0) } : {}),
    };
  }

  /** All notifications seen so far, loaded or returned by a portal. */
  get seen(): readonly { readonly portal: P; readonly notification: Notification }[] {
    return this.#parts.flatMap(({ portal, search }) => search.seen.map(notification => ({ portal, notification })));
  }

  /** Changes the query: `queryFor` returns the query for each portal, or `undefined` to skip the portal. */
  search(queryFor: (portal: P) => HistoryQuery | undefined): void {
    this.#isSearching = true;
    for (const part of this.#parts) {
      const query = queryFor(part.portal);
      part.isMeant = query !== undefined;
      part.search.search(query ?? EMPTY_QUERY);
    }
    this.#isSearching = false;
    this.#changed.fire();
  }

  /** Fetches the next page of each portal that has one, or retries the one that failed. Never rejects. */
  async loadMore(): Promise<void> {
    const meant = this.#parts.filter(({ isMeant }) => isMeant);
    await Promise.all(meant.map(({ search }) => search.loadMore()));
  }

  /** Call it when the loaded notifications have changed. */
  refresh(): void {
    for (const { search } of this.#parts) {
      search.refresh();
    }
  }

  /** Applies a change to a notification returned by a portal; loaded ones are updated automatically. */
  update(portal: P, id: number, change: Partial<Pick<Notification, 'isRead'>>): void {
    this.#parts.find(part => part.portal === portal)?.search.update(id, change);
  }

  dispose(): void {
    for (const each of [...this.#listeners, ...this.#parts.map(({ search }) => search)]) {
      each.dispose();
    }
  }
}

function found<P>(parts: readonly Part<P>[]): readonly PortalSearchHit<P>[] {
  const all = parts.flatMap(({ portal, search }) => search.state.hits.map(one => ({ ...one, portal })));
  return parts.length === 1 ? all : all.sort((one, other) => compareNewestFirst(one.notification, other.notification));
}
