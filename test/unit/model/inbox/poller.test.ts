import type { Clock } from '@sinonjs/fake-timers';
import assert from 'node:assert/strict';
import { Emitter, type Event } from '../../../../src/model/emitter';
import { nextPollDelayMs, Poller } from '../../../../src/model/inbox/poller';
import type { Failure, UnreachableReason } from '../../../../src/model/portalFailure';
import { singleWindow } from '../../support/singleWindow';
import { FakeInbox } from '../../support/fakeInbox';
import { NOON, unreachable } from '../../support/notifications';
import { MINUTE_MS, stoppedClock } from '../../support/clock';

describe('the poller', () => {
  const INTERVAL_MS = 30_000;

  const QUARTER_MS = 15 * MINUTE_MS;

  const unauthorized: Failure = { kind: 'unauthorized', code: 'INVALID_CREDENTIALS' };

  const blocked: Failure = { kind: 'blocked', code: 'OVERLOAD_LIMIT' };

  const brokeDown: Failure = { kind: 'brokeDown', code: 'ERROR_CORE' };

  const forbidden: Failure = { kind: 'forbidden', code: 'insufficient_scope', scope: 'im' };

  let clock: Clock;
  let inbox: FakeInbox;
  let poller: Poller;
  beforeEach(() => {
    clock = stoppedClock(NOON);
    inbox = new FakeInbox();
    poller = new Poller(inbox, { intervalMs: INTERVAL_MS, ...singleWindow, random: () => 0 });
  });
  afterEach(() => {
    poller.dispose();
    clock.uninstall();
  });

  it('waits to be asked, then polls at its interval', async () => {
    await clock.tickAsync(10 * MINUTE_MS);
    assert.deepEqual(inbox.polls, []);
    await poller.poll();
    await clock.tickAsync(95_000);
    assert.deepEqual(inbox.polls, [600, 630, 660, 690]);
  });

  it('waits up to a tenth longer, so that windows do not ask in step', async () => {
    poller.dispose();
    poller = new Poller(inbox, { intervalMs: INTERVAL_MS, ...singleWindow, random: () => 0.5 });
    await poller.poll();
    await clock.tickAsync(65_000);
    assert.deepEqual(inbox.polls, [0, 31.5, 63]);
  });

  it('counts the interval from the end of a poll', async () => {
    inbox.isHeld = true;
    const polled = poller.poll();
    await clock.tickAsync(5 * MINUTE_MS);
    inbox.letGo();
    await polled;
    await clock.tickAsync(INTERVAL_MS);
    assert.deepEqual(inbox.polls, [0, 330]);
  });

  it('never polls twice at once: who asks meanwhile joins', async () => {
    inbox.isHeld = true;
    const all = [poller.poll(), poller.poll(), poller.focus()];
    await clock.tickAsync(MINUTE_MS);
    all.push(poller.focus());
    assert.deepEqual(inbox.polls, [0]);
    inbox.letGo();
    await Promise.all(all);
    assert.deepEqual(inbox.polls, [0]);
  });

  it('begins to count anew with a poll that a person asked for', async () => {
    await poller.poll();
    await clock.tickAsync(20_000);
    await poller.poll();
    await clock.tickAsync(29_999);
    assert.deepEqual(inbox.polls, [0, 20]);
    await clock.tickAsync(1);
    assert.deepEqual(inbox.polls, [0, 20, 50]);
  });

  /** The first waits between polls that all fail. */
  const failingWaits = async (failure: Failure): Promise<readonly number[]> => {
    inbox.polls.length = 0;
    inbox.outcome = failure;
    await poller.poll();
    await clock.tickAsync(60 * MINUTE_MS);
    const waits = inbox.polls.slice(1).map((at, index) => at - (inbox.polls[index] ?? 0));
    return waits.slice(0, 6);
  };

  it('waits longer after each failure, up to a quarter of an hour, until one succeeds', async () => {
    assert.deepEqual(await failingWaits(brokeDown), [60, 120, 240, 480, 900, 900]);
    inbox.outcome = undefined;
    await poller.poll();
    inbox.polls.length = 0;
    await clock.tickAsync(MINUTE_MS);
    assert.equal(inbox.polls.length, 2);
    inbox.outcome = unreachable;
    await clock.tickAsync(INTERVAL_MS);
    await clock.tickAsync(MINUTE_MS);
    assert.equal(inbox.polls.length, 4);
  });

  for (const reason of ['host', 'connection', 'tls', 'certificate', 'network', 'proxySignIn', 'proxy'] as const) {
    it(`waits two minutes at most while nothing reaches the portal: ${reason}`, async () => {
      assert.deepEqual(await failingWaits({ kind: 'unreachable', reason }), [60, 120, 120, 120, 120, 120]);
    });
  }

  for (const reason of ['page', 'moved', 'server', 'timeout'] as const satisfies readonly UnreachableReason[]) {
    it(`waits up to a quarter of an hour after what the portal, or its host, has said: ${reason}`, async () => {
      assert.deepEqual(await failingWaits({ kind: 'unreachable', reason }), [60, 120, 240, 480, 900, 900]);
    });
  }

  it('waits no longer because a person asks while polls fail', async () => {
    inbox.outcome = brokeDown;
    await poller.poll();
    for (const [seconds, act] of [
      [20, () => poller.poll()],
      [10, () => poller.focus()],
      [15, () => poller.pollAll()],
      [14, () => poller.poll()],
    ] as const) {
      await clock.tickAsync(seconds * 1000);
      await act();
    }
    await clock.tickAsync(MINUTE_MS);
    assert.deepEqual(inbox.polls, [0, 20, 30, 45, 59, 60]);
    await clock.tickAsync(MINUTE_MS + 1000);
    assert.deepEqual(inbox.polls.slice(5), [60, 180], 'as without them');
  });

  it('waits no longer than its interval after a person’s asking was the first to fail', async () => {
    await poller.poll();
    await clock.tickAsync(20_000);
    inbox.outcome = brokeDown;
    await poller.poll();
    await clock.tickAsync(10_000);
    assert.deepEqual(inbox.polls, [0, 20, 30]);
  });

  it('polls as late as the portal wants, though a poll was planned before', async () => {
    inbox.outcome = brokeDown;
    await poller.poll();
    await clock.tickAsync(20_000);
    inbox.outcome = blocked;
    await poller.poll();
    await clock.tickAsync(QUARTER_MS - 1);
    assert.deepEqual(inbox.polls, [0, 20]);
    await clock.tickAsync(1);
    assert.deepEqual(inbox.polls, [0, 20, 920]);
  });

  it('asks for all that is loaded where a person wants that, but not before the moment that the portal named', async () => {
    await poller.pollAll();
    assert.equal(inbox.renewals, 1);
    inbox.outcome = { kind: 'rateLimited', code: 'OPERATION_TIME_LIMIT', retryAt: NOON + MINUTE_MS };
    await poller.poll();
    await poller.pollAll();
    assert.equal(inbox.renewals, 1);
    assert.equal(inbox.polls.length, 2);
  });

  it('polls a portal that blocks or forbids once in a quarter of an hour', async () => {
    for (const failure of [blocked, forbidden]) {
      inbox.outcome = failure;
      inbox.polls.length = 0;
      await poller.poll();
      await clock.tickAsync(QUARTER_MS - 1);
      assert.equal(inbox.polls.length, 1);
      await clock.tickAsync(1);
      assert.equal(inbox.polls.length, 2);
    }
  });

  it('stops when the credential is refused, until a person asks', async () => {
    inbox.outcome = unauthorized;
    await poller.poll();
    await clock.tickAsync(24 * 60 * MINUTE_MS);
    await poller.focus();
    assert.equal(inbox.polls.length, 1);
    inbox.outcome = undefined;
    await poller.poll();
    await clock.tickAsync(INTERVAL_MS);
    assert.equal(inbox.polls.length, 3);
  });

  for (const code of ['NO_AUTH_FOUND', 'authorization_error', 'AUTHORIZATION_ERROR', 'CONNECTION_ERROR']) {
    it(`asks again after a quarter of an hour where a valid credential may have been refused: ${code}`, async () => {
      await poller.poll();
      inbox.outcome = { kind: 'unauthorized', code };
      await clock.tickAsync(INTERVAL_MS);
      await clock.tickAsync(QUARTER_MS - 1);
      await poller.focus();
      assert.deepEqual(inbox.polls, [0, 30]);
      inbox.outcome = undefined;
      await clock.tickAsync(1);
      assert.deepEqual(inbox.polls, [0, 30, 930]);
      await clock.tickAsync(INTERVAL_MS);
      assert.deepEqual(inbox.polls, [0, 30, 930, 960]);
    });
  }

  it('asks again with the focus once a quarter of an hour has passed, whatever became of its timer', async () => {
    inbox.outcome = { kind: 'unauthorized', code: 'NO_AUTH_FOUND' };
    await poller.poll();
    clock.setSystemTime(NOON + QUARTER_MS - 1);
    await poller.focus();
    assert.equal(inbox.polls.length, 1);
    clock.setSystemTime(NOON + QUARTER_MS);
    await poller.focus();
    assert.equal(inbox.polls.length, 2);
  });

  it('never asks again after a refresh token, or an application, that is not valid', async () => {
    for (const code of ['invalid_grant', 'invalid_client', 'expired_token', 'ERROR_OAUTH', 'APPLICATION_NOT_FOUND']) {
      inbox.polls.length = 0;
      inbox.outcome = { kind: 'unauthorized', code };
      await poller.poll();
      await clock.tickAsync(2 * QUARTER_MS);
      await poller.focus();
      assert.equal(inbox.polls.length, 1, code);
    }
  });

  describe('with another interval', () => {
    it('counts from now', async () => {
      await poller.poll();
      await clock.tickAsync(20_000);
      poller.setInterval(60_000);
      await clock.tickAsync(59_999);
      assert.deepEqual(inbox.polls, [0]);
      await clock.tickAsync(60_001);
      assert.deepEqual(inbox.polls, [0, 80, 140]);
    });

    it('takes it after the poll that is under way', async () => {
      inbox.isHeld = true;
      const polled = poller.poll();
      poller.setInterval(10_000);
      inbox.letGo();
      await polled;
      await clock.tickAsync(10_000);
      assert.deepEqual(inbox.polls, [0, 10]);
    });

    it('does not begin before it is asked, nor after a refused credential', async () => {
      poller.setInterval(10_000);
      await clock.tickAsync(MINUTE_MS);
      inbox.outcome = unauthorized;
      await poller.poll();
      poller.setInterval(20_000);
      await clock.tickAsync(MINUTE_MS);
      assert.deepEqual(inbox.polls, [60]);
    });
  });

  describe('at its end', () => {
    it('polls no more, whoever asks', async () => {
      await poller.poll();
      poller.dispose();
      await poller.poll();
      await clock.tickAsync(MINUTE_MS);
      await poller.focus();
      assert.deepEqual(inbox.polls, [0]);
      assert.equal(clock.countTimers(), 0);
    });

    it('does not go on after the poll that was under way', async () => {
      inbox.isHeld = true;
      const polled = poller.poll();
      poller.dispose();
      poller.setInterval(10_000);
      inbox.letGo();
      await polled;
      assert.equal(clock.countTimers(), 0);
    });
  });

  describe('when somebody else has refreshed', () => {
    it('goes on where it had stopped, once the credential works again', async () => {
      inbox.outcome = unauthorized;
      await poller.poll();
      await clock.tickAsync(QUARTER_MS);
      assert.deepEqual(inbox.polls, [0]);
      inbox.outcome = undefined;
      await inbox.refresh();
      await clock.tickAsync(INTERVAL_MS);
      assert.deepEqual(inbox.polls, [0, 900, 930]);
    });

    it('counts its interval from then', async () => {
      await poller.poll();
      await clock.tickAsync(20_000);
      await inbox.refresh();
      await clock.tickAsync(INTERVAL_MS);
      assert.deepEqual(inbox.polls, [0, 20, 50]);
    });
  });

  it('does not stop at a defect', async () => {
    inbox.defect = new TypeError('a defect');
    await assert.rejects(poller.poll(), TypeError);
    inbox.defect = undefined;
    await clock.tickAsync(INTERVAL_MS);
    assert.deepEqual(inbox.polls, [0, 30]);
  });

  const tooMany: Failure = { kind: 'rateLimited', code: 'QUERY_LIMIT_EXCEEDED' };
  const until = (retryAt: number): Failure => ({
    kind: 'rateLimited',
    code: 'OPERATION_TIME_LIMIT',
    retryAt,
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
      poller = new Poller(inbox, { intervalMs: INTERVAL_MS, ...singleWindow, random: () => 0.999 });
      inbox.outcome = until(NOON + 10 * MINUTE_MS);
      await poller.poll();
      await clock.tickAsync(10 * MINUTE_MS);
      assert.deepEqual(inbox.polls, [0]);
      await clock.tickAsync(3_000);
      assert.equal(inbox.polls.length, 2);
    });

    it('believes no moment that only a clock set back since can have made', async () => {
      inbox.outcome = until(NOON + 10 * MINUTE_MS);
      await poller.poll();
      clock.setSystemTime(NOON - 5 * 60 * MINUTE_MS);
      inbox.outcome = undefined;
      await poller.poll();
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
            const delay = nextPollDelayMs(intervalMs, count * MINUTE_MS, failure, NOON);
            assert.ok(delay !== undefined && delay >= intervalMs, `${failure?.kind ?? 'none'}: ${delay ?? '–'}`);
          }
        }
      }
    });

    it('is what a timer can hold, however long polls have been failing', () => {
      for (const failingMs of [QUARTER_MS, 365 * 24 * 60 * MINUTE_MS, Number.MAX_SAFE_INTEGER]) {
        assert.equal(nextPollDelayMs(INTERVAL_MS, failingMs, tooMany, NOON), QUARTER_MS);
      }
    });
  });
});

