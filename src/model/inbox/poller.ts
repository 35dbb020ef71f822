import { type Disposable, disposeAll, type Event } from '../emitter';
import { hasRetryTimeAhead, type Failure, retryTimeAhead, type UnreachableReason } from '../portalFailure';
import type { Leadership } from '../windows/leadership';
import type { WindowContext } from '../windows/windowContext';
import type { WindowFocus } from '../windows/windowFocus';
import type { SharedPush } from './push';

/** What the poller uses of the inbox. */
export interface PollTarget {
  /** Never rejects. */
  refresh(): Promise<void>;
  /** Like {@link refresh}, but skips the list if it is unchanged. */
  refreshIfChanged(): Promise<void>;
  /** Like {@link refresh}, but also fetches again what is loaded beyond the newest page. */
  refreshAll(): Promise<void>;
  /** Whether it is time to fetch all that is loaded again. */
  readonly isRenewalDue: boolean;
  /** Why the last refresh failed. */
  readonly failure: Failure | undefined;
  /** When the current state was requested, in milliseconds since the epoch. */
  readonly fetchedAt: number;
  /** Fires when a refresh has ended, whoever requested it, in any window. */
  readonly onDidRefresh: Event<void>;
}

export interface PollerOptions {
  readonly intervalMs: number;
  readonly leadership: Pick<Leadership, 'isLeader' | 'onDidChange'>;
  readonly focus: Pick<WindowFocus, 'isAnyWindowFocused' | 'onDidChange'>;
  readonly context: Pick<WindowContext, 'onDidResume'>;
  readonly push?: Pick<SharedPush, 'isLive' | 'onDidHint' | 'onDidChange' | 'start'> | undefined;
  readonly random?: () => number;
}

/** Minimum time between the starts of polls when the window gains the focus repeatedly. */
const MIN_FOCUS_POLL_GAP_MS = 10_000;
const MAX_POLL_DELAY_MS = 15 * 60_000;
/** The interval while the portal tells of changes by itself. */
const PUSH_POLL_INTERVAL_MS = 5 * 60_000;
/** What arrives together is fetched together. */
const HINT_DELAY_MS = 50;
/** Minimum time between the starts of polls that the push channel causes… */
const MIN_HINT_POLL_GAP_MS = 2_000;
/** …which becomes longer with each one, up to the interval, until the channel has been silent for twice as long. */
const HINT_POLL_GAP_GROWTH = 1.1;
/** The same while nothing reaches the portal: asking costs it nothing. */
const MAX_OFFLINE_DELAY_MS = 2 * 60_000;
/** Multiplies the interval while no window is focused. */
const UNFOCUSED_FACTOR = 4;
/** A window that has heard nothing for twice the wait plus this time polls although another window is the leader. */
const LEADER_SILENCE_MS = 10_000;
/** Waits are extended randomly by up to a tenth, but by no more than a tenth of this. */
const MAX_JITTERED_MS = 30_000;

/** The reasons that mean that nothing reached the portal. */
const OFFLINE: readonly UnreachableReason[] = [
  'host',
  'connection',
  'tls',
  'certificate',
  'network',
  'proxySignIn',
  'proxy',
];

/** Codes that a portal also returns for a valid credential, while it can't reach the authorization server. */
const TEMPORARY_AUTH_CODES = ['AUTHORIZATION_ERROR', 'CONNECTION_ERROR', 'NO_AUTH_FOUND'];

/** Whether the credential is wrong for good: only the user can replace it. */
function isCredentialWrong(failure: Failure | undefined): boolean {
  return failure?.kind === 'unauthorized' && !TEMPORARY_AUTH_CODES.includes(failure.code.toUpperCase());
}

/** Whether the failure may be over at any moment. */
function isTransient(failure: Failure): boolean {
  return !['unauthorized', 'blocked', 'forbidden'].includes(failure.kind);
}

/**
 * Returns the delay until the next poll, in milliseconds; `undefined` if only the user can start it. `failingMs`: for
 * how long polls have been failing.
 */
export function nextPollDelayMs(
  intervalMs: number,
  failingMs: number,
  failure: Failure | undefined,
  now: number,
): number | undefined {
  if (failure === undefined) return intervalMs;
  if (isCredentialWrong(failure)) return undefined;
  if (!isTransient(failure)) return Math.max(intervalMs, MAX_POLL_DELAY_MS);
  const named = retryTimeAhead(failure, now);
  const isOffline = failure.kind === 'unreachable' && OFFLINE.includes(failure.reason);
  // As long again as it has been failing, which doubles the delay each time.
  const growing = Math.min(2 * intervalMs + failingMs, isOffline ? MAX_OFFLINE_DELAY_MS : MAX_POLL_DELAY_MS);
  return Math.max(intervalMs, named === undefined ? growing : named - now);
}

/**
 * Schedules refreshes: one at a time, later the longer they have been failing, at the time the portal named, and not at
 * all after a refused credential. Of several windows, the leader polls.
 */
