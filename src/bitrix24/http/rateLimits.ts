import { MAX_BLOCK_MS } from '../../model/portalFailure';
import type { Failure } from '../../model/portalFailure';
import type { SharedMemento } from '../../model/windows/sharedMemento';
import { isRecord } from '../decode/schemas';
import { backoffDelayMs } from './retry';

export interface RateLimitsOptions {
  /** State through which all windows share their limits. */
  readonly shared?: Pick<SharedMemento, 'get' | 'update'>;
  /** The key in the shared state. */
  readonly key?: string;
  readonly firstPauseMs?: number;
}

/** By method, the time until which it must wait, in milliseconds since the epoch. */
type Moments = Readonly<Record<string, unknown>>;

const FIRST_PAUSE_MS = 1_000;
const MAX_PAUSE_MS = 60_000;

/** Calls wait out a pause of up to this length; during a longer one they fail with the time at which it ends. */
const MAX_QUEUED_PAUSE_MS = 10_000;

/** The key for all methods. */
const ALL_METHODS = '*';

/**
 * The rate limits that the portal imposes on an account: a pause for all methods after too many calls
 * (`QUERY_LIMIT_EXCEEDED`), and a block of one method until the time that the portal named (`OPERATION_TIME_LIMIT`).
 */
export class RateLimits {
  readonly #key: string;
  readonly #firstPauseMs: number;
  #shared: RateLimitsOptions['shared'];
  /** A local copy, as shared values get lost when two windows write at once. */
  #own: Moments = {};
  #pausesInARow = 0;

  constructor({ shared, key = '', firstPauseMs = FIRST_PAUSE_MS }: RateLimitsOptions = {}) {
    this.#shared = shared;
    this.#key = key;
    this.#firstPauseMs = firstPauseMs;
  }

  /** Returns how many milliseconds no method may be called. */
  remainingPauseMs(now: number): number {
    return Math.max(0, this.#until(ALL_METHODS, now) - now);
  }

  /** Returns why a call should fail at once, with the portal's own error code; `undefined` if it may be queued. */
  blockFor(method: string, now: number): Failure | undefined {
    const blockedUntil = this.#until(method, now);
    if (blockedUntil > now) {
      return { kind: 'rateLimited', code: 'OPERATION_TIME_LIMIT', retryAt: blockedUntil };
    }
    return this.remainingPauseMs(now) > MAX_QUEUED_PAUSE_MS
      ? { kind: 'rateLimited', code: 'QUERY_LIMIT_EXCEEDED', retryAt: this.#until(ALL_METHODS, now) }
      : undefined;
  }

  /** Updates the limits from a response of the portal. `failure`: the error in it. */
  record(method: string, failure?: Failure): void {
    const now = Date.now();
    if (failure?.kind === 'rateLimited' && failure.retryAt !== undefined) {
      this.#keep(method, failure.retryAt, now);
    } else if (this.remainingPauseMs(now) > 0) {
      // The response to a request sent before the pause: it says nothing about the limits after it.
    } else if (failure?.kind === 'rateLimited') {
      this.#pausesInARow++;
      this.#keep(
        ALL_METHODS,
        now + backoffDelayMs(this.#firstPauseMs, this.#pausesInARow, MAX_PAUSE_MS),
        now,
      );
    } else {
      this.#pausesInARow = 0;
    }
  }

  /** Clears the limits once they no longer apply: the account was disconnected, or has another credential. */
  clear(): void {
    if (this.#shared?.get(this.#key) !== undefined) {
      this.#share(undefined);
    }
    this.#shared = undefined;
    this.#own = {};
  }

  #until(method: string, now: number): number {
    return Math.max(...[this.#own, this.#others()].map(moments => ahead(moments, method, now)));
  }

  /** Stores a time. Expired ones are only removed here, as each write may overwrite one of another window. */
  #keep(method: string, until: number, now: number): void {
    const methods = Object.keys({ ...this.#others(), ...this.#own });
    const others = methods.map(each => [each, this.#until(each, now)] as const);
    this.#own = Object.fromEntries([...others.filter(([, moment]) => moment > now), [method, until]]);
    this.#share(this.#own);
  }

  #others(): Moments {
    const moments = this.#shared?.get(this.#key);
    return isRecord(moments) ? moments : {};
  }

  #share(moments: Moments | undefined): void {
    // If sharing fails, this window still has its local copy.
    void this.#shared?.update(this.#key, moments).then(undefined, () => undefined);
  }
}

/** Returns 0 for a time that is past, or so far ahead that the clock must have been wrong, then or now. */
function ahead(moments: Moments, method: string, now: number): number {
  const moment = moments[method];
  const farthest = now + (method === ALL_METHODS ? MAX_PAUSE_MS : MAX_BLOCK_MS);
  return typeof moment === 'number' && moment > now && moment <= farthest ? moment : 0;
}
