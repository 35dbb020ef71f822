import type { Clock } from '@sinonjs/fake-timers';
import assert from 'node:assert/strict';
import { LongPollingChannel } from '../../../src/bitrix24/push/longPollingChannel';
import { type PortalOptions, type StandInPortal, startPortal } from '../../portal/portal';
import { stoppedClock } from './clock';
import { connect } from './connection';
import { httpClientLoaded } from './httpClient';

const MOST_TURNS = 20_000;

/** A push channel over real HTTP to the stand-in portal, on a clock that stands still. */
export class PushScene {
  readonly channel: LongPollingChannel;
  /** What a log is told. */
  readonly outcomes: string[] = [];
  /** The addresses that the push server was asked at, in their order. */
  readonly requests: URL[] = [];
  /** When, in milliseconds since the epoch. */
  readonly requestedAt: number[] = [];
  hints = 0;
  /** The most requests to the push server that were under way at once. */
  mostAtOnce = 0;
  readonly #fetch = globalThis.fetch;
  #atOnce = 0;

  private constructor(
    readonly portal: StandInPortal,
    readonly clock: Clock,
  ) {
    globalThis.fetch = async (...request) => {
      const [address] = request;
      if (!(address instanceof URL)) return this.#fetch(...request);
      this.requests.push(address);
      this.requestedAt.push(Date.now());
      this.mostAtOnce = Math.max(this.mostAtOnce, ++this.#atOnce);
      try {
        return await this.#fetch(...request);
      } finally {
        this.#atOnce--;
      }
    };
    const { client } = connect(portal);
    this.channel = new LongPollingChannel({
      origin: portal.origin,
      readConfig: () => client.getPushConfig(),
      onOutcome: outcome => this.outcomes.push(outcome),
      random: () => 0,
    });
    this.channel.onDidHint(() => this.hints++);
  }

  static async start(options: PortalOptions = {}): Promise<PushScene> {
    const portal = await startPortal({ seed: 'empty', scope: ['im', 'pull_channel'], ...options });
    await httpClientLoaded;
    return new PushScene(portal, stoppedClock(Date.now()));
  }

  /** Opens the channel, and waits for its first request. */
  async open(): Promise<void> {
    this.channel.open();
    await this.pass(10_000);
    await this.waits();
  }

  /** Opens the channel, which has been answered once by then. */
  async openLive(): Promise<void> {
    await this.open();
    await this.answerIdle();
    await this.until(() => this.channel.isLive);
    await this.pass(1_000);
    await this.waits();
  }

  /** The request that waits has no messages. */
  async answerIdle(): Promise<void> {
    await this.pass(5_000);
    this.portal.push.endWaiting();
  }

  /** Waits until a request waits at the push server. */
  waits(): Promise<void> {
    return this.until(() => this.portal.push.waiting === 1);
  }

  async pass(ms: number): Promise<void> {
    await this.clock.tickAsync(ms);
  }

  /** Waits for what needs no time of the clock. */
  async until(isSo: () => boolean): Promise<void> {
    for (let turn = 0; !isSo(); turn++) {
      assert.ok(turn < MOST_TURNS, `it is not so: ${this.outcomes.join(', ')}`);
      await new Promise(resolve => setImmediate(resolve));
    }
    await new Promise(resolve => setImmediate(resolve));
  }

  /** Passes time until it is so, and gives how long that took, in milliseconds. */
  async untilLater(isSo: () => boolean, mostMs: number): Promise<number> {
    const start = Date.now();
    while (!isSo()) {
      assert.ok(Date.now() - start <= mostMs, `it is not so after ${mostMs} ms: ${this.outcomes.join(', ')}`);
      await this.pass(100);
      for (let turn = 0; turn < 20 && !isSo(); turn++) await new Promise(resolve => setImmediate(resolve));
    }
    return Date.now() - start;
  }

  async end(): Promise<void> {
    this.channel.dispose();
    this.clock.uninstall();
    globalThis.fetch = this.#fetch;
    await this.portal.close();
  }
}
