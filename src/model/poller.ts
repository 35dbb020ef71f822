import type { Disposable, Event } from './emitter';
import { mustWait } from './portalFailure';
import type { Failure } from './portalFailure';

/** What the poller asks of the inbox. */
export interface Polled {
  /** Never rejects. */
  refresh(): Promise<void>;
  /** What the last refresh failed with. */
  readonly failure: Failure | undefined;
  /** A refresh has ended, whoever asked for it. */
  readonly onDidRefresh: Event<void>;
}

/** No two polls begin closer together than this when the window gets the focus again and again. */
const FOCUS_GAP_MS = 10_000;
const LONGEST_WAIT_MS = 15 * 60_000;

/** How long to wait for the next poll, in milliseconds; `undefined`: not before a person asks. `failures` counts those in a row. */
export function nextDelay(
  intervalMs: number,
  failures: number,
  failure: Failure | undefined,
  now: number,
): number | undefined {
  if (failure === undefined) {
    return intervalMs;
  }
  switch (failure.kind) {
    case 'unauthorized':
      return undefined;
    case 'blocked':
    case 'forbidden':
      return Math.max(intervalMs, LONGEST_WAIT_MS);
    default: {
      const named = failure.kind === 'rateLimited' ? failure.retryAt : undefined;
      const growing = Math.min(intervalMs * 2 ** Math.min(failures, 10), LONGEST_WAIT_MS);
      return Math.max(intervalMs, named === undefined ? growing : named - now);
    }
  }
}

/**
 * Knows when the next refresh is due: one at a time, later after each failure, at the moment the portal named,
 * not at all after a refused credential.
 */
export class Poller implements Disposable {
  readonly #polled: Polled;
  readonly #subscription: Disposable;
  readonly #random: () => number;
  #intervalMs: number;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #polling: Promise<void> | undefined;
  #startedAt = Number.NEGATIVE_INFINITY;
  #failures = 0;
  #isDisposed = false;

  constructor(polled: Polled, intervalMs: number, random: () => number = Math.random) {
    this.#polled = polled;
    this.#intervalMs = intervalMs;
    this.#random = random;
    this.#subscription = polled.onDidRefresh(() => {
      this.#failures = polled.failure === undefined ? 0 : this.#failures + 1;
      this.#schedule();
    });
  }

  /** Polls at once, but not before a moment that the portal named; joins a poll that is under way. */
  poll(): Promise<void> {
    return mustWait(this.#polled.failure, Date.now()) ? Promise.resolve() : this.#poll();
  }

  /** The window has the focus: polls, unless it just did or a person has to mend something first. */
  async focus(): Promise<void> {
    const kind = this.#polled.failure?.kind;
    const isRecent = Date.now() - this.#startedAt < FOCUS_GAP_MS;
    if (!isRecent && kind !== 'unauthorized' && kind !== 'blocked') {
      await this.poll();
    }
  }

  setInterval(intervalMs: number): void {
    this.#intervalMs = intervalMs;
    if (this.#timer !== undefined) {
      this.#schedule();
    }
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#subscription.dispose();
    clearTimeout(this.#timer);
  }

  #poll(): Promise<void> {
    if (this.#isDisposed) {
      return Promise.resolve();
    }
    this.#polling ??= this.#pollOnce().finally(() => {
      this.#polling = undefined;
    });
    return this.#polling;
  }

  async #pollOnce(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#startedAt = Date.now();
    await this.#polled.refresh();
  }

  #schedule(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const delay = nextDelay(this.#intervalMs, this.#failures, this.#polled.failure, Date.now());
    if (delay === undefined || this.#isDisposed) {
      return;
    }
    // Up to a tenth more, so that the windows of one office do not ask in step.
    this.#timer = setTimeout(() => void this.#poll(), delay * (1 + this.#random() / 10));
  }
}