describe('the poller of one of several windows', () => {
  const INTERVAL_MS = 30_000;

  /** Something that is so or not. */
  class Switch {
    isLeader: boolean;
    isAnyWindowFocused: boolean;
    readonly #changed = new Emitter();
    readonly onDidChange = this.#changed.event;

    constructor(isSo: boolean) {
      this.isLeader = this.isAnyWindowFocused = isSo;
    }

    turn(isSo: boolean): void {
      this.isLeader = this.isAnyWindowFocused = isSo;
      this.#changed.fire();
    }
  }

  let clock: Clock;
  let inbox: FakeInbox;
  let leadership: Switch;
  let focus: Switch;
  let poller: Poller;
  const open = (intervalMs = INTERVAL_MS): void => {
    poller = new Poller(inbox, { ...singleWindow, intervalMs, leadership, focus, random: () => 0 });
  };
  beforeEach(() => {
    clock = stoppedClock(NOON);
    inbox = new FakeInbox();
    [leadership, focus] = [new Switch(false), new Switch(true)];
    open();
  });
  afterEach(() => {
    poller.dispose();
    clock.uninstall();
  });

  it('asks nothing while another one’s answers come, and first of all when its turn has come', async () => {
    poller.start();
    for (let times = 0; times < 10; times++) {
      await clock.tickAsync(INTERVAL_MS);
      inbox.hear();
    }
    assert.deepEqual(inbox.polls, []);
    await clock.tickAsync(5_000);
    leadership.turn(true);
    assert.deepEqual(inbox.polls, [305]);
    await clock.tickAsync(INTERVAL_MS);
    assert.deepEqual(inbox.polls, [305, 335]);
    assert.equal(inbox.checks, 2);
  });

  it('that has asked before goes on when the next poll is due', async () => {
    poller.start();
    await poller.poll();
    assert.equal(inbox.checks, 0);
    await clock.tickAsync(INTERVAL_MS);
    inbox.hear();
    await clock.tickAsync(10_000);
    leadership.turn(true);
    await clock.tickAsync(INTERVAL_MS);
    assert.deepEqual(inbox.polls, [0, 60]);
  });

  it('asks no more when its turn is over', async () => {
    leadership.turn(true);
    poller.start();
    await clock.tickAsync(20_000);
    leadership.turn(false);
    await clock.tickAsync(20_000);
    inbox.hear();
    await clock.tickAsync(60_000);
    assert.deepEqual(inbox.polls, [0]);
  });

  it('asks nothing where its turn is over and nobody said so', async () => {
    leadership.turn(true);
    poller.start();
    await clock.tickAsync(1_000);
    leadership.isLeader = false;
    await clock.tickAsync(60_000);
    assert.deepEqual(inbox.polls, [0]);
  });

  it('asks by itself where it hears nothing for more than twice as long', async () => {
    poller.start();
    await clock.tickAsync(69_999);
    assert.deepEqual(inbox.polls, []);
    await clock.tickAsync(1);
    assert.deepEqual(inbox.polls, [70]);
  });

  it('takes no one’s silence for more than the computer’s sleep where its timer comes late', async () => {
    poller.start();
    clock.jump(8 * 60 * MINUTE_MS);
    await clock.tickAsync(0);
    assert.deepEqual(inbox.polls, []);
    await clock.tickAsync(70_000);
    assert.equal(inbox.polls.length, 1);
  });

  it('asks nothing with the focus where another one has just asked', async () => {
    inbox.hear();
    await clock.tickAsync(9_999);
    await poller.focus();
    assert.deepEqual(inbox.polls, []);
    await clock.tickAsync(1);
    await poller.focus();
    assert.deepEqual(inbox.polls, [10]);
  });

  it('waits longer the longer another one’s polls have been failing', async () => {
    const brokeDown: Failure = { kind: 'brokeDown', code: 'ERROR_CORE' };
    poller.start();
    await poller.poll();
    for (const seconds of [0, 60, 120, 240]) {
      await clock.tickAsync(seconds * 1000);
      inbox.hear(brokeDown);
    }
    leadership.turn(true);
    inbox.outcome = brokeDown;
    await clock.tickAsync(479_999);
    assert.deepEqual(inbox.polls, [0]);
    await clock.tickAsync(1);
    assert.deepEqual(inbox.polls, [0, 900]);
  });

  it('that comes to lead waits for the moment that the portal named, however long ago that was', async () => {
    poller.start();
    inbox.hear({ kind: 'rateLimited', code: 'OPERATION_TIME_LIMIT', retryAt: NOON + 10 * MINUTE_MS });
    await clock.tickAsync(6 * MINUTE_MS);
    leadership.turn(true);
    await clock.tickAsync(4 * MINUTE_MS - 1);
    assert.deepEqual(inbox.polls, []);
    await clock.tickAsync(1);
    assert.deepEqual(inbox.polls, [600]);
  });

  it('waits no longer because a person asks in another one while polls fail', async () => {
    leadership.turn(true);
    inbox.outcome = { kind: 'brokeDown', code: 'ERROR_CORE' };
    poller.start();
    for (let times = 0; times < 5; times++) {
      await clock.tickAsync(10_000);
      inbox.hear(inbox.outcome);
    }
    await clock.tickAsync(10_000);
    assert.deepEqual(inbox.polls, [0, 60]);
  });

  it('waits no longer because somebody is there again while polls fail', async () => {
    leadership.turn(true);
    inbox.outcome = { kind: 'brokeDown', code: 'ERROR_CORE' };
    poller.start();
    for (let times = 0; times < 5; times++) {
      await clock.tickAsync(10_000);
      focus.turn(times % 2 === 0);
    }
    await clock.tickAsync(10_000);
    assert.deepEqual(inbox.polls, [0, 60]);
  });

  it('asks by itself for what it alone has loaded, once that is due and another one’s answer has come', async () => {
    poller.start();
    inbox.isRenewalDue = true;
    await clock.tickAsync(9_999);
    assert.deepEqual(inbox.polls, []);
    inbox.hear(unreachable);
    assert.deepEqual(inbox.polls, [], 'nothing while polls fail');
    await clock.tickAsync(10_001);
    inbox.hear();
    assert.deepEqual(inbox.polls, [20]);
    await clock.tickAsync(5_000);
    inbox.hear();
    assert.deepEqual(inbox.polls, [20], 'nothing in quick succession');
  });

  describe('while nobody is before any of them', () => {
    const waits = async (intervalMs: number): Promise<number | undefined> => {
      poller.dispose();
      focus.turn(false);
      leadership.turn(true);
      inbox.polls.length = 0;
      open(intervalMs);
      poller.start();
      await clock.tickAsync(2 * 3_600_000);
      const [first = 0, second = 0] = inbox.polls;
      return second - first;
    };

    it('waits four times as long, no more than a quarter of an hour, and never less than set', async () => {
      assert.equal(await waits(INTERVAL_MS), 120);
      assert.equal(await waits(300_000), 900);
      assert.equal(await waits(1_800_000), 1_800);
    });

    it('waits no longer than usual once somebody is there', async () => {
      focus.turn(false);
      leadership.turn(true);
      poller.start();
      await clock.tickAsync(60_000);
      focus.turn(true);
      await clock.tickAsync(INTERVAL_MS);
      assert.deepEqual(inbox.polls, [0, 90]);
    });
  });
});

