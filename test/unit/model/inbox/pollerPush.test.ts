import type { Clock } from '@sinonjs/fake-timers';
import assert from 'node:assert/strict';
import { Emitter } from '../../../../src/model/emitter';
import { Poller } from '../../../../src/model/inbox/poller';
import { FakeInbox } from '../../support/fakeInbox';
import { HandPush } from '../../support/handPush';
import { NOON } from '../../support/notifications';
import { singleWindow } from '../../support/singleWindow';
import { HOUR_MS, MINUTE_MS, SECOND_MS, stoppedClock } from '../../support/clock';

describe('the poller with a push channel', () => {
  const INTERVAL_MS = 30_000;
  const leadership = { isLeader: true, changed: new Emitter() };
  const focus = { isAnyWindowFocused: true, changed: new Emitter() };

  let clock: Clock;
  let inbox: FakeInbox;
  let push: HandPush;
  let poller: Poller;
  beforeEach(async () => {
    clock = stoppedClock(NOON);
    inbox = new FakeInbox();
    push = new HandPush();
    leadership.isLeader = true;
    focus.isAnyWindowFocused = true;
    poller = new Poller(inbox, {
      intervalMs: INTERVAL_MS,
      ...singleWindow,
      leadership: {
        get isLeader() {
          return leadership.isLeader;
        },
        onDidChange: leadership.changed.event,
      },
      focus: {
        get isAnyWindowFocused() {
          return focus.isAnyWindowFocused;
        },
        onDidChange: focus.changed.event,
      },
      push,
      random: () => 0,
    });
    poller.start();
    await clock.tickAsync(0);
    inbox.polls.length = 0;
  });
  afterEach(() => {
    poller.dispose();
    clock.uninstall();
  });

  /** The channel is live, and what that alone leads to is over. */
  const live = async (): Promise<void> => {
    push.live(true);
    await clock.tickAsync(3 * SECOND_MS);
    inbox.polls.length = 0;
  };

  it('opens it when it starts', () => {
    assert.deepEqual(push.acts, ['open']);
  });

  it('polls at its interval until the channel is live, and then once at once', async () => {
    await clock.tickAsync(70 * SECOND_MS);
    assert.deepEqual(inbox.polls, [30, 60]);
    push.live(true);
    await clock.tickAsync(SECOND_MS);
    assert.deepEqual(inbox.polls, [30, 60, 70.05]);
  });

  for (const isFocused of [true, false]) {
    it(`polls every five minutes while the channel is live, ${isFocused ? 'with' : 'without'} a focused window`, async () => {
      focus.isAnyWindowFocused = isFocused;
      await live();
      await clock.tickAsync(HOUR_MS);
      assert.equal(inbox.polls.length, 12);
      assert.equal(inbox.checks, 13, 'the first of all, and these: the count is enough');
    });
  }

  it('asks for the list within a tenth of a second of a hint', async () => {
    await live();
    await clock.tickAsync(MINUTE_MS);
    push.hint();
    await clock.tickAsync(100);
    assert.deepEqual(inbox.polls, [63.05]);
    assert.equal(inbox.checks, 1, 'the list, not the count');
  });

  const hintFor = async (ms: number): Promise<void> => {
    for (let time = 0; time < ms; time += 10) {
      push.hint();
      await clock.tickAsync(10);
    }
  };
  const gaps = (): readonly number[] => inbox.polls.slice(1).map((at, index) => at - (inbox.polls[index] ?? 0));

  it('asks once for hints that come together, and at most once in two seconds', async () => {
    await live();
    await hintFor(10_000);
    assert.ok(inbox.polls.length >= 3 && inbox.polls.length <= 6, String(inbox.polls.length));
    assert.ok(Math.min(...gaps()) >= 2);
    const { length } = inbox.polls;
    await clock.tickAsync(MINUTE_MS);
    assert.ok(inbox.polls.length <= length + 1, 'and once after the last');
  });

  it('asks ever more slowly for hints that don’t cease, down to the interval, and is quick again after a pause', async () => {
    await live();
    await hintFor(HOUR_MS / 2);
    assert.ok(inbox.polls.length < 85, String(inbox.polls.length));
    assert.ok(Math.max(...gaps()) <= INTERVAL_MS / SECOND_MS + 0.1);
    await clock.tickAsync(2 * MINUTE_MS);
    inbox.polls.length = 0;
    push.hint();
    await clock.tickAsync(100);
    push.hint();
    await clock.tickAsync(3 * SECOND_MS);
    assert.equal(inbox.polls.length, 2);
  });

  it('asks again where a list was on its way already when the hint came', async () => {
    await live();
    inbox.isHeld = true;
    void poller.poll();
    await clock.tickAsync(SECOND_MS);
    push.hint();
    await clock.tickAsync(3 * SECOND_MS);
    inbox.letGo();
    await clock.tickAsync(3 * SECOND_MS);
    assert.equal(inbox.polls.length, 2);
  });

  it('asks nothing before the time that the portal named, and then for the list', async () => {
    await live();
    const retryAt = Date.now() + 10 * MINUTE_MS;
    inbox.outcome = { kind: 'rateLimited', code: 'OPERATION_TIME_LIMIT', retryAt };
    await poller.poll();
    inbox.polls.length = 0;
    inbox.outcome = undefined;
    const { checks } = inbox;
    push.hint();
    await clock.tickAsync(10 * MINUTE_MS - 1);
    assert.deepEqual(inbox.polls, []);
    await clock.tickAsync(1);
    assert.equal(inbox.polls.length, 1);
    assert.equal(inbox.checks, checks);
  });

  it('asks a portal that fails as seldom as ever, whatever is hinted, and waits for it as without a channel', async () => {
    await live();
    inbox.outcome = { kind: 'brokeDown', code: 'ERROR_CORE' };
    await poller.poll();
    inbox.polls.length = 0;
    const start = (Date.now() - NOON) / 1000;
    for (let time = 0; time < 2 * 60; time++) {
      push.hint();
      await clock.tickAsync(SECOND_MS);
    }
    assert.deepEqual(
      inbox.polls.map(at => at - start),
      [60],
    );
  });

  it('asks at once when the channel is lost, then at its interval', async () => {
    await live();
    await clock.tickAsync(4 * MINUTE_MS);
    push.live(false);
    const start = (Date.now() - NOON) / 1000;
    await clock.tickAsync(70 * SECOND_MS);
    assert.deepEqual(
      inbox.polls.map(at => Math.round(at - start)),
      [0, 30, 60],
    );
  });

  it('leaves hints to the window that leads', async () => {
    await live();
    leadership.isLeader = false;
    leadership.changed.fire();
    push.hint();
    await clock.tickAsync(MINUTE_MS);
    assert.deepEqual(inbox.polls, []);
  });

  it('takes the silence of the one that leads for longer while that one’s channel is live', async () => {
    leadership.isLeader = false;
    leadership.changed.fire();
    push.live(true);
    await clock.tickAsync(10 * MINUTE_MS);
    assert.deepEqual(inbox.polls, []);
    await clock.tickAsync(MINUTE_MS);
    assert.equal(inbox.polls.length, 1);
  });

  it('asks nothing more once it is disposed of', async () => {
    await live();
    push.hint();
    poller.dispose();
    push.hint();
    await clock.tickAsync(HOUR_MS);
    assert.deepEqual(inbox.polls, []);
  });
});
