import type { Attention } from './attention';
import type { Disposable, Event } from './emitter';
import type { Turn } from './lease';
import { mustWait } from './portalFailure';
import type { Failure } from './portalFailure';

/** What the poller asks of the inbox. */
export interface Polled {
  /** Never rejects. */
  refresh(): Promise<void>;
  /** The same, without the list where it is as it was. */
  check(): Promise<void>;
  /** What the last refresh failed with. */
  readonly failure: Failure | undefined;
  /** A refresh has ended, whoever asked for it, in whichever window. */
  readonly onDidRefresh: Event<void>;
}

export interface PollerOptions {
  readonly intervalMs: number;
  readonly turn: Pick<Turn, 'isMine' | 'onDidChange'>;
  readonly attention: Attention;
  readonly random?: () => number;
}

/** No two polls begin closer together than this when the window gets the focus again and again. */
const FOCUS_GAP_MS = 10_000;
const LONGEST_WAIT_MS = 15 * 60_000;
/** So many times the interval while nobody is before any window. */
const SLOW = 4;
/** A window that has heard nothing for so much longer than twice the wait asks by itself, though it is another one's turn. */
const SILENCE_MS = 10_000;
/** Waits are spread by up to a tenth, and of longer ones by no more than a tenth of this. */
const SPREAD_OF_MS = 30_000;

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
 * not at all after a refused credential. Of several windows the one polls whose turn it is.
 */
export class Poller implements Disposable {
  readonly #polled: Polled;
  readonly #turn: PollerOptions['turn'];
  readonly #attention: Attention;
  readonly #random: () => number;
  readonly #subscriptions: readonly Disposable[];
  #intervalMs: number;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #startedAt = Number.NEGATIVE_INFINITY;
  #heardAt = Number.NEGATIVE_INFINITY;
  #failures = 0;
  #isStarted = false;
  #isDisposed = false;

  constructor(polled: Polled, { intervalMs, turn, attention, random = Math.random }: PollerOptions) {
    this.#polled = polled;
    this.#intervalMs = intervalMs;
    this.#turn = turn;
    this.#attention = attention;
    this.#random = random;
    this.#subscriptions = [
      polled.onDidRefresh(() => {
        this.#failures = polled.failure === undefined ? 0 : this.#failures + 1;
        this.#heardAt = Date.now();
        this.#schedule();
      }),
      turn.onDidChange(() => {
        this.#takeTurn();
      }),
      attention.onDidChange(() => {
        if (attention.isPaid && this.#timer !== undefined) {
          this.#schedule();
        }
      }),
    ];
  }

  /** Polls from now on when it is this window's turn. Started again, it asks at once where the last answer was a failure. */
  start(): void {
    if (!this.#isStarted) {
      this.#isStarted = true;
      this.#takeTurn();
    } else if (this.#turn.isMine && this.#polled.failure !== undefined) {
      void this.poll();
    }
  }

  /** Polls at once, but not before a moment that the portal named; joins a poll that is under way. */
  poll(): Promise<void> {
    return mustWait(this.#polled.failure, Date.now())
      ? Promise.resolve()
      : this.#poll(() => this.#polled.refresh());
  }

  /** The window has the focus: polls, unless one of them just did or a person has to mend something first. */
  async focus(): Promise<void> {
    const kind = this.#polled.failure?.kind;
    const isRecent = Date.now() - Math.max(this.#startedAt, this.#heardAt) < FOCUS_GAP_MS;
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
    for (const each of this.#subscriptions) {
      each.dispose();
    }
    clearTimeout(this.#timer);
  }

  /** Who has asked for nothing yet does so at once: it may be the only window, and just opened. */
  #takeTurn(): void {
    if (!this.#isStarted) {
      return;
    }
    const isFirst = this.#startedAt === Number.NEGATIVE_INFINITY;
    if (isFirst && this.#turn.isMine && !mustWait(this.#polled.failure, Date.now())) {
      void this.#poll(() => this.#polled.check());
    } else {
      this.#schedule(Date.now() - this.#heardAt);
    }
  }

  async #poll(ask: () => Promise<void>): Promise<void> {
    if (this.#isDisposed) {
      return;
    }
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#startedAt = Date.now();
    await ask();
  }

  #schedule(agoMs = 0): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const wait = nextDelay(this.#wait, this.#failures, this.#polled.failure, Date.now());
    if (wait === undefined || this.#isDisposed) {
      return;
    }
    const { isMine } = this.#turn;
    const whole = isMine ? wait : 2 * wait + SILENCE_MS;
    const rest = Number.isFinite(agoMs) ? whole - Math.min(Math.max(agoMs, 0), whole) : whole;
    // A little more, so that the windows of one office do not ask in step, also after a moment that the portal named.
    this.#timer = setTimeout(
      () => {
        if (isMine && !this.#turn.isMine) {
          this.#schedule();
        } else {
          void this.#poll(() => this.#polled.check());
        }
      },
      rest + (Math.min(rest, SPREAD_OF_MS) / 10) * this.#random(),
    );
  }

  get #wait(): number {
    const slow = Math.min(SLOW * this.#intervalMs, LONGEST_WAIT_MS);
    return this.#attention.isPaid ? this.#intervalMs : Math.max(this.#intervalMs, slow);
  }
}
