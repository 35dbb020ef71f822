import type { Clock } from '@sinonjs/fake-timers';
import assert from 'node:assert/strict';
import { RateLimits } from '../../../../src/bitrix24/http/rateLimits';
import { RequestQueue } from '../../../../src/bitrix24/http/requestQueue';
import { type StandInPortal, startPortal } from '../../../portal/portal';
import { connect, type Connection } from '../../support/connection';
import { stoppedClock } from '../../support/clock';
import { blockedUntil, NOW, QueueRecorder, TOO_MANY } from './queueRecorder';

describe('the queue of an account', () => {
  let clock: Clock;
  let scene: QueueRecorder;
  beforeEach(() => {
    clock = stoppedClock(NOW);
    scene = new QueueRecorder();
  });
  afterEach(() => {
    clock.uninstall();
  });

  const enter = (...names: readonly string[]): void => {
    for (const name of names) {
      scene.enter(name.startsWith('w') ? 'write' : 'read', name);
    }
  };

  it('lets three out at once, then one every 550 ms', async () => {
    enter('r1', 'r2', 'r3', 'r4', 'r5', 'r6');
    await clock.runAllAsync();
    assert.deepEqual(scene.times, [0, 0, 0, 550, 1100, 1650]);
  });

  it('lets three out at once again after it was quiet, and no more however long it was', async () => {
    enter('r1', 'r2', 'r3');
    await clock.tickAsync(1100);
    enter('r4', 'r5', 'r6');
    await clock.runAllAsync();
    assert.deepEqual(scene.times.slice(3), [1100, 1100, 1650]);
    await clock.tickAsync(3_600_000);
    const later = Date.now() - NOW;
    enter('r7', 'r8', 'r9', 'r10');
    await clock.runAllAsync();
    assert.deepEqual(scene.times.slice(6), [later, later, later, later + 550]);
  });

  it('lets writes go before the reads that wait, and keeps the order of each', async () => {
    enter('r1', 'r2', 'r3', 'r4', 'r5', 'w1', 'w2', 'r6', 'w3');
    await clock.runAllAsync();
    assert.equal(scene.names, 'r1 r2 r3 w1 w2 w3 r4 r5 r6');
  });

  it('gives a call that goes out again its old place', async () => {
    const place = scene.queue.nextPosition();
    enter('r1', 'r2', 'r3', 'r4', 'r5');
    scene.again('read', 'r0', place);
    await clock.runAllAsync();
    assert.equal(scene.names, 'r1 r2 r3 r0 r4 r5');
  });

  it('is left by a call that is given up, which takes no turn with it', async () => {
    const gone = new AbortController();
    enter('r1', 'r2', 'r3');
    scene.enter('read', 'given up', gone.signal);
    scene.enter('write', 'given up too', gone.signal);
    enter('r4');
    await clock.tickAsync(100);
    gone.abort();
    scene.enter('read', 'came late', gone.signal);
    await clock.runAllAsync();
    assert.deepEqual([scene.names, scene.times.at(-1)], ['r1 r2 r3 r4', 550]);
    const failure = { kind: 'unreachable', reason: 'disconnected' } as const;
    assert.deepEqual(scene.refused, [
      ['given up', 100, failure],
      ['given up too', 100, failure],
      ['came late', 100, failure],
    ]);
  });

  it('sets no timer when the last call that waits is given up', async () => {
    const gone = new AbortController();
    enter('r1', 'r2', 'r3');
    scene.enter('read', 'given up', gone.signal);
    await clock.tickAsync(0);
    assert.equal(clock.countTimers(), 1);
    gone.abort();
    assert.equal(clock.countTimers(), 0);
  });

  it('is not left by a call that has gone out', async () => {
    const gone = new AbortController();
    scene.enter('read', 'r1', gone.signal);
    await clock.tickAsync(0);
    gone.abort();
    assert.deepEqual([scene.names, scene.refused], ['r1', []]);
  });

  it('does not stop for long when the clock is set back', async () => {
    enter('r1', 'r2', 'r3');
    clock.setSystemTime(NOW - 3_600_000);
    enter('r4', 'r5');
    await clock.tickAsync(1100);
    assert.equal(scene.names, 'r1 r2 r3 r4 r5');
  });

  describe('after one call too many', () => {
    it('holds everything back, writes too, for a second at most', async () => {
      scene.limits.record('profile', TOO_MANY);
      const pause = scene.limits.remainingPauseMs(NOW);
      assert.ok(pause >= 500 && pause <= 1000, `${pause} ms`);
      enter('r1', 'w1');
      await clock.tickAsync(499);
      assert.equal(scene.names, '');
      await clock.runAllAsync();
      assert.equal(scene.names, 'w1 r1');
      assert.ok((scene.times[0] ?? 0) >= pause);
    });

    it('lets them go one by one after that', async () => {
      scene.limits.record('profile', TOO_MANY);
      enter('r1', 'r2', 'r3', 'r4');
      await clock.runAllAsync();
      const [first = 0] = scene.times;
      assert.deepEqual(scene.times, [first, first + 550, first + 1100, first + 1650]);
    });

    it('pauses for longer each time, from a half of twice the time before, up to a minute', async () => {
      const bounds = [1, 2, 4, 8, 16, 32, 60, 60, 60].map(seconds => seconds * 1000);
      const pauses: number[] = [];
      for (const bound of bounds) {
        scene.limits.record('profile', TOO_MANY);
        const pause = scene.limits.remainingPauseMs(Date.now());
        assert.ok(pause >= bound / 2 && pause <= bound, `${pause} ms of ${bound}`);
        pauses.push(pause / bound);
        await clock.tickAsync(Math.ceil(pause));
      }
      assert.ok(new Set(pauses).size > 1, 'no two windows are to come back in step');
    });

    it('takes answers to what had gone out before for no news', async () => {
      scene.limits.record('profile', TOO_MANY);
      const pause = scene.limits.remainingPauseMs(NOW);
      scene.limits.record('profile', TOO_MANY);
      scene.limits.record('profile');
      scene.limits.record('profile', TOO_MANY);
      assert.equal(scene.limits.remainingPauseMs(NOW), pause);
      await clock.tickAsync(1000);
      scene.limits.record('profile', TOO_MANY);
      assert.ok(scene.limits.remainingPauseMs(Date.now()) >= 1000, 'it is the second pause');
    });

    it('begins anew with a second after any other answer', async () => {
      for (const failure of [undefined, { kind: 'refused', code: 'ID_ERROR' } as const]) {
        for (let count = 0; count < 4; count++) {
          scene.limits.record('profile', TOO_MANY);
          await clock.tickAsync(60_000);
        }
        scene.limits.record('profile', failure);
        scene.limits.record('profile', TOO_MANY);
        assert.ok(scene.limits.remainingPauseMs(Date.now()) <= 1000);
        await clock.tickAsync(1000);
        scene.limits.record('profile');
      }
    });

    it('tells a call when a long pause ends instead of keeping it waiting', async () => {
      for (let count = 0; count < 9; count++) {
        await clock.tickAsync(60_000);
        scene.limits.record('profile', TOO_MANY);
      }
      const begun = Date.now() - NOW;
      const ends = Date.now() + scene.limits.remainingPauseMs(Date.now());
      enter('w1');
      await clock.tickAsync(0);
      assert.deepEqual(scene.refused, [['w1', begun, { ...TOO_MANY, retryAt: ends }]]);
      await clock.tickAsync(ends - Date.now() - 10_000);
      enter('w2');
      await clock.runAllAsync();
      assert.equal(scene.names, 'w2');
      assert.ok(Date.now() >= ends);
    });
  });

  describe('while a method is blocked', () => {
    const until = NOW + 300_000;
    beforeEach(() => {
      scene.limits.record('im.notify.get', blockedUntil(until));
    });
    const ask = (name: string): void => {
      scene.enter('read', name, undefined, 'im.notify.get');
    };

    it('refuses it in the portal’s words until exactly the moment named', async () => {
      ask('at once');
      await clock.tickAsync(299_999);
      ask('too early');
      await clock.tickAsync(1);
      ask('in time');
      await clock.runAllAsync();
      assert.deepEqual(scene.refused, [
        ['at once', 0, blockedUntil(until)],
        ['too early', 299_999, blockedUntil(until)],
      ]);
      assert.deepEqual(scene.went, [['in time', 300_000]]);
    });

    it('lets all others go', async () => {
      enter('r1', 'w1');
      await clock.tickAsync(0);
      assert.equal(scene.names, 'r1 w1');
    });

    it('refuses it at once where others have to wait, and it takes no turn', async () => {
      enter('r1', 'r2', 'r3', 'r4');
      ask('blocked');
      enter('r5');
      await clock.tickAsync(0);
      assert.equal(scene.refused.length, 1);
      await clock.runAllAsync();
      assert.deepEqual(scene.times, [0, 0, 0, 550, 1100]);
    });

    it('refuses what was waiting when the block came', async () => {
      enter('r1', 'r2', 'r3');
      scene.enter('read', 'search', undefined, 'im.notify.history.search');
      scene.limits.record('im.notify.history.search', blockedUntil(until));
      await clock.runAllAsync();
      assert.deepEqual(scene.refused, [['search', 550, blockedUntil(until)]]);
    });
  });
});

