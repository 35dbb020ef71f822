import type { Clock } from '@sinonjs/fake-timers';
import assert from 'node:assert/strict';
import { LongPollingChannel } from '../../src/bitrix24/push/longPollingChannel';
import { Emitter } from '../../src/model/emitter';
import { Inbox } from '../../src/model/inbox/inbox';
import { loadedNotifications } from '../../src/model/inbox/inboxState';
import { Poller } from '../../src/model/inbox/poller';
import { SharedPush } from '../../src/model/inbox/push';
import { PortalFailure } from '../../src/model/portalFailure';
import { BusyApi } from '../bench/busyApi';
import { type Numbers, numbers } from '../bench/numbers';
import { stoppedClock } from '../unit/support/clock';
import { NOON } from '../unit/support/notifications';
import { singleAccountWindows } from '../unit/support/singleWindow';
import type { PushFault, PushSchedule, PushStep } from './pushSchedules';

const LATENCY_MS = 20;
const IDLE_MS = 40_000;
const DATED = { Expires: 'Thu, 01 Jan 1973 11:11:01 GMT' };

/** Within this time the list is the portal's, unless the push server has lost a message or the portal has failed. */
const LONGEST_MS = 60_000;
/** The same where a poll by the count alone sees no change. */
const LONGEST_UNCOUNTED_MS = 6 * 60_000;
/** Within this time it is in any case: all is fetched again four times an hour. */
const LONGEST_OF_ALL_MS = 16 * 60_000;

interface Waiting {
  readonly after: string;
  readonly answer: (response: Response) => void;
  readonly fail: () => void;
}

/** A list that follows a portal by push, on a clock that stands still, and a push server that goes wrong as it is told. */
export class PushSimulation {
  readonly #clock: Clock = stoppedClock(NOON);
  readonly #fetch = globalThis.fetch;
  readonly #random: Numbers;
  readonly #resumed = new Emitter();
  readonly #api: BusyApi;
  readonly #inbox: Inbox;
  readonly #push: SharedPush;
  readonly #poller: Poller;
  #messages: readonly { readonly mid: string; readonly json: string }[] = [];
  #waiting: readonly Waiting[] = [];
  #faults: readonly PushFault[] = [];
  #channel = 0;
  #configFailures = 0;
  #portalFailures = 0;
  #mostAtOnce = 0;
  /** Whether something may be missed until all is fetched again. */
  #isLossy = false;
  /** Requests to the push server. */
  requests = 0;
  /** How long it took until the list was the portal's. */
  tookMs = 0;

  constructor(seed: number) {
    this.#random = numbers(seed);
    const random = (): number => this.#random(1_000) / 1_000;
    this.#api = new BusyApi(async () => {
      await this.#later(LATENCY_MS);
      if (this.#portalFailures === 0) return undefined;
      this.#portalFailures--;
      return { kind: 'unreachable', reason: 'network' };
    });
    this.#api.arrive(5, NOON, 1_000);
    // The channel has a history, as without any message there is nothing to go on from.
    this.#publish('im', 'notifyAdd');
    globalThis.fetch = (address, init) => this.#ask(address as URL, init?.signal ?? undefined);
    const channel = new LongPollingChannel({
      origin: 'https://portal.example',
      readConfig: () => this.#readConfig(),
      onOutcome: () => undefined,
      random,
    });
    const windows = singleAccountWindows();
    const context = { ...windows.context, onDidResume: this.#resumed.event };
    this.#inbox = new Inbox(this.#api);
    this.#push = new SharedPush({ channel, accountId: '1@https://portal.example', ...windows, context });
    this.#poller = new Poller(this.#inbox, { intervalMs: 30_000, ...windows, context, push: this.#push, random });
    this.#poller.start();
  }

