import { Emitter } from './emitter';
import type { Disposable } from './emitter';
import type { History, HistoryQuery } from './history';
import { HistoryAnswer } from './historyAnswer';
import { HistoryMatcher } from './historyMatcher';
import type { NotificationWords } from './historyMatcher';
import { EVERYTHING, isSameFilter, isSameQuery, portalQuery } from './historyQuery';
import { newestFirst } from './notification';
import type { Notification } from './notification';
import type { Failure } from './portalFailure';

export interface HistorySearchOptions extends NotificationWords {
  readonly history: History;
  /** What is at hand without the portal. */
  readonly loaded: () => readonly Notification[];
}

export interface Found {
  readonly notification: Notification;
  /** At hand without the portal. */
  readonly isLoaded: boolean;
}

export interface HistorySearchState {
  readonly query: HistoryQuery;
  /** Newest first, each once. */
  readonly found: readonly Found[];
  /** Whether the portal can be asked this. */
  readonly isAskable: boolean;
  /** The portal is being asked, or will be when the typing pauses. */
  readonly isAsking: boolean;
  /** The portal has another page. */
  readonly hasMore: boolean;
  /** Why the portal did not answer. */
  readonly failure?: Failure;
  /** How many the portal has in all, where it counts what is meant. */
  readonly total?: number;
}

const PAUSE_MS = 400;

/** A search in what is loaded, at once, and in the portal's whole history. */
export class HistorySearch implements Disposable {
  readonly #options: HistorySearchOptions;
  readonly #matcher: HistoryMatcher;
  readonly #changed = new Emitter<HistorySearchState>();
  #query = EVERYTHING;
  /** The portal's to the query, where it can be asked. */
  #answer: HistoryAnswer | undefined;
  /** Why the portal did not answer when it was last asked. */
  #failure: Failure | undefined;
  /** All that the portal has given to this search and those before. */
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

  /** All that was met, loaded or given by the portal. */
  get met(): readonly Notification[] {
    return this.#atHand().map(({ notification }) => notification);
  }

  /** Looks for something else. The portal is asked when the typing pauses; about a filter at once. */
  search(query: HistoryQuery): void {
    const before = this.#query;
    if (isSameQuery(query, before)) {
      return;
    }
    this.#query = query;
    const asked = portalQuery(query);
    if (!isSameQuery(asked, this.#answer?.query)) {
      const isTyped = asked?.text !== '' && isSameFilter(query, before);
      this.#ask(asked, isTyped ? PAUSE_MS : 0);
    }
    this.#publish();
  }

  /** Asks the portal for the next page, or once more for the one that failed. Never two at once; never rejects. */
  loadMore(): Promise<void> {
    return this.#answer?.loadMore() ?? Promise.resolve();
  }

  /** What is loaded has changed. */
  refresh(): void {
    const { found } = this.#state;
    const fresh = this.#found();
    const isSame = (one: Found, other: Found | undefined): boolean =>
      one.notification === other?.notification && one.isLoaded === other.isLoaded;
    if (fresh.length !== found.length || fresh.some((each, index) => !isSame(each, found[index]))) {
      this.#publish();
    }
  }

  /** Shows of a notification what became of it; what is loaded shows by itself. */
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
      new HistoryAnswer({
        history: this.#options.history,
        query,
        failure: this.#failure,
        countSeen: () => this.#state.found.length,
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
    const { failure, total, isAsking = false, hasMore = false } = this.#answer ?? {};
    const isCounted = this.#query.days === undefined && this.#isLeftToPortal();
    return {
      query: this.#query,
      found: this.#found(),
      isAskable: this.#answer !== undefined,
      isAsking,
      hasMore,
      ...(failure === undefined ? {} : { failure }),
      ...(total === undefined || !isCounted ? {} : { total }),
    };
  }

  /** What the portal found is not doubted, but for the days, which are others on a server, and for what it was not told. */
  #found(): readonly Found[] {
    const { text, ...filter } = this.#query;
    const isMeant = this.#matcher.matcher(this.#query);
    const isAnswer = this.#matcher.matcher({
      ...EVERYTHING,
      ...(filter.days === undefined ? {} : { days: filter.days }),
      text: this.#isLeftToPortal() ? '' : text,
    });
    return this.#atHand()
      .filter(
        ({ notification }) =>
          isMeant(notification) || (this.#answer?.has(notification) === true && isAnswer(notification)),
      )
      .sort((one, other) => newestFirst(one.notification, other.notification));
  }

  /** Where the portal gave what is loaded too, the loaded one is the more recent. */
  #atHand(): Found[] {
    const loaded = this.#options.loaded();
    const ids = new Set(loaded.map(({ id }) => id));
    const given = [...this.#given.values()].filter(({ id }) => !ids.has(id));
    return [
      ...loaded.map(notification => ({ notification, isLoaded: true })),
      ...given.map(notification => ({ notification, isLoaded: false })),
    ];
  }

  /** The portal was told all the words there are. */
  #isLeftToPortal(): boolean {
    return this.#query.text.trim() === '' || (this.#answer !== undefined && this.#answer.query.text !== '');
  }
}