/** Real requests on a clock that goes on when none of them is on its way. */
describe("a portal's bucket", () => {
  let clock: Clock;
  let portal: StandInPortal;
  let connection: Connection;
  let onTheWay: number;
  const { fetch } = globalThis;
  beforeEach(async () => {
    clock = stoppedClock(NOW);
    portal = await startPortal({ seed: 'empty' });
    connection = connect(portal, { queue: new RequestQueue(new RateLimits()) });
    onTheWay = 0;
    globalThis.fetch = async (input, init) => {
      onTheWay++;
      try {
        const response = await fetch(input, init);
        return new Response(await response.arrayBuffer(), response);
      } finally {
        onTheWay--;
      }
    };
  });
  afterEach(async () => {
    globalThis.fetch = fetch;
    clock.uninstall();
    await portal.close();
  });

  async function ended(calls: readonly Promise<unknown>[]): Promise<readonly PromiseSettledResult<unknown>[]> {
    const left = new Set(calls);
    const outcome = Promise.allSettled(calls.map(call => call.finally(() => left.delete(call))));
    while (left.size > 0) {
      await new Promise(resolve => setImmediate(resolve));
      if (onTheWay === 0 && clock.countTimers() > 0) {
        await clock.nextAsync();
      }
    }
    return outcome;
  }

  const call = (effect: 'read' | 'write'): Promise<unknown> =>
    connection.transport.call(effect === 'write' ? 'im.notify.read.all' : 'profile', {}, effect);
  const refusals = (): number =>
    portal.journal.calls().filter(({ outcome }) => outcome === 'QUERY_LIMIT_EXCEEDED').length;

  it('never holds more than three of forty calls made at once, and the writes come first', async () => {
    // Refused where more than two are in it already.
    portal.limiter.start({ blockAbove: 2 });
    const reads = Array.from({ length: 35 }, () => call('read'));
    const writes = Array.from({ length: 5 }, () => call('write'));
    const outcomes = await ended([...reads, ...writes]);
    assert.ok(outcomes.every(({ status }) => status === 'fulfilled'));
    const methods = portal.journal.calls().map(({ method }) => method);
    assert.deepEqual([methods.length, refusals()], [40, 0]);
    assert.deepEqual(
      methods.slice(0, 8).map(method => method === 'profile'),
      [...[true, true, true], ...[false, false, false, false, false]],
    );
    assert.ok(connection.records.every(({ attempts, durationMs }) => attempts === 1 && durationMs === 0));
    assert.equal(connection.records.at(-1)?.waitedMs, 37 * 550);
  });

  it('is left alone while the rest of the office has filled it, and every call comes through once', async () => {
    portal.limiter.start({ blockAbove: 5 });
    while (portal.limiter.admits());
    const calls = [...Array.from({ length: 10 }, () => call('read')), call('write'), call('write')];
    const outcomes = await ended(calls);
    assert.ok(outcomes.every(({ status }) => status === 'fulfilled'));
    const executed = portal.journal.calls().filter(({ isExecuted }) => isExecuted);
    assert.equal(executed.length, 12);
    assert.equal(refusals(), 3, 'what was on the way, and nothing after the pause');
  });

  it('takes no time from a call, however long its turn is in coming', async () => {
    connection = connect(portal, { queue: new RequestQueue(new RateLimits()), timeoutMs: 1000 });
    const outcomes = await ended(Array.from({ length: 12 }, () => call('read')));
    assert.ok(outcomes.every(({ status }) => status === 'fulfilled'));
    assert.equal(connection.records.at(-1)?.waitedMs, 9 * 550);
  });

  it('is spared the calls that wait when their portal is let go', async () => {
    const gone = new AbortController();
    connection = connect(portal, { queue: new RequestQueue(new RateLimits()), signal: gone.signal });
    const calls = [...Array.from({ length: 5 }, () => call('read')), call('write'), call('read')];
    await portal.journal.next('profile', () => portal.journal.calls().length === 3);
    gone.abort();
    await ended(calls);
    assert.equal(portal.journal.calls().length, 3);
    assert.deepEqual(
      connection.records.filter(({ attempts }) => attempts === 0).map(({ outcome }) => outcome),
      Array<string>(4).fill('unreachable: disconnected'),
    );
  });
});
