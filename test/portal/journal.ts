import { Feed } from './feed';
import type { PhpMap } from './php';

/** One call that reached the portal. */
export interface JournalEntry {
  /**
   * In lower case, as the portal looks methods up; `oauth/authorize` and `oauth/token` for those; empty when the
   * path named none.
   */
  readonly method: string;
  /** Query and body merged, credentials included. */
  readonly params: PhpMap;
  readonly httpMethod: string;
  /** Path and query as they were asked for. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** The caller, once the credentials were accepted. */
  readonly userId: number | undefined;
  /** Part of a batch; it has no HTTP answer of its own. */
  readonly isInBatch: boolean;
  /** Undefined while no answer was sent, and for ever after a reset or a hang. */
  readonly status: number | undefined;
  /** `ok`, `login` for the form, an error code, the kind of a fault (`reset`…), or `pending` before an answer. */
  readonly outcome: string;
  /** Whether the method's handler ran; for OAuth, whether a code or a pair of tokens was issued. */
  readonly isExecuted: boolean;
}

export type Draft = { -readonly [Key in keyof JournalEntry]: JournalEntry[Key] };

/** Every call that reached the portal, in the order of arrival. */
export class Journal {
  private readonly everything: JournalEntry[] = [];
  private readonly arrived = new Feed<JournalEntry>();
  private readonly settled = new Feed<JournalEntry>();
  private readonly abandoned = new Feed<JournalEntry>();

  calls(method?: string): readonly JournalEntry[] {
    return this.arrived.items.filter(entry => concerns(entry, method));
  }

  /** The next answered call that was not given out by an earlier `next` for the same method. */
  next(method?: string, predicate: (entry: JournalEntry) => boolean = () => true): Promise<JournalEntry> {
    return this.settled.next(method ?? '', entry => concerns(entry, method) && predicate(entry));
  }

  /** As `next`, but as soon as the call is in, answered or not: for calls that hang or are held. */
  nextArrival(method?: string, predicate: (entry: JournalEntry) => boolean = () => true): Promise<JournalEntry> {
    return this.arrived.next(method ?? '', entry => concerns(entry, method) && predicate(entry));
  }

  /** As `next`, for calls whose caller hung up before there was an answer. */
  nextAbandoned(method?: string): Promise<JournalEntry> {
    return this.abandoned.next(method ?? '', entry => concerns(entry, method));
  }

  /** From here on `next` and `nextArrival` see only what comes later. */
  skip(): void {
    this.arrived.skip();
    this.settled.skip();
    this.abandoned.skip();
  }

  clear(): void {
    this.arrived.clear();
    this.settled.clear();
    this.abandoned.clear();
  }

  /** All calls since the portal was started, those before `clear` too. */
  get all(): readonly JournalEntry[] {
    return this.everything;
  }

  arrive(draft: Draft): void {
    this.everything.push(draft);
    this.arrived.push(draft);
  }

  settle(draft: Draft): void {
    this.settled.push(draft);
  }

  abandon(draft: Draft): void {
    this.abandoned.push(draft);
  }
}

function concerns(entry: JournalEntry, method: string | undefined): boolean {
  return method === undefined || entry.method === method.toLowerCase();
}
