import type { Clock } from '@sinonjs/fake-timers';
import assert from 'node:assert/strict';
import { Pause, tomorrowMorning } from '../../../../src/model/arrivals/pause';
import { Emitter } from '../../../../src/model/emitter';
import { DAY_MS, HOUR_MS, MINUTE_MS, stoppedClock } from '../../support/clock';
import { MapState } from '../../support/memento';
import { NOON } from '../../support/notifications';

describe('the pause', () => {
  let clock: Clock;
  let shared: MapState;
  let unreadable: number;
  const ticks = new Emitter();
  const opened: Pause[] = [];
  beforeEach(() => {
    clock = stoppedClock(NOON);
    shared = new MapState();
    unreadable = 0;
  });
  afterEach(() => {
    opened.splice(0).forEach(pause => pause.dispose());
    clock.uninstall();
  });
  /** In a window, with how often it has told of a change. */
  const open = (): { readonly pause: Pause; readonly changes: () => number } => {
    const pause = new Pause({ memento: shared, onDidTick: ticks.event }, () => unreadable++);
    opened.push(pause);
    let changes = 0;
    pause.onDidChange(() => changes++);
    return { pause, changes: () => changes };
  };
  const tick = async (ms = 0): Promise<void> => {
    await clock.tickAsync(ms);
    ticks.fire();
    await clock.tickAsync(0);
  };

  it('holds in all windows and after a restart, and can be ended in any', async () => {
    const [here, there] = [open(), open()];
    here.pause.start(NOON + HOUR_MS);
    await tick();
    assert.deepEqual([here.pause.until, there.pause.until], [NOON + HOUR_MS, NOON + HOUR_MS]);
    assert.deepEqual([here.changes(), there.changes()], [1, 1]);
    assert.equal(open().pause.until, NOON + HOUR_MS);
    there.pause.resume();
    await tick();
    assert.deepEqual([here.pause.until, there.pause.until, open().pause.until], [undefined, undefined, undefined]);
    assert.deepEqual([here.changes(), there.changes()], [2, 2]);
  });

  it('ends by itself and tells so once, also if the computer slept over the end', async () => {
    const { pause, changes } = open();
    pause.start(NOON + HOUR_MS);
    await tick(HOUR_MS - 1);
    assert.equal(pause.until, NOON + HOUR_MS);
    assert.equal(changes(), 1);
    await tick(9 * HOUR_MS);
    await tick();
    assert.deepEqual([pause.until, changes()], [undefined, 2]);
  });

  it('lasts until it is resumed if it has no end', async () => {
    const { pause } = open();
    pause.start(Infinity);
    await tick(30 * DAY_MS);
    assert.equal(pause.until, Infinity);
    assert.equal(open().pause.until, Infinity);
    pause.resume();
    assert.equal(pause.until, undefined);
  });

  it('does not get longer if the clock is set back', async () => {
    const { pause } = open();
    pause.start(NOON + HOUR_MS);
    await tick();
    clock.setSystemTime(NOON - DAY_MS);
    assert.equal(pause.until, undefined);
  });

  it('writes only what the user asked for', async () => {
    const { pause } = open();
    open();
    pause.start(NOON + HOUR_MS);
    await tick();
    const { writes } = shared;
    for (let minute = 0; minute < 90; minute++) await tick(MINUTE_MS);
    assert.deepEqual([writes, shared.writes], [1, 1]);
  });

  it('is none if what is stored is not one, and says so', () => {
    for (const value of ['soon', {}, [], true, NOON + 400 * DAY_MS, -1, 1e300]) {
      void shared.update('bitrix24.pause', { until: { at: NOON, value } });
      assert.equal(open().pause.until, undefined, JSON.stringify(value));
    }
    // Those of the wrong kind, once in each window.
    assert.equal(unreadable, 5);
    for (const stored of [5, 'text', [], null, { until: 5 }, { until: { value: NOON + HOUR_MS } }]) {
      void shared.update('bitrix24.pause', stored);
      assert.equal(open().pause.until, undefined, JSON.stringify(stored));
    }
  });

  it('until tomorrow morning ends at nine on the next day', () => {
    const at = (text: string): number => new Date(text).getTime();
    assert.equal(tomorrowMorning(at('2026-03-04T00:30')), at('2026-03-05T09:00'));
    assert.equal(tomorrowMorning(at('2026-03-04T23:30')), at('2026-03-05T09:00'));
    assert.equal(tomorrowMorning(at('2026-12-31T10:00')), at('2027-01-01T09:00'));
  });
});