export class Poller implements Disposable {
  readonly #target: PollTarget;
  readonly #leadership: PollerOptions['leadership'];
  readonly #focus: PollerOptions['focus'];
  readonly #push: PollerOptions['push'];
  readonly #random: () => number;
  readonly #subscriptions: readonly Disposable[];
  #intervalMs: number;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** When the push channel last told of a change that no list requested since then has shown. */
  #hintedAt: number | undefined;
  #hintTimer: ReturnType<typeof setTimeout> | undefined;
  #hintGapMs = MIN_HINT_POLL_GAP_MS;
  /** When the next poll is due; in the past if there is none. */
  #dueAt = Number.NEGATIVE_INFINITY;
  #startedAt = Number.NEGATIVE_INFINITY;
  #refreshedAt = Number.NEGATIVE_INFINITY;
  /** When the first of the failures in a row was. */
  #failingSince: number | undefined;
  #isStarted = false;
  #isDisposed = false;

  constructor(target: PollTarget, options: PollerOptions) {
    const { intervalMs, leadership, focus, context, push, random = Math.random } = options;
    this.#target = target;
    this.#intervalMs = intervalMs;
    this.#leadership = leadership;
    this.#focus = focus;
    this.#push = push;
    this.#random = random;
    this.#subscriptions = [
      target.onDidRefresh(() => this.#handleRefresh()),
      leadership.onDidChange(() => this.#updateLeadership()),
      focus.onDidChange(() => {
        if (focus.isAnyWindowFocused && this.#timer !== undefined) {
          this.#schedule({ latestAt: this.#dueAt });
        }
      }),
      context.onDidResume(() => this.#resume()),
      ...(push === undefined
        ? []
        : [push.onDidHint(() => this.#handleHint()), push.onDidChange(() => this.#handlePushChange())]),
    ];
  }

  /**
   * Starts polling while this window is the leader. If already started, polls immediately if the last refresh failed.
   */
  start(): void {
    if (!this.#isStarted) {
      this.#isStarted = true;
      this.#updateLeadership();
      this.#push?.start();
    } else if (this.#leadership.isLeader && this.#target.failure !== undefined) {
      void this.poll();
    }
  }

  /** Polls immediately, but not before a time that the portal named; joins a poll in progress. */
  poll(): Promise<void> {
    return this.#mustWait ? Promise.resolve() : this.#poll(() => this.#target.refresh());
  }

  /** Like {@link poll}, but also fetches again what is loaded beyond the newest page. */
  pollAll(): Promise<void> {
    return this.#mustWait ? Promise.resolve() : this.#poll(() => this.#target.refreshAll());
  }

  /** Polls when the window gains the focus, unless a window just did or the user has to fix something first. */
  async focus(): Promise<void> {
    const { failure } = this.#target;
    if (isCredentialWrong(failure) || failure?.kind === 'blocked') return;
    const gapMs = failure?.kind === 'unauthorized' ? MAX_POLL_DELAY_MS : MIN_FOCUS_POLL_GAP_MS;
    if (this.#agoMs >= gapMs) {
      await this.poll();
    }
  }

  /** Milliseconds between two polls in a window that has the focus, without push. */
  get intervalMs(): number {
    return this.#intervalMs;
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
    clearTimeout(this.#hintTimer);
  }

  /** Whether the portal has asked to wait. */
  get #mustWait(): boolean {
    return hasRetryTimeAhead(this.#target.failure, Date.now());
  }

  /** The time since the last poll by any window; infinite if there was none, or if it is unknown: the clock was set back. */
  get #agoMs(): number {
    const agoMs = Date.now() - Math.max(this.#startedAt, this.#refreshedAt);
    return agoMs < 0 ? Number.POSITIVE_INFINITY : agoMs;
  }

  #handleRefresh(): void {
    const now = Date.now();
    const { failure, isRenewalDue } = this.#target;
    const { isLeader } = this.#leadership;
    const isRecent = this.#agoMs < MIN_FOCUS_POLL_GAP_MS;
    this.#failingSince = failure && (this.#failingSince ?? now);
    this.#refreshedAt = now;
    if (failure === undefined && isRenewalDue && !isLeader && !isRecent) {
      // The leader doesn't have everything that this window has loaded.
      void this.#poll(() => this.#target.refreshIfChanged());
    } else if (failure !== undefined && isTransient(failure) && isLeader && !this.#mustWait && this.#dueAt > now) {
      // The user's asking, here or in another window, doesn't put off the poll that was planned.
      this.#schedule({ latestAt: this.#dueAt });
    } else {
      this.#schedule();
    }
    if (failure === undefined && this.#hintedAt !== undefined && this.#target.fetchedAt > this.#hintedAt) {
      this.#hintedAt = undefined;
    }
    this.#pollAfterHint();
  }

  #handleHint(): void {
    this.#hintedAt = Date.now();
    this.#pollAfterHint();
  }

  /** Whether or not there is a channel now, something may have been missed before. */
  #handlePushChange(): void {
    if (this.#timer !== undefined && this.#target.failure === undefined) {
      this.#schedule();
    }
    this.#handleHint();
  }

  /** Polls soon, at most once in {@link #hintGapMs}. While polls fail, the one that is planned has to do. */
  #pollAfterHint(): void {
    const canPoll = (): boolean =>
      this.#hintedAt !== undefined && this.#leadership.isLeader && this.#target.failure === undefined;
    if (!this.#isStarted || this.#isDisposed || this.#hintTimer !== undefined || !canPoll()) return;
    const maxGapMs = Math.max(this.#intervalMs, MIN_HINT_POLL_GAP_MS);
    const longerGapMs = Math.min(this.#hintGapMs * HINT_POLL_GAP_GROWTH, maxGapMs);
    this.#hintGapMs = this.#agoMs > 2 * this.#hintGapMs ? MIN_HINT_POLL_GAP_MS : longerGapMs;
    const gapMs = Math.min(this.#startedAt + this.#hintGapMs - Date.now(), this.#hintGapMs);
    this.#hintTimer = setTimeout(
      () => {
        this.#hintTimer = undefined;
        if (canPoll()) void this.#poll(() => this.#target.refresh());
      },
      Math.max(gapMs, HINT_DELAY_MS),
    );
  }

  /** A leader that hasn't polled yet does so immediately: it may be the only window, and just opened. */
  #updateLeadership(): void {
    if (!this.#isStarted) return;
    const isFirst = this.#startedAt === Number.NEGATIVE_INFINITY;
    if (isFirst && this.#leadership.isLeader && !this.#mustWait) {
      void this.#poll(() => this.#target.refreshIfChanged());
    } else {
      const agoMs = Date.now() - this.#refreshedAt;
      // If the clock was set back, it is unknown when the portal was last asked.
      this.#schedule({ sinceMs: agoMs < 0 && this.#leadership.isLeader ? Number.MAX_SAFE_INTEGER : agoMs });
    }
  }

  /** After the computer has slept, the list is old, and whatever failed before may have passed. */
  #resume(): void {
    if (!this.#isStarted || !this.#leadership.isLeader) return;
    const { failure } = this.#target;
    this.#failingSince = failure && Date.now();
    if (failure === undefined || (isTransient(failure) && !this.#mustWait)) {
      void this.#poll(() => this.#target.refreshIfChanged());
    } else {
      this.#schedule({ sinceMs: Date.now() - this.#refreshedAt });
    }
  }

  async #poll(ask: () => Promise<void>): Promise<void> {
    if (this.#isDisposed) return;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#startedAt = Date.now();
    await ask();
  }

  /** `sinceMs`: the time since the last poll. `latestAt`: when the next one is due at the latest. */
  #schedule({ sinceMs = 0, latestAt = Number.POSITIVE_INFINITY } = {}): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const now = Date.now();
    const slow = Math.max(this.#intervalMs, Math.min(UNFOCUSED_FACTOR * this.#intervalMs, MAX_POLL_DELAY_MS));
    const { failure } = this.#target;
    const isPushed = this.#push?.isLive === true && failure === undefined;
    const polledMs = this.#focus.isAnyWindowFocused ? this.#intervalMs : slow;
    const intervalMs = isPushed ? Math.max(this.#intervalMs, PUSH_POLL_INTERVAL_MS) : polledMs;
    // A time that the portal named is the same whenever it was last asked.
    const agoMs = Number.isFinite(sinceMs) && !this.#mustWait ? Math.max(sinceMs, 0) : 0;
    const failingMs = Math.max(now - agoMs - (this.#failingSince ?? now), 0);
    const wait = nextPollDelayMs(intervalMs, failingMs, failure, now);
    if (wait === undefined || this.#isDisposed) return;
    const { isLeader } = this.#leadership;
    const whole = isLeader ? wait : 2 * wait + LEADER_SILENCE_MS;
    const rest = Math.max(whole - agoMs, 0);
    // Jitter, so that the windows of one office don't poll in step, not even after a time that the portal named.
    const jittered = rest + (Math.min(rest, MAX_JITTERED_MS) / 10) * this.#random();
    const delayMs = Math.min(jittered, Math.max(latestAt - now, 0));
    const dueAt = now + delayMs;
    this.#dueAt = dueAt;
    this.#timer = setTimeout(() => {
      this.#dueAt = Number.NEGATIVE_INFINITY;
      // If the timer is late, the computer has slept: the leader has been silent for no other reason.
      const isLate = Date.now() - dueAt > LEADER_SILENCE_MS;
      if (isLeader ? !this.#leadership.isLeader : isLate) {
        this.#schedule();
      } else {
        void this.#poll(() =>
          this.#hintedAt === undefined ? this.#target.refreshIfChanged() : this.#target.refresh(),
        );
      }
    }, delayMs);
  }
}
