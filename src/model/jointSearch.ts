import { Emitter } from './emitter';
import type { Disposable } from './emitter';
import type { HistoryQuery } from './history';
import { EVERYTHING } from './historyQuery';
import { HistorySearch } from './historySearch';
import type { Found, HistorySearchOptions, HistorySearchState } from './historySearch';
import { newestFirst } from './notification';
import type { Notification } from './notification';

/** One of the portals that are searched. */
export interface SearchSource<P> extends HistorySearchOptions {
  readonly portal: P;
}

/** What was found, and in which portal. */
export type FoundIn<P> = Found & { readonly portal: P };

export type JointSearchState<P> = Omit<HistorySearchState, 'query' | 'found'> & {
  /** Newest first, each once. */
  readonly found: readonly FoundIn<P>[];
  /** Whose failure it is; where several have failed, the first of them. */
  readonly failedIn?: P;
  /** One that has not failed has another page. */
  readonly goesOn?: boolean;
};

interface Part<P> {
  readonly portal: P;
  readonly search: HistorySearch;
  /** Whether the query is about this portal. */
  isMeant: boolean;
}

/** One search in several portals at once, or in one. */
export class JointSearch<P> implements Disposable {
  readonly #parts: readonly Part<P>[];
  readonly #changed = new Emitter();
  readonly #listeners: readonly Disposable[];
  #isSearching = false;

  readonly onDidChange = this.#changed.event;

  constructor(sources: readonly SearchSource<P>[]) {
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

  get state(): JointSearchState<P> {
    const parts = this.#parts.filter(({ isMeant }) => isMeant);
    const states = parts.map(({ search }) => search.state);
    const failed = parts.find(({ search }) => search.state.failure !== undefined);
    const failure = failed?.search.state.failure;
    const goesOn = states.some(state => state.hasMore && state.failure === undefined);
    const totals = states.map(({ total }) => total);
    const isCounted = totals.every(total => total !== undefined);
    return {
      found: found(parts),
      isAskable: states.some(({ isAskable }) => isAskable),
      isAsking: states.some(({ isAsking }) => isAsking),
      hasMore: states.some(({ hasMore }) => hasMore),
      ...(failed === undefined || failure === undefined ? {} : { failure, failedIn: failed.portal, goesOn }),
      ...(isCounted && totals.length > 0 ? { total: totals.reduce((sum, total) => sum + total, 0) } : {}),
    };
  }

  /** All that was met, loaded or given by a portal. */
  get met(): readonly { readonly portal: P; readonly notification: Notification }[] {
    return this.#parts.flatMap(({ portal, search }) =>
      search.met.map(notification => ({ portal, notification })),
    );
  }

  /** Looks for something else, in each portal for what `queryFor` says; `undefined`: not in that one. */
  search(queryFor: (portal: P) => HistoryQuery | undefined): void {
    this.#isSearching = true;
    for (const part of this.#parts) {
      const query = queryFor(part.portal);
      part.isMeant = query !== undefined;
      part.search.search(query ?? EVERYTHING);
    }
    this.#isSearching = false;
    this.#changed.fire();
  }

  /** Asks each portal that has more for its next page, or once more for the one that failed. Never rejects. */
  async loadMore(): Promise<void> {
    const meant = this.#parts.filter(({ isMeant }) => isMeant);
    await Promise.all(meant.map(({ search }) => search.loadMore()));
  }

  /** What is loaded has changed. */
  refresh(): void {
    for (const { search } of this.#parts) {
      search.refresh();
    }
  }

  /** Shows of a notification what became of it; what is loaded shows by itself. */
  update(portal: P, id: number, change: Partial<Pick<Notification, 'isRead'>>): void {
    this.#parts.find(part => part.portal === portal)?.search.update(id, change);
  }

  dispose(): void {
    for (const each of [...this.#listeners, ...this.#parts.map(({ search }) => search)]) {
      each.dispose();
    }
  }
}

function found<P>(parts: readonly Part<P>[]): readonly FoundIn<P>[] {
  const all = parts.flatMap(({ portal, search }) => search.state.found.map(one => ({ ...one, portal })));
  return parts.length === 1
    ? all
    : all.sort((one, other) => newestFirst(one.notification, other.notification));
}