describe('the poller after the computer has slept', () => {
  const INTERVAL_MS = 30_000;
  const NIGHT_MS = 8 * 60 * MINUTE_MS;
  const brokeDown: Failure = { kind: 'brokeDown', code: 'ERROR_CORE' };

  let clock: Clock;
  let inbox: FakeInbox;
  let resumed: Emitter;
  let leadership: { isLeader: boolean; readonly onDidChange: Event<void> };
  let poller: Poller;
  beforeEach(async () => {
    clock = stoppedClock(NOON);
    inbox = new FakeInbox();
    resumed = new Emitter();
    leadership = { ...singleWindow.leadership };
    const context = { onDidResume: resumed.event };
    poller = new Poller(inbox, { ...singleWindow, intervalMs: INTERVAL_MS, leadership, context, random: () => 0 });
    poller.start();
    await clock.tickAsync(0);
  });
  afterEach(() => {
    poller.dispose();
    clock.uninstall();
  });
  /** Timers stand still meanwhile. */
  const sleep = (ms = NIGHT_MS): void => {
    clock.setSystemTime(Date.now() + ms);
    resumed.fire();
  };
  /** When it polled, in seconds since it woke up. */
  const pollsSince = (start: number): readonly number[] => inbox.polls.slice(start).map(at => at - NIGHT_MS / 1000);

  it('asks at once, then at its interval', async () => {
    sleep();
    await clock.tickAsync(INTERVAL_MS);
    assert.deepEqual(pollsSince(1), [0, 30]);
  });

  it('asks at once after polls that failed, and what failed before it slept lengthens no wait', async () => {
    inbox.outcome = brokeDown;
    await poller.poll();
    await clock.tickAsync(20 * MINUTE_MS);
    const { length } = inbox.polls;
    clock.setSystemTime(NOON);
    sleep();
    await clock.tickAsync(3 * MINUTE_MS);
    assert.deepEqual(pollsSince(length), [0, 60, 180]);
  });

  it('asks nothing before the moment that the portal named', async () => {
    inbox.outcome = { kind: 'rateLimited', code: 'OPERATION_TIME_LIMIT', retryAt: NOON + 10 * MINUTE_MS };
    await poller.poll();
    const { length } = inbox.polls;
    sleep(4 * MINUTE_MS);
    await clock.tickAsync(6 * MINUTE_MS - 1);
    assert.equal(inbox.polls.length, length);
    await clock.tickAsync(1);
    assert.equal(inbox.polls.length, length + 1);
  });

  it('asks nothing with a wrong credential', async () => {
    inbox.outcome = { kind: 'unauthorized', code: 'INVALID_CREDENTIALS' };
    await poller.poll();
    const { length } = inbox.polls;
    sleep();
    await clock.tickAsync(20 * MINUTE_MS);
    assert.equal(inbox.polls.length, length);
  });

  it('asks at once a portal that was to be asked in a quarter of an hour', async () => {
    inbox.outcome = { kind: 'blocked', code: 'OVERLOAD_LIMIT' };
    await poller.poll();
    const { length } = inbox.polls;
    sleep();
    await clock.tickAsync(0);
    assert.deepEqual(pollsSince(length), [0]);
  });

  it('leaves it to the window that leads', async () => {
    leadership.isLeader = false;
    sleep();
    await clock.tickAsync(20_000);
    assert.deepEqual(pollsSince(1), []);
  });
});
