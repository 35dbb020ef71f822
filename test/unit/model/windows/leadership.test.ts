import type { Clock } from '@sinonjs/fake-timers';
import assert from 'node:assert/strict';
import { Leadership } from '../../../../src/model/windows/leadership';
import { WindowClock } from '../../../../src/model/windows/windowContext';
import { MapState } from '../../support/memento';
import { NOON } from '../../support/notifications';
import { HOUR_MS, stoppedClock } from '../../support/clock';

const ACCOUNT = '1@https://portal.example';
const KEY = `bitrix24.leader:${ACCOUNT}`;

type Window = Leadership & { readonly changes: number[]; readonly die: () => void };

describe('the leadership', () => {
  let clock: Clock;
  let state: MapState;
  let ends: (() => void)[];
  beforeEach(() => {
    clock = stoppedClock(NOON);
    state = new MapState();
    ends = [];
  });
  afterEach(() => {
    for (const end of ends) {
      end();
    }
    assert.equal(clock.countTimers(), 0);
    clock.uninstall();
  });
  const open = (id: string): Window => {
    const { dispose, ...events } = bound(new WindowClock(() => 0));
    const made = new Leadership({ id, memento: state, ...events, random: () => 0 }, ACCOUNT);
    const changes: number[] = [];
    made.onDidChange(() => changes.push((Date.now() - NOON) / 1000));
    ends.push(() => {
      made.dispose();
      dispose();
    });
    return Object.assign(made, { changes, die: dispose });
  };
  const bound = (
    ticks: WindowClock,
  ): Pick<WindowClock, 'onDidTick' | 'onDidHeartbeat' | 'onDidResume'> & { readonly dispose: () => void } => ({
    onDidTick: ticks.onDidTick,
    onDidHeartbeat: ticks.onDidHeartbeat,
    onDidResume: ticks.onDidResume,
    dispose: () => {
      ticks.dispose();
    },
  });

  it('is had at once by a window that finds no other', async () => {
    const only = open('a');
    assert.equal(only.isLeader, true);
    assert.equal(only.hasOtherLeader, false);
    await clock.tickAsync(10 * 60_000);
    assert.equal(only.isLeader, true);
    assert.deepEqual(only.changes, []);
  });

  it('is had by one alone, within two ticks, of those that start together', async () => {
    for (const ids of [
      ['c', 'a', 'b'],
      ['a', 'b', 'c'],
      ['b', 'c', 'a'],
    ]) {
      const all = ids.map(open);
      await clock.tickAsync(4_000);
      assert.equal(all.filter(({ isLeader }) => isLeader).length, 1);
      assert.equal(all.filter(({ hasOtherLeader }) => hasOtherLeader).length, 2);
      await clock.tickAsync(5 * 60_000);
      assert.equal(all.filter(({ isLeader }) => isLeader).length, 1);
      for (const each of all) {
        each.dispose();
        each.die();
      }
    }
  });

  it('stays with the leader, whoever comes, and passes on within four seconds when that one closes', async () => {
    const old = open('z');
    await clock.tickAsync(5_000);
    const fresh = open('a');
    await clock.tickAsync(60_000);
    assert.deepEqual([old.isLeader, fresh.isLeader], [true, false]);
    old.dispose();
    await clock.tickAsync(4_000);
    assert.deepEqual([old.isLeader, fresh.isLeader], [false, true]);
  });

  it('is known to a window that joins within four seconds: the leader answers it', async () => {
    open('z');
    await clock.tickAsync(11_000);
    const fresh = open('a');
    assert.deepEqual([fresh.isLeader, fresh.hasOtherLeader], [false, false]);
    await clock.tickAsync(4_000);
    assert.deepEqual([fresh.isLeader, fresh.hasOtherLeader], [false, true]);
  });

  it('is taken over within a minute of the leader’s death, by one window alone', async () => {
    for (const aliveMs of [4_000, 29_000, 31_000, 45_000]) {
      const old = open('z');
      await clock.tickAsync(2_000);
      const others = ['a', 'b', 'c'].map(open);
      await clock.tickAsync(aliveMs);
      old.die();
      await clock.tickAsync(60_000);
      assert.equal(others.filter(({ isLeader }) => isLeader).length, 1, `after ${aliveMs} ms`);
      for (const each of others) {
        each.dispose();
        each.die();
      }
      await state.update(KEY, undefined);
    }
  });

  it('is taken over within eleven seconds from a leader that died before this window started', async () => {
    const old = open('z');
    await clock.tickAsync(5_000);
    old.die();
    const fresh = open('a');
    await clock.tickAsync(6_000);
    assert.equal(fresh.isLeader, false);
    await clock.tickAsync(5_000);
    assert.equal(fresh.isLeader, true);
  });

  it('ends for a window that slept for longer than a leader may be silent', async () => {
    const only = open('a');
    await clock.tickAsync(5_000);
    only.die();
    await clock.tickAsync(36_000);
    assert.equal(only.isLeader, true);
    await clock.tickAsync(9_000);
    assert.equal(only.isLeader, false);
  });

  it('is kept where the clock is set forwards or back', async () => {
    const only = open('a');
    for (const jumpMs of [HOUR_MS, -HOUR_MS, 20_000, -20_000]) {
      clock.setSystemTime(Date.now() + jumpMs);
      await clock.tickAsync(4_000);
      assert.ok(only.isLeader, `${jumpMs} ms`);
    }
  });

  it('tells again that it leads when it was suspended and nobody took over', async () => {
    const only = open('a');
    await clock.tickAsync(5_000);
    clock.setSystemTime(Date.now() + HOUR_MS);
    assert.equal(only.isLeader, false);
    assert.deepEqual(only.changes, []);
    await clock.tickAsync(2_000);
    assert.equal(only.isLeader, true);
    assert.equal(only.changes.length, 1);
  });

  it('is written again where another window’s write undid it', async () => {
    const only = open('a');
    await clock.tickAsync(5_000);
    state.clear();
    await clock.tickAsync(2_000);
    assert.deepEqual(state.get(KEY), { leader: { at: NOON, value: 'a' } });
    assert.ok(only.isLeader);
  });

  it('costs the leader at most 120 writes in an hour, and a follower none', async () => {
    open('a');
    await clock.tickAsync(2_000);
    open('b');
    await clock.tickAsync(10_000);
    const before = state.writes;
    await clock.tickAsync(HOUR_MS);
    assert.ok(state.writes - before <= 120, `${state.writes - before} writes`);
    assert.ok(state.writes - before >= 112, `${state.writes - before} writes`);
  });

  it('is had at once where the record is old, from the future, or no record', async () => {
    for (const value of [
      { leader: { value: 'b', at: NOON - 46_000 } },
      { leader: { value: 'b', at: NOON + 60_000 } },
      { leader: { value: 7, at: NOON } },
      { leader: { value: 'b', at: 'now' } },
      'garbage',
      null,
    ]) {
      clock.setSystemTime(NOON);
      await state.update(KEY, value);
      const one = open('c');
      assert.ok(one.isLeader, JSON.stringify(value));
      await clock.tickAsync(4_000);
      assert.ok(one.isLeader, JSON.stringify(value));
      one.dispose();
      const { leader } = state.get(KEY) as { readonly leader: Readonly<Record<string, unknown>> };
      assert.equal('value' in leader, false);
    }
  });
});
