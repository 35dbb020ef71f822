import { MAX_UNREAD_COUNT, type NotificationApi } from '../notification/notification';
import { failureOrRethrow } from '../portalFailure';
import { isRecent } from '../windows/timestamps';
import type { FetchResult } from './inboxSnapshot';
import { fetchAndMergeNewest } from './listMerge';
import type { ServerState } from './serverState';

/**
 * The list is fetched at least this often, even if the unread count is unchanged: it also is after one notification
 * has arrived and another was read.
 */
const FULL_REFRESH_MS = 5 * 60_000;

export type InboxApi = Pick<NotificationApi, 'getPage' | 'getUnreadCount'>;

/** Fetches what is new: the unread count first, which costs the portal much less than the list. */
export class InboxFetcher {
  readonly #centre: InboxApi;
  readonly #knowledge: ServerState;
  /** When the portal last failed to provide the count, in milliseconds since the epoch. */
  #refusedAt = Number.NEGATIVE_INFINITY;

  constructor(centre: InboxApi, knowledge: ServerState) {
    this.#centre = centre;
    this.#knowledge = knowledge;
  }

  /** Never rejects. `isListWanted` is called again after the count, because the list may be wanted by then. */
  async fetch(isListWanted: () => boolean): Promise<FetchResult> {
    const askedAt = Date.now();
    try {
      const counted = isListWanted() || !this.#isCountUseful(askedAt) ? undefined : await this.#count();
      if (counted !== undefined && counted === this.#knowledge.lastSnapshot?.counted && !isListWanted()) {
        return { kind: 'same', askedAt };
      }
      return await this.#list(counted);
    } catch (error) {
      return { kind: 'failure', askedAt, failure: failureOrRethrow(error) };
    }
  }

  /** Whether the count can show that the list is unchanged. */
  #isCountUseful(now: number): boolean {
    const { lastSnapshot, isCurrent } = this.#knowledge;
    return (
      !isRecent(this.#refusedAt, FULL_REFRESH_MS, now) &&
      isCurrent &&
      lastSnapshot !== undefined &&
      lastSnapshot.counted < MAX_UNREAD_COUNT &&
      isRecent(lastSnapshot.askedAt, FULL_REFRESH_MS, now)
    );
  }

  /** Returns `undefined` if the portal doesn't provide the count, or not now. */
  async #count(): Promise<number | undefined> {
    try {
      return await this.#centre.getUnreadCount();
    } catch (error) {
      const failure = failureOrRethrow(error);
      // An exhausted time limit applies to this one method only.
      const isSpent = failure.kind === 'rateLimited' && failure.retryAt !== undefined;
      if (!isSpent && !['refused', 'brokeDown', 'forbidden', 'malformed'].includes(failure.kind)) throw error;
      if (!isSpent) {
        this.#refusedAt = Date.now();
      }
      return undefined;
    }
  }

  /** The count was fetched first, so notifications that arrived since then are noticed next time. */
  async #list(counted?: number): Promise<FetchResult> {
    const askedAt = Date.now();
    const { countMismatch } = this.#knowledge;
    const list = await fetchAndMergeNewest(this.#centre, () => this.#knowledge.loaded, countMismatch.isNew);
    return { kind: 'list', askedAt, snapshot: { ...list, askedAt, counted: counted ?? list.unreadTotal } };
  }
}
