import { Emitter } from '../../model/emitter';
import type { PushChannel } from '../../model/inbox/push';
import { type Failure, failureCode, failureOrRethrow, retryTimeAhead } from '../../model/portalFailure';
import { waitUnlessAborted } from '../http/httpPost';
import { type ChannelConfig, decodeChannelConfig } from './channelConfig';
import { longPoll, type LongPollResponse } from './longPoll';
import { type HistoryPosition, isMessageId, parsePushMessages } from './pushMessages';

interface LongPollingChannelOptions {
  /** The portal's: `https://portal.example`. */
  readonly origin: string;
  /** Resolves with the result of `pull.config.get`. Rejects only with a `PortalFailure`. */
  readonly readConfig: () => Promise<unknown>;
  /** Called with what has happened, for the log; never with a secret. */
  readonly onOutcome: (outcome: string) => void;
  readonly random?: () => number;
}

/** The list of notifications comes first, and windows that start together have elected one that leads by then. */
const START_DELAY_MS = 10_000;

/** Minimum time between the starts of two requests to the push server. */
const MIN_REQUEST_GAP_MS = 1_000;

/** An empty response that comes sooner has not been waited for. */
const QUICK_RESPONSE_MS = 5_000;
const MAX_QUICK_RESPONSES = 10;

/** Delays after one failure, two in a row, and so on, extended randomly by up to a fifth. */
const RECONNECT_DELAYS_MS = [0.5, 15, 45, 45, 600, 600, 600, 600, 600, 3_600].map(seconds => seconds * 1000);
const MIN_CONFIG_RETRY_MS = 15_000;
const MAX_RECONNECT_DELAY_MS = 3_600_000;

/** Failures closer than this are in a row, even if there were responses between them. */
const STABLE_MS = 60_000;

/** After so many failures in a row, the push server may have another address. */
const MAX_FAILURES_OF_CONFIG = 3;

/** A configuration that expires sooner counts as a failure. */
const MIN_CONFIG_AGE_MS = 60_000;

/** How long to wait after `server_restart`, so that not everyone connects at once. */
const RESTART_DELAY_MS = { min: 10_000, max: 120_000 };

const MAX_SEEN_MESSAGES = 1_000;

/** The number of ignored messages that is logged first; the next ones are ten times the one before. */
const FIRST_REPORTED_COUNT = 100;

/**
 * The push channel of a person by long polling: `pull.config.get`, then one request after another to the push server.
 * A webhook may have it if its permissions include `pull_channel`; that is not documented, so any refusal is final
 * until the channel is opened again.
 */
export class LongPollingChannel implements PushChannel {
  readonly #options: LongPollingChannelOptions;
  readonly #random: () => number;
  readonly #hinted = new Emitter();
  readonly #changed = new Emitter();
  /** Aborted when the channel is closed, or opened anew. */
  #opened = new AbortController();
  #isLive = false;
  #isRefused = false;
  #config: ChannelConfig | undefined;
  #configuredAt = Number.NEGATIVE_INFINITY;
  #position: HistoryPosition | undefined;
  /** Positions of the last messages: a server may repeat them. */
  #seen: readonly string[] = [];
  #failures = 0;
  #failedAt = Number.NEGATIVE_INFINITY;
  /** Responses in a row that came at once and had nothing new. */
  #quickResponses = 0;
  #ignored = 0;
  #nextReportedCount = FIRST_REPORTED_COUNT;

  readonly onDidHint = this.#hinted.event;
  readonly onDidChange = this.#changed.event;

  constructor(options: LongPollingChannelOptions) {
    this.#options = options;
    this.#random = options.random ?? Math.random;
    this.#opened.abort();
  }

  get isLive(): boolean {
    return this.#isLive;
  }

  get isRefused(): boolean {
    return this.#isRefused;
  }

  /** Messages of other modules or commands, and what is not a message. */
  get ignoredCount(): number {
    return this.#ignored;
  }

  open(): void {
    this.#opened.abort();
    this.#opened = new AbortController();
    this.#isRefused = false;
    this.#failures = 0;
    this.#setLive(false);
    void this.#keepOpen(this.#opened.signal);
  }

  close(): void {
    this.#opened.abort();
    this.#setLive(false);
  }

  dispose(): void {
    this.close();
  }

