import { freshList } from './freshList';
import type { Knowledge } from './knowledge';
import { isWithin } from './moments';
import { UNREAD_CAP } from './notification';
import type { NotificationCentre } from './notification';
import { failureIn } from './portalFailure';
import type { Report } from './report';

/** One that has arrived and one that was read leave the count as it was: so often the list is fetched in any case. */
const FULL_REFRESH_MS = 5 * 60_000;

export type Asked = Pick<NotificationCentre, 'page' | 'unreadCount'>;

/** Asks the portal what is new: first how many are unread, which costs it much less than the list. */
export class Enquiry {
  readonly #centre: Asked;
  readonly #knowledge: Knowledge;
  /** When the portal did not tell it, milliseconds since the epoch. */
  #refusedAt = Number.NEGATIVE_INFINITY;

  constructor(centre: Asked, knowledge: Knowledge) {
    this.#centre = centre;
    this.#knowledge = knowledge;
  }

  /** Never rejects. `isListWanted` is asked again after the count: somebody may want the list by then. */
  async ask(isListWanted: () => boolean): Promise<Report> {
    const askedAt = Date.now();
    try {
      const counted = isListWanted() || !this.#isCountUseful(askedAt) ? undefined : await this.#count();
      if (counted !== undefined && counted === this.#knowledge.told?.counted && !isListWanted()) {
        return { kind: 'same', askedAt };
      }
      return await this.#list(counted);
    } catch (error) {
      return { kind: 'failure', askedAt, failure: failureIn(error) };
    }
  }

  /** Whether it could say that the list is as it was. */
  #isCountUseful(now: number): boolean {
    const { told, isCurrent } = this.#knowledge;
    return (
      !isWithin(this.#refusedAt, FULL_REFRESH_MS, now) &&
      isCurrent &&
      told !== undefined &&
      told.counted < UNREAD_CAP &&
      isWithin(told.askedAt, FULL_REFRESH_MS, now)
    );
  }

  /** `undefined`: this portal does not tell, or not now. */
  async #count(): Promise<number | undefined> {
    try {
      return await this.#centre.unreadCount();
    } catch (error) {
      const failure = failureIn(error);
      // Time that is spent is that of one method alone.
      const isSpent = failure.kind === 'rateLimited' && failure.retryAt !== undefined;
      if (!isSpent && !['refused', 'brokeDown', 'forbidden', 'malformed'].includes(failure.kind)) {
        throw error;
      }
      if (!isSpent) {
        this.#refusedAt = Date.now();
      }
      return undefined;
    }
  }

  /** The count was asked for first: what has arrived since is seen next time. */
  async #list(counted?: number): Promise<Report> {
    const askedAt = Date.now();
    const { contradictions } = this.#knowledge;
    const list = await freshList(this.#centre, () => this.#knowledge.loaded, contradictions.isNews);
    return { kind: 'list', askedAt, snapshot: { ...list, askedAt, counted: counted ?? list.unreadTotal } };
  }
}
