import { PortalFailure } from '../model/portalFailure';
import type { Failure } from '../model/portalFailure';
import type { Limits } from './limits';

/** Whether a call that failed without an answer may be made again: a read may, a write may have been executed. */
export type Effect = 'read' | 'write';

/** A call in the queue. */
export interface Queued {
  /** Of a batch, the one of its commands. */
  readonly method: string;
  readonly effect: Effect;
  /** What {@link Queue.place} gave for it; it keeps it when it is made again. */
  readonly place: number;
}

interface Waiting extends Queued {
  /** Its turn has come, or it never will. */
  readonly end: (failure?: Failure) => void;
}

/**
 * The portal's bucket loses two calls a second and blocks above fifty, and everybody who reaches it from the same
 * office fills it: what goes on for long stays under the two, and what comes at once leaves the others their share.
 */
const PACE_MS = 550;
const MOST_AT_ONCE = 3;

/**
 * Every request of an account to its portal waits here for its turn: a person's writes first, else in the order the
 * calls were made. Each window has a queue of its own; their sum stays small as only one of them polls.
 */
export class Queue {
  readonly limits: Limits;
  readonly #paceMs: number;
  #waiting: readonly Waiting[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** When the bucket will have lost all that went out. */
  #drainedAt = 0;
  #places = 0;

  constructor(limits: Limits, paceMs = PACE_MS) {
    this.limits = limits;
    this.#paceMs = paceMs;
  }

  /** A call's place among those of its kind. */
  place(): number {
    return this.#places++;
  }

  /**
   * Resolves when one request may go out. `signal` takes it out of the queue.
   *
   * @throws PortalFailure `rateLimited` where the portal asks to wait for longer, `unreachable` after the signal
   */
  turn(call: Queued, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const leave = (): void => {
        waiting.end({ kind: 'unreachable', reason: 'disconnected' });
      };
      const waiting: Waiting = {
        ...call,
        end: failure => {
          signal?.removeEventListener('abort', leave);
          this.#waiting = this.#waiting.filter(each => each !== waiting);
          if (failure === undefined) {
            resolve();
          } else {
            reject(new PortalFailure(failure));
          }
        },
      };
      if (signal?.aborted) {
        leave();
        return;
      }
      signal?.addEventListener('abort', leave);
      this.#waiting = [...this.#waiting, waiting].sort(byTurn);
      this.#next();
    });
  }

  #next(): void {
    clearTimeout(this.#timer);
    const now = Date.now();
    const spareMs = (MOST_AT_ONCE - 1) * this.#paceMs;
    for (const waiting of this.#waiting) {
      const failure = this.limits.refusal(waiting.method, now);
      if (failure !== undefined) {
        waiting.end(failure);
      }
    }
    for (const waiting of this.#waiting) {
      const pauseMs = this.limits.pauseMs(now);
      // No further off than that, unless the clock was set back meanwhile.
      this.#drainedAt = Math.min(Math.max(this.#drainedAt, now), now + MOST_AT_ONCE * this.#paceMs);
      if (pauseMs > 0) {
        // The bucket is full: after the pause they go one by one.
        this.#drainedAt = Math.max(this.#drainedAt, now + pauseMs + spareMs);
      }
      const waitMs = this.#drainedAt - now - spareMs;
      if (waitMs > 0) {
        this.#timer = setTimeout(() => {
          this.#next();
        }, waitMs);
        return;
      }
      this.#drainedAt += this.#paceMs;
      waiting.end();
    }
  }
}

function byTurn(one: Waiting, other: Waiting): number {
  return one.effect === other.effect ? one.place - other.place : one.effect === 'write' ? -1 : 1;
}