  /** Performs the schedule. Throws if the list is not the portal's in time. */
  async run({ steps }: PushSchedule): Promise<void> {
    await this.#pass(15_000);
    for (const { step, pauseMs } of steps) {
      await this.#perform(step);
      await this.#pass(pauseMs);
    }
    this.#faults = [];
    this.#configFailures = 0;
    this.#portalFailures = 0;
    const isCounted = unread(this.#shown) !== unread(this.#real);
    const longestMs = this.#isLossy ? LONGEST_OF_ALL_MS : isCounted ? LONGEST_MS : LONGEST_UNCOUNTED_MS;
    const from = Date.now();
    while (this.#shown !== this.#real) {
      assert.ok(Date.now() - from <= longestMs, `${this.#shown} instead of ${this.#real} after ${longestMs} ms`);
      await this.#pass(500);
    }
    this.tookMs = Date.now() - from;
    assert.ok(this.#mostAtOnce <= 1, `${this.#mostAtOnce} requests at once`);
  }

  end(): void {
    this.#push.dispose();
    this.#poller.dispose();
    assert.equal(this.#waiting.length, 0, 'a request is left');
    this.#clock.uninstall();
    globalThis.fetch = this.#fetch;
  }

  get #shown(): string {
    return loadedNotifications(this.#inbox.state).map(written).join(' ');
  }

  get #real(): string {
    return this.#api.list.map(written).join(' ');
  }

  async #perform(step: PushStep): Promise<void> {
    switch (step.kind) {
      case 'arrive':
        if (this.#api.list.length < 40) this.#api.arrive(1, Date.now());
        this.#tell('notifyAdd', step.isTold);
        return;
      case 'read':
      case 'delete': {
        const id = this.#api.list[step.of % Math.max(this.#api.list.length, 1)]?.id;
        if (step.kind === 'delete') this.#api.lose(each => each.id === id);
        else this.#api.read(id);
        this.#tell(step.kind === 'read' ? 'notifyRead' : 'notifyDelete', step.isTold);
        return;
      }
      case 'fault':
        this.#faults = [...this.#faults, ...Array.from({ length: step.times }, () => step.fault)];
        return;
      case 'break':
        for (const { fail } of this.#waiting) fail();
        return;
      case 'forget':
        this.#channel++;
        return;
      case 'command':
        this.#publish('pull', step.command);
        return;
      case 'config':
        this.#configFailures = step.times;
        this.#channel++;
        return;
      case 'portal':
        this.#portalFailures = step.times;
        this.#isLossy = true;
        return;
      case 'sleep':
        // Nothing is known of what was connected before.
        this.#waiting = [];
        this.#clock.setSystemTime(Date.now() + step.ms);
        this.#resumed.fire();
        await this.#pass(0);
    }
  }

  /** `isTold`: whether the push server passes it on. */
  #tell(command: string, isTold: boolean): void {
    if (isTold) this.#publish('im', command);
    else this.#isLossy = true;
  }

  #publish(module: string, command: string): void {
    const mid = `1748938146${String(this.#messages.length).padStart(14, '0')}`;
    const message = { mid, json: JSON.stringify({ mid, text: { module_id: module, command, params: {} } }) };
    this.#messages = [...this.#messages, message];
    for (const { answer } of this.#waiting) answer(list([message.json]));
  }

  async #readConfig(): Promise<unknown> {
    await this.#later(LATENCY_MS);
    if (this.#configFailures > 0) {
      this.#configFailures--;
      throw new PortalFailure({ kind: 'unreachable', reason: 'server' });
    }
    return {
      server: { server_enabled: true, long_pooling_secure: 'https://rt.example/sub/' },
      channels: { private: { id: String(this.#channel) } },
    };
  }

  async #ask(url: URL, signal: AbortSignal | undefined): Promise<Response> {
    this.requests++;
    const fault = this.#faults[0];
    this.#faults = this.#faults.slice(1);
    await this.#later(LATENCY_MS);
    if (signal?.aborted === true) throw new TypeError('fetch failed');
    if (url.searchParams.get('CHANNEL_ID') !== String(this.#channel)) return new Response('Wrong', { status: 403 });
    const after = url.searchParams.get('mid') ?? this.#messages.at(-1)?.mid ?? '';
    const missed = this.#messages.filter(({ mid }) => mid > after || fault === 'repeats').map(({ json }) => json);
    switch (fault) {
      case 'reset':
        throw new TypeError('fetch failed');
      case 'hang':
        return this.#wait(after, signal, undefined);
      case 'gateway':
        return new Response('', { status: 502 });
      case 'page':
        return new Response('<html></html>');
      case 'garbage':
        return new Response('#!NGINXNMS!#{#!NGINXNME!#');
      case 'truncated':
        return new Response(`[${missed.join(',')},{"mid":`);
      case 'large':
        return new Response('x'.repeat(1_000_001));
      case 'empty':
        return new Response(null, { status: 304 });
      case 'gone':
        return new Response(null, { status: 304, headers: DATED });
      case 'redirect':
        return new Response(null, { status: 302, headers: { Location: 'https://elsewhere.example' } });
      default:
        return missed.length > 0 ? list(missed) : this.#wait(after, signal, IDLE_MS);
    }
  }

  /** `idleMs`: after which there is an answer without messages; without it, there is none at all. */
  #wait(after: string, signal: AbortSignal | undefined, idleMs: number | undefined): Promise<Response> {
    return new Promise((resolve, reject) => {
      const end = (): void => {
        clearTimeout(timer);
        this.#waiting = this.#waiting.filter(each => each !== waiting);
      };
      const waiting: Waiting = {
        after,
        answer: response => {
          if (idleMs === undefined) return;
          end();
          resolve(response);
        },
        fail: () => {
          end();
          reject(new TypeError('fetch failed'));
        },
      };
      const timer = setTimeout(
        () => {
          const headers = { ...DATED, 'Last-Message-Id': this.#messages.at(-1)?.mid ?? '' };
          waiting.answer(new Response(null, { status: 304, headers }));
        },
        idleMs ?? 2 ** 30,
      );
      this.#waiting = [...this.#waiting, waiting];
      this.#mostAtOnce = Math.max(this.#mostAtOnce, this.#waiting.length);
      signal?.addEventListener('abort', waiting.fail);
    });
  }

  #later(ms: number): Promise<void> {
    return new Promise(resolve => setTimeout(resolve, ms));
  }

  async #pass(ms: number): Promise<void> {
    await this.#clock.tickAsync(ms);
  }
}

function written({ id, isRead }: { readonly id: number; readonly isRead: boolean }): string {
  return `${id}${isRead ? '' : '*'}`;
}

function unread(list: string): number {
  return list.split('*').length;
}

function list(texts: readonly string[]): Response {
  return new Response(`[${texts.join(',')}]`);
}
