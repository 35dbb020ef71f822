import type { Clock } from '@sinonjs/fake-timers';
import assert from 'node:assert/strict';
import { WindowClock } from '../../../../src/model/windows/windowContext';
import { HOUR_MS, MINUTE_MS, stoppedClock } from '../../support/clock';
import { NOON } from '../../support/notifications';

describe('the clock of a window', () => {
  let clock: Clock;
  let windowClock: WindowClock;
  let events: string[];
  beforeEach(async () => {
    clock = stoppedClock(NOON);
    windowClock = new WindowClock(() => 0);
    events = [];
    windowClock.onDidTick(() => events.push('tick'));
    windowClock.onDidResume(() => events.push('resume'));
    await clock.tickAsync(0);
    events.length = 0;
  });
  afterEach(() => {
    windowClock.dispose();
    clock.uninstall();
  });

  it('says with the next tick that the computer has slept, where timers stood still meanwhile', async () => {
    clock.setSystemTime(NOON + 8 * HOUR_MS);
    await clock.tickAsync(2_000);
    assert.deepEqual(events, ['tick', 'resume']);
    await clock.tickAsync(2_000);
    assert.deepEqual(events, ['tick', 'resume', 'tick']);
  });

  it('says so at once where timers come late', () => {
    clock.jump(8 * HOUR_MS);
    assert.deepEqual(events, ['tick', 'resume']);
  });

  it('says nothing of it in time that passes as ever, nor of a tick that is a minute late', async () => {
    await clock.tickAsync(HOUR_MS);
    clock.jump(MINUTE_MS);
    assert.ok(!events.includes('resume'));
  });

  it('says nothing of it when the clock is set back', async () => {
    clock.setSystemTime(NOON - HOUR_MS);
    await clock.tickAsync(MINUTE_MS);
    assert.ok(!events.includes('resume'));
  });
});
