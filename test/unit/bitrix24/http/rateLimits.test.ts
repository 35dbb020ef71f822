import { type Clock, install } from '@sinonjs/fake-timers';
import assert from 'node:assert/strict';
import { failureFromErrorResponse } from '../../../../src/bitrix24/http/failures';
import { RateLimits } from '../../../../src/bitrix24/http/rateLimits';
import { RequestQueue } from '../../../../src/bitrix24/http/requestQueue';
import { Transport } from '../../../../src/bitrix24/http/transport';
import { type StandInPortal, startPortal } from '../../../portal/portal';
import { connect, type Connection, failureOf } from '../../support/connection';
import { MapState } from '../../support/memento';
import { blockedUntil, NOW, QueueRecorder, TOO_MANY } from './queueRecorder';
import { MINUTE_MS, stoppedClock } from '../../support/clock';

describe("the portal's limits", () => {
  const NOW = Date.UTC(2026, 2, 3, 9);

  let portal: StandInPortal;
  let connection: Connection;
  beforeEach(async () => {
    portal = await startPortal({ seed: 'empty' });
    connection = connect(portal);
  });
  afterEach(() => portal.close());

  for (const effect of ['read', 'write'] as const) {
    const call = (): Promise<unknown> => connection.transport.call('profile', {}, effect);
    const tooMany = (times: number, code = 'QUERY_LIMIT_EXCEEDED'): void => {
      portal.faults.add({ times, fault: { kind: 'error', code } });
    };

    it(`a ${effect} that was one too many was not executed and is made again`, async () => {
      tooMany(1);
      tooMany(1, 'query_limit_exceeded');
      tooMany(1);
      await call();
      assert.equal(portal.journal.calls().length, 4);
      assert.deepEqual(
        connection.records.map(({ attempts, outcome }) => [attempts, outcome]),
        [[4, 'ok']],
      );
    });

    it(`a ${effect} is given up after four attempts, without a moment to wait for`, async () => {
      tooMany(Infinity);
      assert.deepEqual(await failureOf(call()), { kind: 'rateLimited', code: 'QUERY_LIMIT_EXCEEDED' });
      assert.equal(portal.journal.calls().length, 4);
    });

    it(`a ${effect} blocked for its operating time is not made again before the moment named`, async () => {
      const resetsAt = Math.floor(Date.now() / 1000) + 300;
      const extra = { operating_reset_at: resetsAt };
      portal.faults.add({ fault: { kind: 'error', code: 'OPERATION_TIME_LIMIT', extra } });
      assert.deepEqual(await failureOf(call()), {
        kind: 'rateLimited',
        code: 'OPERATION_TIME_LIMIT',
        retryAt: resetsAt * 1000,
      });
      assert.equal(portal.journal.calls().length, 1);
    });

    it(`a ${effect} is not made again for a moment that is past already`, async () => {
      const extra = { operating_reset_at: Math.floor(Date.now() / 1000) - 5 };
      portal.faults.add({ times: 2, fault: { kind: 'error', code: 'OPERATION_TIME_LIMIT', extra } });
      assert.equal((await failureOf(call())).kind, 'rateLimited');
      assert.equal(portal.journal.calls().length, 1);
    });

    it(`a ${effect} of a blocked method is no request, whoever asks; other methods are let through`, async () => {
      const resetsAt = Math.floor(Date.now() / 1000) + 300;
      const extra = { operating_reset_at: resetsAt };
      portal.faults.add({
        method: 'profile',
        fault: { kind: 'error', code: 'operation_time_limit', extra },
      });
      await failureOf(call());
      assert.deepEqual(await failureOf(call()), {
        kind: 'rateLimited',
        code: 'OPERATION_TIME_LIMIT',
        retryAt: resetsAt * 1000,
      });
      await connection.client.getPermissions();
      assert.deepEqual(
        portal.journal.calls().map(({ method }) => method),
        ['profile', 'scope'],
      );
      assert.deepEqual(
        connection.records.map(({ attempts }) => attempts),
        [1, 0, 1],
      );
    });
  }

  it('of something in between: a read waits for the pause in the queue, and a write is not made again', async () => {
    const clock = install({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
    const { fetch } = globalThis;
    const askedAt: number[] = [];
    globalThis.fetch = () => {
      askedAt.push(clock.now);
      return Promise.resolve(new Response('<h1>429</h1>', { status: 429, headers: { 'content-type': 'text/html' } }));
    };
    try {
      const transport = new Transport({
        restUrl: 'https://portal.example/rest/1/x/',
        queue: new RequestQueue(new RateLimits()),
        onCall: () => undefined,
      });
      const expected = { kind: 'rateLimited', code: 'TOO_MANY_REQUESTS' };
      assert.deepEqual(await failureOf(transport.call('im.notify.answer', {}, 'write')), expected);
      const writes = askedAt.splice(0);
      assert.equal(writes.length, 1);
      const failed = failureOf(transport.call('profile', {}, 'read'));
      while (askedAt.length < 4) {
        await clock.nextAsync();
      }
      assert.deepEqual(await failed, expected);
      const waitsMs = askedAt.map((at, index) => at - ([...writes, ...askedAt][index] ?? 0));
      assert.ok(
        waitsMs.every((waitMs, index) => waitMs >= 500 * 2 ** index),
        String(waitsMs),
      );
    } finally {
      globalThis.fetch = fetch;
      clock.uninstall();
    }
  });

  it('waits longer before each attempt, never twice the same, and never beyond its bound', async () => {
    const clock = install({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
    const { fetch } = globalThis;
    const askedAt: number[] = [];
    globalThis.fetch = () => {
      askedAt.push(clock.now);
      return Promise.resolve(new Response('{"error":"QUERY_LIMIT_EXCEEDED"}', { status: 503 }));
    };
    try {
      const transport = new Transport({
        restUrl: 'https://portal.example/rest/1/x/',
        queue: new RequestQueue(new RateLimits()),
        onCall: () => undefined,
      });
      const failed = failureOf(transport.call('profile', {}, 'write'));
      while (askedAt.length < 4) {
        await clock.nextAsync();
      }
      assert.equal((await failed).kind, 'rateLimited');
    } finally {
      clock.uninstall();
      globalThis.fetch = fetch;
    }
    const waits = askedAt.slice(1).map((at, index) => at - (askedAt[index] ?? 0));
    for (const [index, wait] of waits.entries()) {
      const full = 1000 * 2 ** index;
      assert.ok(wait >= full / 2 && wait <= full, `wait ${index + 1}: ${wait} ms`);
    }
  });

  describe('the moment when a block is lifted', () => {
    const CONTEXT = { method: 'im.notify.get', now: NOW };
    const retryAt = (envelope: Readonly<Record<string, unknown>>): unknown => {
      const failure = failureFromErrorResponse({ error: 'operation_time_limit', ...envelope }, CONTEXT);
      assert.equal(failure.kind, 'rateLimited');
      return 'retryAt' in failure ? failure.retryAt : undefined;
    };
    const seconds = NOW / 1000 + 120;

    it('stands beside the code or in the time block, as a number or as a string', () => {
      assert.equal(retryAt({ operating_reset_at: seconds }), NOW + 2 * MINUTE_MS);
      assert.equal(retryAt({ operating_reset_at: String(seconds) }), NOW + 2 * MINUTE_MS);
      assert.equal(retryAt({ time: { operating_reset_at: seconds } }), NOW + 2 * MINUTE_MS);
    });

    it('is in ten minutes where nothing usable is said', () => {
      for (const envelope of [
        {},
        { operating_reset_at: 'soon' },
        { operating_reset_at: 0 },
        { operating_reset_at: -5 },
        // The portal's clock is behind.
        { operating_reset_at: NOW / 1000 - 60 },
        { operating_reset_at: NOW / 1000 },
        { operating_reset_at: {} },
        { operating_reset_at: { valueOf: 1, toString: 2 } },
        { operating_reset_at: [seconds] },
        { operating_reset_at: true },
        { time: { operating_reset_at: { toString: 2 } } },
        { time: null },
        { time: [] },
        { time: 'x' },
      ]) {
        assert.equal(retryAt(envelope), NOW + 10 * MINUTE_MS, JSON.stringify(envelope));
      }
    });

    it('is never so far away that the account would fall silent', () => {
      assert.equal(retryAt({ operating_reset_at: seconds * 1000 }), NOW + 20 * MINUTE_MS);
    });
  });
});

describe('the limits in all windows', () => {
  let clock: Clock;
  const LIMITS = 'bitrix24.limits:limits';
  /** The values as a window would have written them. */
  const written = (values: unknown): unknown =>
    typeof values === 'object' && !Array.isArray(values)
      ? Object.fromEntries(
          Object.entries(values ?? {}).map(([name, value]) => [name, { at: NOW, value: value as unknown }]),
        )
      : values;
  /** What is shared, by method. */
  const stored = (): readonly (readonly [string, number])[] =>
    Object.entries(shared.get(LIMITS) as Readonly<Record<string, { readonly value?: unknown }>>).flatMap(
      ([method, { value }]) => (typeof value === 'number' ? [[method, value] as const] : []),
    );

  let shared: MapState;
  let windows: readonly QueueRecorder[];
  let one: QueueRecorder;
  let other: QueueRecorder;
  beforeEach(() => {
    clock = stoppedClock(NOW);
    shared = new MapState();
    [one, other] = [new QueueRecorder(shared), new QueueRecorder(shared)];
    windows = [one, other, ...Array.from({ length: 8 }, () => new QueueRecorder(shared))];
  });
  afterEach(() => {
    clock.uninstall();
  });

  const askAll = (): void => {
    windows.forEach(window => {
      window.enter('read', 'page', undefined, 'im.notify.get');
    });
  };
  const asked = (): number => windows.reduce((sum, { went }) => sum + went.length, 0);
  const refused = (): number => windows.reduce((sum, window) => sum + window.refused.length, 0);

  it('one call too many in one of ten makes all of them pause', async () => {
    one.limits.record('im.notify.get', TOO_MANY);
    const ends = one.limits.remainingPauseMs(NOW);
    askAll();
    await clock.tickAsync(Math.ceil(ends) - 1);
    assert.equal(asked(), 0);
    await clock.runAllAsync();
    assert.equal(asked(), 10);
    assert.ok(windows.every(({ times: [first = 0] }) => first >= ends));
  });

  it('holds back what waits in another already', async () => {
    for (const name of ['r1', 'r2', 'r3', 'r4']) {
      other.enter('read', name);
    }
    one.limits.record('profile', TOO_MANY);
    const ends = one.limits.remainingPauseMs(NOW);
    await clock.runAllAsync();
    assert.equal(other.times.length, 4);
    assert.ok((other.times[3] ?? 0) >= Math.max(550, ends));
  });

  it('a block in one of ten refuses the method in all until exactly then, and leaves the others', async () => {
    const until = NOW + 5 * MINUTE_MS;
    one.limits.record('im.notify.get', blockedUntil(until));
    askAll();
    await clock.tickAsync(5 * MINUTE_MS - 1);
    askAll();
    await clock.tickAsync(0);
    assert.deepEqual([asked(), refused()], [0, 20]);
    assert.deepEqual(other.refused[0], ['page', 0, blockedUntil(until)]);
    other.enter('read', 'names', undefined, 'im.notify.schema.get');
    await clock.tickAsync(1);
    askAll();
    await clock.runAllAsync();
    assert.deepEqual([other.names, asked()], ['names page', 11]);
  });

  it('keeps apart what different windows were told', async () => {
    one.limits.record('im.notify.get', blockedUntil(NOW + MINUTE_MS));
    other.limits.record('user.search', blockedUntil(NOW + 2 * MINUTE_MS));
    one.limits.record('profile', TOO_MANY);
    await clock.tickAsync(1000);
    for (const { limits } of windows) {
      assert.deepEqual(limits.blockFor('im.notify.get', Date.now()), blockedUntil(NOW + MINUTE_MS));
      assert.deepEqual(limits.blockFor('user.search', Date.now()), blockedUntil(NOW + 2 * MINUTE_MS));
      assert.equal(limits.blockFor('profile', Date.now()), undefined);
    }
  });

  it('is known to the window itself where its writing was lost, and can’t be done', async () => {
    let heard = 0;
    const update = (): PromiseLike<void> => ({
      then: (_done, failed) => {
        heard += failed ? 1 : 0;
        return Promise.reject(new Error('The window closes.')).then(undefined, failed);
      },
    });
    const lost = new QueueRecorder({ get: () => undefined, update });
    lost.limits.record('im.notify.get', blockedUntil(NOW + MINUTE_MS));
    assert.deepEqual(lost.limits.blockFor('im.notify.get', NOW), blockedUntil(NOW + MINUTE_MS));
    await clock.tickAsync(0);
    assert.equal(heard, 1);
  });

  it('goes with the next writing when it is past', async () => {
    one.limits.record('im.notify.get', blockedUntil(NOW + MINUTE_MS));
    other.limits.record('profile', TOO_MANY);
    assert.equal(stored().length, 2);
    await clock.tickAsync(MINUTE_MS);
    one.limits.record('user.search', blockedUntil(Date.now() + MINUTE_MS));
    assert.deepEqual(stored(), [['user.search', NOW + 2 * MINUTE_MS]]);
  });

  it('is written when the portal says something, and at no other time', async () => {
    askAll();
    await clock.runAllAsync();
    one.limits.record('profile');
    one.limits.record('profile', { kind: 'refused', code: 'ID_ERROR' });
    assert.equal(shared.writes, 0);
    one.limits.record('profile', TOO_MANY);
    one.limits.record('profile', TOO_MANY);
    assert.equal(shared.writes, 1);
  });

  for (const [name, value] of [
    ['is no object', 'soon'],
    ['is a list', [NOW + MINUTE_MS]],
    ['holds no numbers', { '*': 'soon', 'im.notify.get': null }],
    ['is further away than a portal blocks', { 'im.notify.get': NOW + 20 * MINUTE_MS + 1 }],
    ['is a longer pause than there is', { '*': NOW + MINUTE_MS + 1 }],
    ['is past', { '*': NOW, 'im.notify.get': NOW - 1 }],
  ] as const) {
    it(`is passed over where it ${name}`, async () => {
      await shared.update(LIMITS, written(value));
      askAll();
      await clock.tickAsync(0);
      assert.deepEqual([asked(), refused()], [10, 0]);
      one.limits.record('profile', TOO_MANY);
      assert.deepEqual(
        stored().map(([method]) => method),
        ['*'],
      );
    });
  }

  it('does not outlast a clock that is set back', async () => {
    one.limits.record('im.notify.get', blockedUntil(NOW + MINUTE_MS));
    clock.setSystemTime(NOW - 60 * MINUTE_MS);
    askAll();
    await clock.tickAsync(0);
    assert.equal(asked(), 10);
  });

  it('is forgotten with the account, and not written any more', () => {
    one.limits.record('im.notify.get', blockedUntil(NOW + MINUTE_MS));
    one.limits.clear();
    assert.deepEqual(shared.keys(), []);
    assert.equal(one.limits.blockFor('im.notify.get', NOW), undefined);
    one.limits.record('im.notify.get', blockedUntil(NOW + MINUTE_MS));
    other.limits.clear();
    assert.deepEqual([shared.keys(), shared.writes], [[], 2]);
  });
});
