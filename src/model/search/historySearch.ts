import { type Disposable, Emitter } from '../emitter';
import { compareNewestFirst, type Notification } from '../notification/notification';
import type { Failure } from '../portalFailure';
import { HistoryMatcher, type SearchFormatters } from './historyMatcher';
import {
  EMPTY_QUERY,
  type HistoryApi,
  type HistoryQuery,
  isSameFilter,
  isSameQuery,
  toPortalQuery,
} from './historyQuery';
import { HistoryResultsLoader } from './historyResults';

export interface HistorySearchOptions extends SearchFormatters {
  readonly history: HistoryApi;
  /** Returns the notifications available without the portal. */
  readonly loaded: () => readonly Notification[];
}

export interface SearchHit {
  readonly notification: Notification;
  /** Available without the portal. */
  readonly isLoaded: boolean;
}

export interface HistorySearchState {
  readonly query: HistoryQuery;
  /** Newest first, without duplicates. */
  readonly hits: readonly SearchHit[];
  /** Whether the portal can search for this query. */
  readonly canSearchPortal: boolean;
  /** A request is in progress, or will be sent when typing pauses. */
  readonly isLoading: boolean;
  /** The portal has another page. */
  readonly hasMore: boolean;
  /** Why the request to the portal failed. */
  readonly failure?: Failure;
  /** The total number of results on the portal, if it counts exactly this query. */
  readonly total?: number;
}

const TYPING_DELAY_MS = 400;

/** Searches the loaded notifications, immediately, and the portal's whole history. */
export class HistorySearch implements Disposable {
  readonly #options: HistorySearchOptions;
  readonly #matcher: HistoryMatcher;
  readonly #changed = new Emitter<HistorySearchState>();
  #query = EMPTY_QUERY;
  /** The portal's results for the query, if it can search for it. */
  #answer: HistoryResultsLoader | undefined;
  /** Why the last request to the portal failed. */
  #failure: Failure | undefined;
  /** All notifications that the portal has returned for this query and earlier ones. */
  #given: ReadonlyMap<number, Notification> = new Map();
  #state: HistorySearchState;

  readonly onDidChange = this.#changed.event;

  constructor(options: HistorySearchOptions) {
    this.#options = options;
    this.#matcher = new HistoryMatcher(options);
    this.#state = this.#look();
  }

  get state(): HistorySearchState {
    return this.#state;
  }

  /** All notifications seen so far, loaded or returned by the portal. */
  get seen(): readonly Notification[] {
    return this.#atHand().map(({ notification }) => notification);
  }

  /** Changes the query. The portal is queried when typing pauses; for a changed filter, immediately. */
  search(query: HistoryQuery): void {
    const before = this.#query;
    if (isSameQuery(query, before)) return;
    this.#query = query;
    const asked = toPortalQuery(query);
    if (!isSameQuery(asked, this.#answer?.query)) {
      const isTyped = asked?.text !== '' && isSameFilter(query, before);
      this.#ask(asked, isTyped ? TYPING_DELAY_MS : 0);
    }
    this.#publish();
  }

  /** Fetches the next page, or retries the one that failed. At most one at a time; never rejects. */
  loadMore(): Promise<void> {
    return this.#answer?.loadMore() ?? Promise.resolve();
  }

  /** Call it when the loaded notifications have changed. */
  refresh(): void {
    const { hits } = this.#state;
    const fresh = this.#found();
    const isSame = (one: SearchHit, other: SearchHit | undefined): boolean =>
      one.notification === other?.notification && one.isLoaded === other.isLoaded;
    if (fresh.length !== hits.length || fresh.some((each, index) => !isSame(each, hits[index]))) {
      this.#publish();
    }
  }

  /** Applies a change to a notification returned by the portal; loaded ones are updated automatically. */
  update(id: number, change: Partial<Pick<Notification, 'isRead'>>): void {
    const given = this.#given.get(id);
    if (given !== undefined) {
      this.#given = new Map(this.#given).set(id, { ...given, ...change });
    }
    this.refresh();
  }

  dispose(): void {
    this.#answer?.dispose();
  }

  #ask(query: HistoryQuery | undefined, pauseMs: number): void {
    this.#answer?.dispose();
    const answer =
      query &&
      new HistoryResultsLoader({
        history: this.#options.history,
        query,
        failure: this.#failure,
        countResults: () => this.#state.hits.length,
        onDidChange: given => {
          this.#failure = answer?.failure;
          this.#given = new Map([...this.#given, ...given.map(each => [each.id, each] as const)]);
          this.#publish();
        },
      });
    this.#answer = answer;
    answer?.begin(pauseMs);
  }

  #publish(): void {
    this.#state = this.#look();
    this.#changed.fire(this.#state);
  }

  #look(): HistorySearchState {
    const { failure, total, isLoading = false, hasMore = false } = this.#answer ?? {};
    const isCounted = this.#query.days === undefined && this.#isLeftToPortal();
    return {
      query: this.#query,
      hits: this.#found(),
      canSearchPortal: this.#answer !== undefined,
      isLoading,
      hasMore,
      ...(failure === undefined ? {} : { failure }),
      ...(total === undefined || !isCounted ? {} : { total }),
    };
  }

  /** Trusts the portal's results, except for the days, which may differ on a server, and for text it wasn't sent. */
  #found(): readonly SearchHit[] {
    const { text, ...filter } = this.#query;
    const isMeant = this.#matcher.matcher(this.#query);
    const isAnswer = this.#matcher.matcher({
      ...EMPTY_QUERY,
      ...(filter.days === undefined ? {} : { days: filter.days }),
      text: this.#isLeftToPortal() ? '' : text,
    });
    return this.#atHand()
      .filter(
        ({ notification }) =>
          isMeant(notification) || (this.#answer?.has(notification) === true && isAnswer(notification)),
      )
      .sort((one, other) => compareNewestFirst(one.notification, other.notification));
  }

  /** If the portal returned a loaded notification too, the loaded one is more recent. */
  #atHand(): SearchHit[] {
    const loaded = this.#options.loaded();
    const ids = new Set(loaded.map(({ id }) => id));
    const given = [...this.#given.values()].filter(({ id }) => !ids.has(id));
    return [
      ...loaded.map(notification => ({ notification, isLoaded: true })),
      ...given.map(notification => ({ notification, isLoaded: false })),
    ];
  }

  /** Whether the portal was sent the whole text, if any. */
  #isLeftToPortal(): boolean {
    return this.#query.text.trim() === '' || (this.#answer !== undefined && this.#answer.query.text !== '');
  }
}
