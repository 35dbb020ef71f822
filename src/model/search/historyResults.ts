import type { Disposable } from '../emitter';
import type { Notification } from '../notification/notification';
import { hasRetryTimeAhead, type Failure, failureOrRethrow } from '../portalFailure';
import type { HistoryApi, HistoryPage, HistoryQuery } from './historyQuery';

interface HistoryResultsOptions {
  readonly history: HistoryApi;
  readonly query: HistoryQuery;
  /** Why the previous search failed: the portal may have asked to wait. */
  readonly failure: Failure | undefined;
  /** Returns how many notifications the results have by now. */
  readonly countResults: () => number;
  /** Called after every change, with the notifications that the portal returned, if any. */
  readonly onDidChange: (found: readonly Notification[]) => void;
}

/** Maximum number of consecutive pages skipped because they show nothing new. */
const MAX_SKIPPED_PAGES = 10;

/** The portal's results for a query, page by page. Responses that arrive after disposal are dropped. */
export class HistoryResultsLoader implements Disposable {
  readonly query: HistoryQuery;
  readonly #options: HistoryResultsOptions;
  readonly #ids = new Set<number>();
  /** The page to fetch next: the first, or the one after an ID. */
  #next: 'first' | number | undefined = 'first';
  #total: number | undefined;
  #failure: Failure | undefined;
  /** The timer that sends the request when typing pauses. */
  #pause: ReturnType<typeof setTimeout> | undefined;
  #asking: Promise<void> | undefined;
  #isDisposed = false;

  constructor(options: HistoryResultsOptions) {
    this.query = options.query;
    this.#options = options;
    this.#failure = this.#mustWait(options.failure) ? options.failure : undefined;
  }

  /** A request is in progress, or will be sent after the pause. */
  get isLoading(): boolean {
    return this.#asking !== undefined || this.#pause !== undefined;
  }

  get hasMore(): boolean {
    return typeof this.#next === 'number';
  }

  get failure(): Failure | undefined {
    return this.#failure;
  }

  /** The total number of results on the portal. */
  get total(): number | undefined {
    return this.#total;
  }

  has({ id }: Notification): boolean {
    return this.#ids.has(id);
  }

  /** Fetches the first page, unless the portal has asked to wait. */
  begin(pauseMs: number): void {
    if (this.#failure !== undefined) return;
    if (pauseMs === 0) {
      void this.loadMore();
      return;
    }
    this.#pause = setTimeout(() => {
      this.#pause = undefined;
      void this.loadMore();
    }, pauseMs);
  }

  /** Fetches the next page, or retries the one that failed. At most one at a time; never rejects. */
  loadMore(): Promise<void> {
    const isDue = this.#next !== undefined && !this.isLoading && !this.#mustWait(this.#failure);
    if (isDue && !this.#isDisposed) {
      this.#failure = undefined;
      this.#asking = this.#ask();
      this.#options.onDidChange([]);
    }
    return this.#asking ?? Promise.resolve();
  }

  dispose(): void {
    this.#isDisposed = true;
    clearTimeout(this.#pause);
  }

  /**
   * Continues until something is new: the server's days may differ from local ones, and loaded notifications are
   * shown already.
   */
  async #ask(): Promise<void> {
    const enough = this.#next === 'first' ? 1 : this.#options.countResults() + 1;
    try {
      for (let pages = 0; pages < MAX_SKIPPED_PAGES && this.#next !== undefined; pages++) {
        const after = this.#next === 'first' ? undefined : this.#next;
        const page = await this.#options.history.search(this.query, after);
        if (this.#isDisposed) return;
        this.#accept(page, after);
        if (this.#options.countResults() >= enough) break;
      }
    } catch (error) {
      this.#failure = failureOrRethrow(error);
    }
    this.#asking = undefined;
    this.#notify([]);
  }

  #accept({ notifications, next, total }: HistoryPage, after: number | undefined): void {
    for (const { id } of notifications) {
      this.#ids.add(id);
    }
    // A next ID that isn't lower would lead back, so loading ends.
    this.#next = after === undefined || (next !== undefined && next < after) ? next : undefined;
    this.#total ??= total;
    this.#notify(notifications);
  }

  #notify(found: readonly Notification[]): void {
    if (!this.#isDisposed) {
      this.#options.onDidChange(found);
    }
  }

  #mustWait(failure: Failure | undefined): boolean {
    return hasRetryTimeAhead(failure, Date.now());
  }
}
