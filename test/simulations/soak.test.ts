import { install } from '@sinonjs/fake-timers';
import assert from 'node:assert/strict';
import { Portal } from '../../src/model/portal/portal';
import type { Failure } from '../../src/model/portalFailure';
import { BusyApi } from '../bench/busyApi';
import { Listeners } from '../bench/listeners';
import { numbers, type Numbers } from '../bench/numbers';
import { doSomething } from '../bench/person';
import { listOf, Window } from '../bench/window';
import { singleAccountWindows, MemoryAccountCache } from '../unit/support/singleWindow';
import { NOON } from '../unit/support/notifications';
import { MINUTE_MS } from '../unit/support/clock';

const LATENCY_MS = 300;
const ROUNDS = 4;
const MINUTES = 30;

const FAILURES: readonly Failure[] = [
  { kind: 'unreachable', reason: 'network' },
  { kind: 'unreachable', reason: 'timeout' },
  { kind: 'rateLimited', code: 'QUERY_LIMIT_EXCEEDED' },
  { kind: 'refused', code: 'ERROR' },
  { kind: 'malformed' },
];

describe('hours of a window in compressed time', () => {
  it('leave no timer, no listener and no change behind, whatever the portals do', async function () {
    this.timeout(60_000);
    const clock = install({
      now: NOON,
      toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'],
    });
    const listeners = new Listeners();
    const number: Numbers = numbers(7);
    let isFaulty = true;
    const centre = new BusyApi(async () => {
      await new Promise(resolve => setTimeout(resolve, LATENCY_MS * (1 + number(20))));
      return isFaulty && number(4) === 0 ? FAILURES[number(FAILURES.length)] : undefined;
    });
    centre.arrive(300, NOON, MINUTE_MS);
    const window = new Window('state');
    listeners.seal();
    const portal = (userId: string): Portal =>
      new Portal({
        account: { origin: 'https://portal.example', userId },
        name: userId,
        client: centre,
        intervalMs: 30_000,
        windows: singleAccountWindows(),
        cache: new MemoryAccountCache(),
        abortCalls: () => undefined,
      });
    const held = (): unknown => ({ timers: clock.countTimers(), listeners: listeners.count });
    const closed = held();
    let open: unknown;
    const round = async (): Promise<void> => {
      isFaulty = true;
      const portals = [portal('1'), portal('2')];
      window.session.open(portals);
      for (let minute = 0; minute < MINUTES; minute++) {
        centre.arrive(number(2), clock.now);
        for (const each of portals) {
          doSomething(window, each, number);
        }
        await clock.tickAsync(MINUTE_MS / 2);
        await clock.tickAsync(MINUTE_MS / 2);
      }
      isFaulty = false;
      await clock.tickAsync(MINUTE_MS);
      // Now every change that was made and is still drawn shows.
      centre.unread();
      // As long as a poller waits after any failure, and once more.
      await clock.tickAsync(40 * MINUTE_MS);
      open ??= held();
      assert.deepEqual(held(), open, 'with two portals at rest');
      for (const each of portals) {
        const list = listOf(each);
        assert.deepEqual(list.slice(0, 40), centre.list.slice(0, 40), 'a change is left');
        each.triage.delete([list[0]?.id ?? 0], MINUTE_MS);
        each.triage.setRead([list[1]?.id ?? 0], true);
      }
      window.session.open([]);
      // What was under way is answered, and nothing else has had its time.
      await clock.tickAsync(3 * 21 * LATENCY_MS);
    };
    try {
      for (let count = 0; count < ROUNDS; count++) {
        await round();
        assert.deepEqual(held(), closed, 'with no portal');
      }
      assert.notDeepEqual(open, closed);
      window.end();
      assert.deepEqual(held(), { timers: 0, listeners: 0 });
    } finally {
      listeners.seal();
      clock.uninstall();
    }
  });
});
