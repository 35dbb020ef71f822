import { type Failure, PortalFailure } from '../../model/portalFailure';
import type { RateLimits } from './rateLimits';
import type { CallKind } from './retry';

/** A call in the queue. */
export interface QueuedCall {
  /** For a batch, the method of its commands. */
  readonly method: string;
  readonly kind: CallKind;
  /** What {@link RequestQueue.nextPosition} gave for it; it keeps it when it is made again. */
  readonly position: number;
}

interface WaitingCall extends QueuedCall {
  /** Lets the call be sent, or rejects it with a failure. */
  readonly end: (failure?: Failure) => void;
}

/**
 * The portal's leaky bucket drains two calls a second and blocks above fifty. Everyone who reaches the portal from
 * the same office shares it, so sustained traffic stays below two a second, and bursts leave capacity for the others.
 */
const REQUEST_INTERVAL_MS = 550;
const MAX_BURST = 3;

/**
 * Every request of an account to its portal waits here: the user's writes go first, otherwise in the order of the
 * calls. Each window has its own queue; their total traffic stays small as only one window polls.
 */
export class RequestQueue {
  readonly limits: RateLimits;
  readonly #paceMs: number;
  #waiting: readonly WaitingCall[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** When the bucket will have drained everything sent. */
  #drainedAt = 0;
  #positions = 0;

  constructor(limits: RateLimits, paceMs = REQUEST_INTERVAL_MS) {
    this.limits = limits;
    this.#paceMs = paceMs;
  }

  /** Returns the position of a new call among those of its kind. */
  nextPosition(): number {
    return this.#positions++;
  }

  /**
   * Resolves when one request may be sent. `signal` removes it from the queue.
   *
   * @throws PortalFailure `rateLimited` if the portal asks for a longer wait, `unreachable` if aborted
   */
  acquire(call: QueuedCall, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const leave = (): void => waiting.end({ kind: 'unreachable', reason: 'disconnected' });
      const waiting: WaitingCall = {
        ...call,
        end: failure => {
          signal?.removeEventListener('abort', leave);
          this.#waiting = this.#waiting.filter(each => each !== waiting);
          if (this.#waiting.length === 0) {
            clearTimeout(this.#timer);
          }
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
      this.#waiting = [...this.#waiting, waiting].sort(byPriority);
      this.#next();
    });
  }

  #next(): void {
    clearTimeout(this.#timer);
    const now = Date.now();
    const spareMs = (MAX_BURST - 1) * this.#paceMs;
    for (const waiting of this.#waiting) {
      const failure = this.limits.blockFor(waiting.method, now);
      if (failure !== undefined) {
        waiting.end(failure);
      }
    }
    for (const waiting of this.#waiting) {
      const pauseMs = this.limits.remainingPauseMs(now);
      // It can only be later than that if the clock was set back meanwhile.
      this.#drainedAt = Math.min(Math.max(this.#drainedAt, now), now + MAX_BURST * this.#paceMs);
      if (pauseMs > 0) {
        // The bucket is full: after the pause, calls are sent one by one.
        this.#drainedAt = Math.max(this.#drainedAt, now + pauseMs + spareMs);
      }
      const waitMs = this.#drainedAt - now - spareMs;
      if (waitMs > 0) {
        this.#timer = setTimeout(() => this.#next(), waitMs);
        return;
      }
      this.#drainedAt += this.#paceMs;
      waiting.end();
    }
  }
}

function byPriority(one: WaitingCall, other: WaitingCall): number {
  return one.kind === other.kind ? one.position - other.position : one.kind === 'write' ? -1 : 1;
}
