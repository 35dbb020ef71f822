import { install } from '@sinonjs/fake-timers';
import assert from 'node:assert/strict';
import { Lease } from '../../../../src/model/windows/leadership';
import { Pulse } from '../../../../src/model/windows/windowContext';
import { MapState } from '../../support/memento';
import { NOON } from '../../support/notifications';

const KEY = 'lease';

describe('a lease', () => {
  let clock: ReturnType<typeof install>;
  let state: MapState;
  let ends: (() => void)[];
  beforeEach(() => {
    clock = install({ now: NOON, toFake: ['setTimeout', 'clearTimeout', 'Date'] });
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
  const lease = (id: string): Lease & { readonly changes: number[]; readonly die: () => void } => {
    const pulse = new Pulse(() => 0);
    const made = new Lease({ id, state, pulse, random: () => 0 }, KEY);
    const changes: number[] = [];
    made.onDidChange(() => changes.push((Date.now() - NOON) / 1000));
    ends.push(() => {
      made.dispose();
      pulse.dispose();
    });
    return Object.assign(made, {
      changes,
      die: () => {
        pulse.dispose();
      },
    });
  };
  const record = (): unknown => state.get(KEY);

  it('is had after a second by the only window', async () => {
    const only = lease('a');
    assert.equal(only.isMine, false);
    await clock.tickAsync(999);
    assert.equal(only.isMine, false);
    await clock.tickAsync(1);
    assert.equal(only.isMine, true);
    assert.equal(only.isOthers, false);
    await clock.tickAsync(60_000);
    assert.deepEqual(only.changes, [1]);
  });

  it('is had by one alone of those that claim it together', async () => {
    const all = ['c', 'a', 'b'].map(lease);
    await clock.tickAsync(10_000);
    assert.equal(all.filter(({ isMine }) => isMine).length, 1);
    assert.equal(all.filter(({ isOthers }) => isOthers).length, 2);
  });

  it('stays with its holder, whoever comes, and goes on when that one lets it go', async () => {
    const old = lease('z');
    await clock.tickAsync(5_000);
    const fresh = lease('a');
    await clock.tickAsync(60_000);
    assert.deepEqual([old.isMine, fresh.isMine], [true, false]);
    old.dispose();
    await clock.tickAsync(3_000);
    assert.deepEqual([old.isMine, fresh.isMine], [false, true]);
  });

  it('is no longer had by a window that slept for eight seconds', async () => {
    const only = lease('a');
    await clock.tickAsync(5_000);
    only.die();
    await clock.tickAsync(7_000);
    assert.equal(only.isMine, true);
    await clock.tickAsync(3_000);
    assert.equal(only.isMine, false);
  });

  it('is written again where another window’s write undid it', async () => {
    const only = lease('a');
    await clock.tickAsync(5_000);
    state.clear();
    await clock.tickAsync(2_000);
    assert.deepEqual(record(), { holder: 'a', at: NOON + 6_000 });
    assert.ok(only.isMine);
  });

  it('is claimed where the record is old, from the future, or no record', async () => {
    for (const value of [
      { holder: 'b', at: NOON - 9_000 },
      { holder: 'b', at: NOON + 60_000 },
      { holder: 7, at: NOON },
      { holder: 'b', at: 'now' },
      'garbage',
      null,
    ]) {
      clock.setSystemTime(NOON);
      void state.update(KEY, value);
      const one = lease('c');
      await clock.tickAsync(2_000);
      assert.ok(one.isMine, JSON.stringify(value));
      one.dispose();
      assert.equal(record(), undefined);
    }
  });
});
