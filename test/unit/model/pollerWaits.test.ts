import assert from 'node:assert/strict';
import { install } from '@sinonjs/fake-timers';
import { nextDelay, Poller } from '../../../src/model/poller';
import type { Failure } from '../../../src/model/portalFailure';
import { alone } from './alone';
import { FakeInbox } from './fakeInbox';
import { NOON, unreachable } from './notifications';

const INTERVAL_MS = 30_000;
const MINUTE_MS = 60_000;
const QUARTER_MS = 15 * MINUTE_MS;
const unauthorized: Failure = { kind: 'unauthorized', code: 'INVALID_CREDENTIALS' };
const blocked: Failure = { kind: 'blocked', code: 'OVERLOAD_LIMIT' };
const forbidden: Failure = { kind: 'forbidden', code: 'insufficient_scope', scope: 'im' };
const tooMany: Failure = { kind: 'rateLimited', code: 'QUERY_LIMIT_EXCEEDED' };
const until = (retryAt: number): Failure => ({ kind: 'rateLimited', code: 'OPERATION_TIME_LIMIT', retryAt });

describe('the poller,', () => {
  let clock: ReturnType<typeof install>;
  let inbox: FakeInbox;
  let poller: Poller;
  beforeEach(() => {
    clock = install({ now: NOON, toFake: ['setTimeout', 'clearTimeout', 'Date'] });
    inbox = new FakeInbox();
    poller = new Poller(inbox, { intervalMs: INTERVAL_MS, ...alone, random: () => 0 });
  });
  afterEach(() => {
    poller.dispose();
    clock.uninstall();
  });

  describe('told when to come back', () => {
    it('polls at that moment, not before it, not even for a person', async () => {
      inbox.outcome = until(NOON + 5 * MINUTE_MS);
      await poller.poll();
      await clock.tickAsync(5 * MINUTE_MS - 1);
      await poller.poll();
      await poller.focus();
      assert.deepEqual(inbox.polls, [0]);
      await clock.tickAsync(1);
      assert.deepEqual(inbox.polls, [0, 300]);
    });

    it('polls within three seconds after it, however the windows of an office are spread', async () => {
      poller.dispose();
      poller = new Poller(inbox, { intervalMs: INTERVAL_MS, ...alone, random: () => 0.999 });
      inbox.outcome = until(NOON + 10 * MINUTE_MS);
      await poller.poll();
      await clock.tickAsync(10 * MINUTE_MS);
      assert.deepEqual(inbox.polls, [0]);
      await clock.tickAsync(3_000);
      assert.equal(inbox.polls.length, 2);
    });

    it('waits its interval at least', async () => {
      inbox.outcome = until(NOON + 1000);
      await poller.poll();
      await clock.tickAsync(INTERVAL_MS - 1);
      assert.deepEqual(inbox.polls, [0]);
      await clock.tickAsync(1);
      assert.deepEqual(inbox.polls, [0, 30]);
    });

    it('polls for a person once the moment has passed', async () => {
      inbox.outcome = until(NOON + 1000);
      await poller.poll();
      await clock.tickAsync(1000);
      await poller.poll();
      assert.deepEqual(inbox.polls, [0, 1]);
    });

    it('does not stop for ever when the clock is set back meanwhile', async () => {
      inbox.outcome = until(NOON + 5 * MINUTE_MS);
      await poller.poll();
      clock.setSystemTime(NOON - MINUTE_MS);
      await clock.tickAsync(20 * MINUTE_MS);
      assert.ok(inbox.polls.length > 1);
    });
  });

  describe('when the window has the focus', () => {
    it('polls, but not in quick succession', async () => {
      await poller.focus();
      await clock.tickAsync(9_999);
      await poller.focus();
      assert.deepEqual(inbox.polls, [0]);
      await clock.tickAsync(1);
      await poller.focus();
      assert.deepEqual(inbox.polls, [0, 10]);
    });

    it('polls after a failure that may have passed, not after one that a person has to mend', async () => {
      for (const [failure, isPolled] of [
        [unreachable, true],
        [tooMany, true],
        [forbidden, true],
        [blocked, false],
        [unauthorized, false],
      ] as const) {
        inbox.outcome = failure;
        await poller.poll();
        inbox.polls.length = 0;
        await clock.tickAsync(10_000);
        await poller.focus();
        assert.equal(inbox.polls.length, isPolled ? 1 : 0, failure.kind);
      }
    });
  });
});

describe('the wait for the next poll', () => {
  it('is never shorter than the interval', () => {
    const failures: readonly (Failure | undefined)[] = [
      undefined,
      unreachable,
      tooMany,
      blocked,
      forbidden,
      until(0),
    ];
    for (const intervalMs of [10_000, INTERVAL_MS, 60 * MINUTE_MS]) {
      for (const failure of failures) {
        for (const count of [0, 1, 5, 1000]) {
          const delay = nextDelay(intervalMs, count, failure, NOON);
          assert.ok(
            delay !== undefined && delay >= intervalMs,
            `${failure?.kind ?? 'none'}: ${delay ?? '–'}`,
          );
        }
      }
    }
  });

  it('is what a timer can hold, however many failures there were', () => {
    for (const count of [30, 1000, Number.MAX_SAFE_INTEGER]) {
      assert.equal(nextDelay(INTERVAL_MS, count, unreachable, NOON), QUARTER_MS);
    }
  });
});
