import { type Failure, MAX_BLOCK_MS } from '../../model/portalFailure';
import { SharedMap } from '../../model/windows/sharedMap';
import type { SharedMemento } from '../../model/windows/sharedMemento';
import { backoffDelayMs } from './retry';

interface RateLimitsOptions {
  /** Where all windows share the limits of the account; without it they are this object's own. */
  readonly memento?: SharedMemento;
  readonly accountId?: string;
  readonly firstPauseMs?: number;
}

const FIRST_PAUSE_MS = 1_000;
const MAX_PAUSE_MS = 60_000;

/** Calls wait out a pause of up to this length; during a longer one they fail with the time at which it ends. */
const MAX_QUEUED_PAUSE_MS = 10_000;

/** The entry for all methods. */
const ALL_METHODS = '*';

const NOT_SHARED: SharedMemento = { get: () => undefined, update: () => Promise.resolve() };

/**
 * The rate limits that the portal imposes on an account: a pause for all methods after too many calls
 * (`QUERY_LIMIT_EXCEEDED`), and a block of one method until the time that the portal named (`OPERATION_TIME_LIMIT`).
 */
export class RateLimits {
  readonly #firstPauseMs: number;
  /** By method, the time until which it must wait, in milliseconds since the epoch. */
  #waits: SharedMap<number>;
  #pausesInARow = 0;

  constructor({ memento, accountId = '', firstPauseMs = FIRST_PAUSE_MS }: RateLimitsOptions = {}) {
    this.#waits = waitsIn(memento ?? NOT_SHARED, accountId);
    this.#firstPauseMs = firstPauseMs;
  }

  /** Returns how many milliseconds no method may be called. */
  remainingPauseMs(now: number): number {
    return Math.max(0, this.#waitUntil(ALL_METHODS, now) - now);
  }

  /** Returns why a call should fail at once, with the portal's own error code; `undefined` if it may be queued. */
  blockFor(method: string, now: number): Failure | undefined {
    const blockedUntil = this.#waitUntil(method, now);
    if (blockedUntil > now) return { kind: 'rateLimited', code: 'OPERATION_TIME_LIMIT', retryAt: blockedUntil };
    return this.remainingPauseMs(now) > MAX_QUEUED_PAUSE_MS
      ? { kind: 'rateLimited', code: 'QUERY_LIMIT_EXCEEDED', retryAt: this.#waitUntil(ALL_METHODS, now) }
      : undefined;
  }

  /** Updates the limits from a response of the portal. `failure`: the error in it. */
  record(method: string, failure?: Failure): void {
    const now = Date.now();
    if (failure?.kind === 'rateLimited' && failure.retryAt !== undefined) {
      this.#wait(method, failure.retryAt, now);
    } else if (this.remainingPauseMs(now) > 0) {
      // The response to a request sent before the pause: it says nothing about the limits after it.
    } else if (failure?.kind === 'rateLimited') {
      this.#pausesInARow++;
      const pauseMs = backoffDelayMs(this.#firstPauseMs, this.#pausesInARow, MAX_PAUSE_MS);
      this.#wait(ALL_METHODS, now + pauseMs, now);
    } else {
      this.#pausesInARow = 0;
    }
  }

  /** Clears the limits once they no longer apply: the account was disconnected, or has another credential. */
  clear(): void {
    void this.#waits.clear();
    this.#waits = waitsIn(NOT_SHARED, '');
  }

  /** Returns 0 for a time that is past, or so far ahead that the clock must have been wrong, then or now. */
  #waitUntil(method: string, now: number): number {
    this.#waits.merge();
    const until = this.#waits.get(method) ?? 0;
    const latest = now + (method === ALL_METHODS ? MAX_PAUSE_MS : MAX_BLOCK_MS);
    return until > now && until <= latest ? until : 0;
  }

  /** Stores a time. Expired ones are removed only here, so that nothing is written until the portal says something. */
  #wait(method: string, until: number, now: number): void {
    this.#waits.merge();
    for (const [each] of this.#waits.entries) {
      if (this.#waitUntil(each, now) === 0) {
        this.#waits.delete(each);
      }
    }
    this.#waits.set(method, until);
    void this.#waits.save();
  }
}

function waitsIn(memento: SharedMemento, accountId: string): SharedMap<number> {
  return new SharedMap(memento, `bitrix24.limits:${accountId}`, value =>
    typeof value === 'number' ? value : undefined,
  );
}
