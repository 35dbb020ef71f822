import assert from 'node:assert/strict';
import { install } from '@sinonjs/fake-timers';
import { Poller } from '../../../src/model/poller';
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

describe('the poller', () => {
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

  it('waits to be asked, then polls at its interval', async () => {
    await clock.tickAsync(10 * MINUTE_MS);
    assert.deepEqual(inbox.polls, []);
    await poller.poll();
    await clock.tickAsync(95_000);
    assert.deepEqual(inbox.polls, [600, 630, 660, 690]);
  });

  it('waits up to a tenth longer, so that windows do not ask in step', async () => {
    poller.dispose();
    poller = new Poller(inbox, { intervalMs: INTERVAL_MS, ...alone, random: () => 0.5 });
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

  it('waits longer after each failure, up to a quarter of an hour, until one succeeds', async () => {
    inbox.outcome = unreachable;
    await poller.poll();
    await clock.tickAsync(60 * MINUTE_MS);
    const waits = inbox.polls.slice(1).map((at, index) => at - (inbox.polls[index] ?? 0));
    assert.deepEqual(waits.slice(0, 6), [60, 120, 240, 480, 900, 900]);
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
});
