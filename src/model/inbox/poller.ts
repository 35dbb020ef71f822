import { type Disposable, disposeAll, type Event } from '../emitter';
import { hasRetryTimeAhead, type Failure, retryTimeAhead } from '../portalFailure';
import type { Leadership } from '../windows/leadership';
import type { WindowFocus } from '../windows/windowFocus';

/** What the poller uses of the inbox. */
export interface PollTarget {
  /** Never rejects. */
  refresh(): Promise<void>;
  /** Like {@link refresh}, but skips the list if it is unchanged. */
  refreshIfChanged(): Promise<void>;
  /** Why the last refresh failed. */
  readonly failure: Failure | undefined;
  /** Fires when a refresh has ended, whoever requested it, in any window. */
  readonly onDidRefresh: Event<void>;
}

export interface PollerOptions {
  readonly intervalMs: number;
  readonly leadership: Pick<Leadership, 'isLeader' | 'onDidChange'>;
  readonly focus: Pick<WindowFocus, 'isAnyWindowFocused' | 'onDidChange'>;
  readonly random?: () => number;
}

/** Minimum time between the starts of polls when the window gains the focus repeatedly. */
const MIN_FOCUS_POLL_GAP_MS = 10_000;
const MAX_POLL_DELAY_MS = 15 * 60_000;
/** Multiplies the interval while no window is focused. */
const UNFOCUSED_FACTOR = 4;
/** A window that has heard nothing for twice the wait plus this time polls although another window is the leader. */
const LEADER_SILENCE_MS = 10_000;
/** Waits are extended randomly by up to a tenth, but by no more than a tenth of this. */
const MAX_JITTERED_MS = 30_000;

/**
 * Returns the delay until the next poll, in milliseconds; `undefined` if only the user can start it. `failures` is
 * the number of consecutive failures.
 */
export function nextPollDelayMs(
  intervalMs: number,
  failures: number,
  failure: Failure | undefined,
  now: number,
): number | undefined {
  if (failure === undefined) return intervalMs;
  switch (failure.kind) {
    case 'unauthorized':
      return undefined;
    case 'blocked':
    case 'forbidden':
      return Math.max(intervalMs, MAX_POLL_DELAY_MS);
    default: {
      const named = retryTimeAhead(failure, now);
      const growing = Math.min(intervalMs * 2 ** Math.min(failures, 10), MAX_POLL_DELAY_MS);
      return Math.max(intervalMs, named === undefined ? growing : named - now);
    }
  }
}

/**
 * Schedules refreshes: one at a time, later after each failure, at the time the portal named, and not at all after a
 * refused credential. Of several windows, the leader polls.
 */
export class Poller implements Disposable {
  readonly #target: PollTarget;
  readonly #leadership: PollerOptions['leadership'];
  readonly #focus: PollerOptions['focus'];
  readonly #random: () => number;
  readonly #subscriptions: readonly Disposable[];
  #intervalMs: number;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #startedAt = Number.NEGATIVE_INFINITY;
  #refreshedAt = Number.NEGATIVE_INFINITY;
  #failures = 0;
  #isStarted = false;
  #isDisposed = false;

  constructor(target: PollTarget, { intervalMs, leadership, focus, random = Math.random }: PollerOptions) {
    this.#target = target;
    this.#intervalMs = intervalMs;
    this.#leadership = leadership;
    this.#focus = focus;
    this.#random = random;
    this.#subscriptions = [
      target.onDidRefresh(() => {
        this.#failures = target.failure === undefined ? 0 : this.#failures + 1;
        this.#refreshedAt = Date.now();
        this.#schedule();
      }),
      leadership.onDidChange(() => this.#updateLeadership()),
      focus.onDidChange(() => {
        if (focus.isAnyWindowFocused && this.#timer !== undefined) {
          this.#schedule();
        }
      }),
    ];
  }

  /**
   * Starts polling while this window is the leader. If already started, polls immediately if the last refresh failed.
   */
  start(): void {
    if (!this.#isStarted) {
      this.#isStarted = true;
      this.#updateLeadership();
    } else if (this.#leadership.isLeader && this.#target.failure !== undefined) {
      void this.poll();
    }
  }

  /** Polls immediately, but not before a time that the portal named; joins a poll in progress. */
  poll(): Promise<void> {
    return hasRetryTimeAhead(this.#target.failure, Date.now())
      ? Promise.resolve()
      : this.#poll(() => this.#target.refresh());
  }

  /** Polls when the window gains the focus, unless a window just did or the user has to fix something first. */
  async focus(): Promise<void> {
    const kind = this.#target.failure?.kind;
    const isRecent = Date.now() - Math.max(this.#startedAt, this.#refreshedAt) < MIN_FOCUS_POLL_GAP_MS;
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
    disposeAll(this.#subscriptions);
    clearTimeout(this.#timer);
  }

  /** A leader that hasn't polled yet does so immediately: it may be the only window, and just opened. */
  #updateLeadership(): void {
    if (!this.#isStarted) return;
    const isFirst = this.#startedAt === Number.NEGATIVE_INFINITY;
    if (isFirst && this.#leadership.isLeader && !hasRetryTimeAhead(this.#target.failure, Date.now())) {
      void this.#poll(() => this.#target.refreshIfChanged());
    } else {
      const agoMs = Date.now() - this.#refreshedAt;
      // If the clock was set back, it is unknown when the portal was last asked.
      this.#schedule(agoMs < 0 && this.#leadership.isLeader ? Number.MAX_SAFE_INTEGER : agoMs);
    }
  }

  async #poll(ask: () => Promise<void>): Promise<void> {
    if (this.#isDisposed) return;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#startedAt = Date.now();
    await ask();
  }

  #schedule(agoMs = 0): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const slow = Math.max(this.#intervalMs, Math.min(UNFOCUSED_FACTOR * this.#intervalMs, MAX_POLL_DELAY_MS));
    const delayMs = this.#focus.isAnyWindowFocused ? this.#intervalMs : slow;
    const wait = nextPollDelayMs(delayMs, this.#failures, this.#target.failure, Date.now());
    if (wait === undefined || this.#isDisposed) return;
    const { isLeader } = this.#leadership;
    const whole = isLeader ? wait : 2 * wait + LEADER_SILENCE_MS;
    const rest = Number.isFinite(agoMs) ? whole - Math.min(Math.max(agoMs, 0), whole) : whole;
    // Jitter, so that the windows of one office don't poll in step, not even after a time that the portal named.
    this.#timer = setTimeout(
      () => {
        if (isLeader && !this.#leadership.isLeader) {
          this.#schedule();
        } else {
          void this.#poll(() => this.#target.refreshIfChanged());
        }
      },
      rest + (Math.min(rest, MAX_JITTERED_MS) / 10) * this.#random(),
    );
  }
}
