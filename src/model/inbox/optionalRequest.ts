import { failureOrRethrow } from '../portalFailure';
import { isRecent } from '../windows/timestamps';

/** A request that a portal may refuse, because there is another way: then it isn't sent again for a while. */
export class OptionalRequest<T> {
  readonly #send: () => Promise<T>;
  readonly #pauseMs: number;
  #refusedAt = Number.NEGATIVE_INFINITY;

  constructor(send: () => Promise<T>, pauseMs: number) {
    this.#send = send;
    this.#pauseMs = pauseMs;
  }

  /** Resolves with `undefined` if the portal doesn't answer it, or not now. Rejects with any other `PortalFailure`. */
  async send(): Promise<T | undefined> {
    if (isRecent(this.#refusedAt, this.#pauseMs, Date.now())) return undefined;
    try {
      return await this.#send();
    } catch (error) {
      const failure = failureOrRethrow(error);
      // An exhausted time limit applies to this one method only, and says itself for how long.
      const isSpent = failure.kind === 'rateLimited' && failure.retryAt !== undefined;
      if (!isSpent && !['refused', 'brokeDown', 'forbidden', 'malformed'].includes(failure.kind)) throw error;
      if (!isSpent) {
        this.pause();
      }
      return undefined;
    }
  }

  pause(): void {
    this.#refusedAt = Date.now();
  }
}