  async #keepOpen(signal: AbortSignal): Promise<void> {
    await waitUnlessAborted(START_DELAY_MS, signal);
    while (!signal.aborted) {
      const delayMs = await this.#request(signal);
      if (delayMs === undefined) return;
      await waitUnlessAborted(delayMs, signal);
    }
  }

  /** Makes one request. Resolves with the delay before the next; `undefined`: there is none. */
  async #request(signal: AbortSignal): Promise<number | undefined> {
    const isClosed = (): boolean => signal.aborted;
    let config;
    try {
      config = await this.#currentConfig(isClosed);
    } catch (error) {
      return isClosed() ? undefined : this.#failConfig(failureOrRethrow(error));
    }
    if (isClosed()) return undefined;
    if (config === undefined) return this.#refuse('no long polling');
    const startedAt = Date.now();
    try {
      const response = await longPoll(withPosition(config.url, this.#position), signal);
      return isClosed() ? undefined : this.#handle(response, Date.now() - startedAt);
    } catch (error) {
      return isClosed() ? undefined : this.#fail(failureCode(failureOrRethrow(error)));
    }
  }

  async #currentConfig(isClosed: () => boolean): Promise<ChannelConfig | undefined> {
    if (this.#config !== undefined && Date.now() < this.#config.renewAt) return this.#config;
    const result = await this.#options.readConfig();
    if (isClosed()) return undefined;
    const isRenewed = this.#configuredAt !== Number.NEGATIVE_INFINITY;
    this.#config = decodeChannelConfig(result, this.#options.origin, Date.now());
    this.#configuredAt = Date.now();
    if (isRenewed) {
      // What was sent to the previous channel meanwhile may not be in the new one.
      this.#hinted.fire();
    }
    return this.#config;
  }

  #handle(response: LongPollResponse, tookMs: number): number {
    switch (response.kind) {
      case 'rejected':
        this.#config = undefined;
        return this.#fail('channel rejected');
      case 'idle':
        // Push servers date every response without messages, but one that comes at once means that the channel is gone.
        if (response.isDated && tookMs < QUICK_RESPONSE_MS) {
          this.#config = undefined;
          return this.#fail('channel gone');
        }
        if (isMessageId(response.lastMessageId)) {
          this.#position = { mid: response.lastMessageId };
        }
        return this.#succeed(tookMs, false);
      case 'messages':
        return this.#handleMessages(response.text, tookMs);
    }
  }

  #handleMessages(text: string, tookMs: number): number {
    if (text.trim() === '') {
      this.#position = undefined;
      return this.#succeed(tookMs, false);
    }
    const { messages, unreadable } = parsePushMessages(text);
    this.#ignore(unreadable + messages.filter(({ isHint, control }) => !isHint && control === undefined).length);
    this.#position = messages.findLast(({ position }) => position !== undefined)?.position;
    if (messages.length === 0) return this.#fail('malformed');
    const keys = messages.map(({ position }) => position && JSON.stringify(position));
    const fresh = messages.filter((_message, index) => !this.#seen.includes(keys[index] ?? ''));
    this.#seen = [...this.#seen, ...keys.filter(key => key !== undefined)].slice(-MAX_SEEN_MESSAGES);
    if (fresh.some(({ isHint }) => isHint)) {
      this.#hinted.fire();
    }
    const control = fresh.find(message => message.control !== undefined)?.control;
    return control === undefined ? this.#succeed(tookMs, fresh.length > 0) : this.#obey(control, tookMs);
  }

  /** Handles a command of the push server. */
  #obey(control: string, tookMs: number): number {
    this.#config = undefined;
    if (control === 'server_restart') {
      this.#options.onOutcome(control);
      this.#setLive(false);
      return RESTART_DELAY_MS.min + (RESTART_DELAY_MS.max - RESTART_DELAY_MS.min) * this.#random();
    }
    const isNew = Date.now() - this.#configuredAt < MIN_CONFIG_AGE_MS;
    return isNew ? this.#fail(control) : this.#succeed(tookMs, true);
  }

  #succeed(tookMs: number, hasNews: boolean): number {
    this.#quickResponses = hasNews || tookMs >= QUICK_RESPONSE_MS ? 0 : this.#quickResponses + 1;
    if (this.#quickResponses >= MAX_QUICK_RESPONSES) {
      this.#quickResponses = 0;
      this.#config = undefined;
      return this.#fail('empty responses');
    }
    if (Math.abs(Date.now() - this.#failedAt) >= STABLE_MS) {
      this.#failures = 0;
    }
    if (!this.#isLive) {
      this.#options.onOutcome('open');
    }
    this.#setLive(true);
    return Math.max(MIN_REQUEST_GAP_MS - tookMs, 0);
  }

  #fail(outcome: string): number {
    this.#failures++;
    this.#failedAt = Date.now();
    if (this.#failures >= MAX_FAILURES_OF_CONFIG) {
      this.#config = undefined;
    }
    this.#options.onOutcome(outcome);
    this.#setLive(false);
    const delayMs = RECONNECT_DELAYS_MS[Math.min(this.#failures, RECONNECT_DELAYS_MS.length) - 1] ?? 0;
    return delayMs * (1 + this.#random() / 5);
  }

  #failConfig(failure: Failure): number | undefined {
    const isRefusal = ['forbidden', 'refused'].includes(failure.kind) || failureCode(failure) === 'SERVER_ERROR';
    if (isRefusal) return this.#refuse(failureCode(failure));
    const delayMs = this.#fail(failureCode(failure));
    if (failure.kind === 'unauthorized' || failure.kind === 'blocked') return MAX_RECONNECT_DELAY_MS;
    const now = Date.now();
    return Math.max(delayMs, MIN_CONFIG_RETRY_MS, (retryTimeAhead(failure, now) ?? now) - now);
  }

  /** There is no further request. */
  #refuse(outcome: string): number | undefined {
    this.#isRefused = true;
    this.#options.onOutcome(`refused: ${outcome}`);
    this.#setLive(false);
    return undefined;
  }

  #ignore(count: number): void {
    this.#ignored += count;
    if (this.#ignored >= this.#nextReportedCount) {
      this.#options.onOutcome(`messages ignored: ${this.#ignored}`);
      while (this.#nextReportedCount <= this.#ignored) {
        this.#nextReportedCount *= 10;
      }
    }
  }

  #setLive(isLive: boolean): void {
    if (this.#isLive !== isLive) {
      this.#isLive = isLive;
      this.#changed.fire();
    }
  }
}

function withPosition(url: URL, position: HistoryPosition = {}): URL {
  const positioned = new URL(url);
  for (const [name, value] of Object.entries(position)) {
    positioned.searchParams.set(name, value);
  }
  return positioned;
}
