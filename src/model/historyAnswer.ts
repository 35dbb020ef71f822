import type { Disposable } from './emitter';
import type { History, HistoryPage, HistoryQuery } from './history';
import type { Notification } from './notification';
import { failureIn, mustWait } from './portalFailure';
import type { Failure } from './portalFailure';

export interface HistoryAnswerOptions {
  readonly history: History;
  readonly query: HistoryQuery;
  /** Why the portal did not answer before: it may have asked to wait. */
  readonly failure: Failure | undefined;
  /** How many notifications are to be seen by now. */
  readonly countSeen: () => number;
  /** Told of all that the portal gives, and that something has changed. */
  readonly onDidChange: (given: readonly Notification[]) => void;
}

/** Pages in a row that are passed over because nothing new is to be seen on them. */
const MOST_PAGES = 10;

/** What the portal answers to one query, page by page. Once it is disposed of, what still arrives is dropped. */
export class HistoryAnswer implements Disposable {
  readonly query: HistoryQuery;
  readonly #options: HistoryAnswerOptions;
  readonly #ids = new Set<number>();
  /** The page to ask for next: the first, or the one after an id. */
  #next: 'first' | number | undefined = 'first';
  #total: number | undefined;
  #failure: Failure | undefined;
  /** Until the typing pauses. */
  #pause: ReturnType<typeof setTimeout> | undefined;
  #asking: Promise<void> | undefined;
  #isDisposed = false;

  constructor(options: HistoryAnswerOptions) {
    this.query = options.query;
    this.#options = options;
    this.#failure = this.#mustWait(options.failure) ? options.failure : undefined;
  }

  /** The portal is being asked, or will be after the pause. */
  get isAsking(): boolean {
    return this.#asking !== undefined || this.#pause !== undefined;
  }

  get hasMore(): boolean {
    return typeof this.#next === 'number';
  }

  get failure(): Failure | undefined {
    return this.#failure;
  }

  /** How many the portal found in all. */
  get total(): number | undefined {
    return this.#total;
  }

  has({ id }: Notification): boolean {
    return this.#ids.has(id);
  }

  /** Asks for the first page, unless the portal wants to be left alone. */
  begin(pauseMs: number): void {
    if (this.#failure !== undefined) {
      return;
    }
    if (pauseMs === 0) {
      void this.loadMore();
      return;
    }
    this.#pause = setTimeout(() => {
      this.#pause = undefined;
      void this.loadMore();
    }, pauseMs);
  }

  /** Asks for the next page, or once more for the one that failed. Never two at once; never rejects. */
  loadMore(): Promise<void> {
    const isDue = this.#next !== undefined && !this.isAsking && !this.#mustWait(this.#failure);
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

  /** Goes on until there is something new: a server's days are not ours, and what is loaded is seen already. */
  async #ask(): Promise<void> {
    const enough = this.#next === 'first' ? 1 : this.#options.countSeen() + 1;
    try {
      for (let pages = 0; pages < MOST_PAGES && this.#next !== undefined; pages++) {
        const after = this.#next === 'first' ? undefined : this.#next;
        const page = await this.#options.history.search(this.query, after);
        if (this.#isDisposed) {
          return;
        }
        this.#accept(page, after);
        if (this.#options.countSeen() >= enough) {
          break;
        }
      }
    } catch (error) {
      this.#failure = failureIn(error);
    }
    this.#asking = undefined;
    this.#tell([]);
  }

  #accept({ notifications, next, total }: HistoryPage, after: number | undefined): void {
    for (const { id } of notifications) {
      this.#ids.add(id);
    }
    // A portal that leads back is not followed.
    this.#next = after === undefined || (next !== undefined && next < after) ? next : undefined;
    this.#total ??= total;
    this.#tell(notifications);
  }

  #tell(given: readonly Notification[]): void {
    if (!this.#isDisposed) {
      this.#options.onDidChange(given);
    }
  }

  #mustWait(failure: Failure | undefined): boolean {
    return mustWait(failure, Date.now());
  }
}
