import { type Clock, install } from '@sinonjs/fake-timers';
import assert from 'node:assert/strict';
import { SharedMap } from '../../../../src/model/windows/sharedMap';
import type { SharedMemento } from '../../../../src/model/windows/sharedMemento';
import { MapState } from '../../support/memento';
import { DAY_MS } from '../../support/clock';

const KEY = 'a map';
const read = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

describe('a map of several windows', () => {
  let clock: Clock;
  let shared: MapState;
  beforeEach(() => {
    clock = install({ now: 1_800_000_000_000 });
    shared = new MapState();
  });
  afterEach(() => {
    clock.uninstall();
  });
  const window = (state: SharedMemento = shared): SharedMap<string> => new SharedMap(state, KEY, read);

  it('has what was put in at once, and other windows have it once it is saved', async () => {
    const [here, there] = [window(), window()];
    here.set('a', 'one');
    assert.equal(here.get('a'), 'one');
    there.sync();
    assert.equal(there.get('a'), undefined);
    await here.save();
    there.sync();
    assert.deepEqual(there.entries, [['a', 'one']]);
  });

  it('sets and deletes a thousand, and reads the memento as often as for one', async () => {
    let reads = 0;
    const counted: SharedMemento = {
      get: key => {
        reads++;
        return shared.get(key);
      },
      update: (key, value) => shared.update(key, value),
    };
    const here = window(counted);
    const names = Array.from({ length: 1_000 }, (_, index) => String(index));
    reads = 0;
    here.setAll(names.map(name => [name, name]));
    here.setAll([...names.slice(1), 'unknown'].map(name => [name, undefined]));
    assert.deepEqual([here.entries, reads], [[['0', '0']], 2]);
    await here.save();
    assert.deepEqual(window().entries, [['0', '0']]);
  });

  it('takes the later of two values, wherever it was written', async () => {
    const [here, there] = [window(), window()];
    here.set('a', 'early');
    await clock.tickAsync(1);
    there.set('a', 'late');
    await there.save();
    await here.save();
    there.sync();
    here.sync();
    assert.deepEqual([here.get('a'), there.get('a')], ['late', 'late']);
  });

  it('writes again what another window undid without having known it', async () => {
    const here = window();
    here.set('a', 'mine');
    await here.save();
    await shared.update(KEY, { b: { at: Date.now(), value: 'theirs' } });
    here.sync();
    assert.deepEqual(window().entries, [
      ['a', 'mine'],
      ['b', 'theirs'],
    ]);
  });

  it('saves with its own what another window has saved since', async () => {
    const [here, there] = [window(), window()];
    there.set('b', 'theirs');
    await there.save();
    here.set('a', 'mine');
    await here.save();
    assert.deepEqual([...window().entries].sort(), [
      ['a', 'mine'],
      ['b', 'theirs'],
    ]);
  });

  it('does not bring back what was taken out elsewhere', async () => {
    const [here, there] = [window(), window()];
    here.set('a', 'one');
    await here.save();
    there.sync();
    await clock.tickAsync(1);
    there.delete('a');
    await there.save();
    here.sync();
    await here.save();
    assert.deepEqual([here.entries, there.entries, window().entries], [[], [], []]);
  });

  it('tells when another window has changed a value, and not when it was only touched', async () => {
    const [here, there] = [window(), window()];
    let told = 0;
    here.onDidChange(() => told++);
    there.set('a', 'one');
    await there.save();
    here.sync();
    assert.equal(told, 1);
    await clock.tickAsync(1);
    there.set('a', 'one');
    await there.save();
    here.sync();
    assert.equal(told, 1);
    here.set('b', 'own');
    assert.equal(told, 1);
  });

  it('holds what was written last also where the clock was set back', async () => {
    const here = window();
    here.set('a', 'before');
    await here.save();
    clock.setSystemTime(Date.now() - DAY_MS);
    here.set('a', 'after');
    await here.save();
    assert.equal(window().get('a'), 'after');
  });

  for (const setBackMs of [1, 7_900, 8_500, 60_000, DAY_MS]) {
    it(`keeps the later value, whenever others look, after the clock was set back by ${setBackMs} ms`, async () => {
      const [here, there] = [window(), window()];
      here.set('a', 'before');
      await here.save();
      there.sync();
      clock.setSystemTime(Date.now() - setBackMs);
      here.set('a', 'after');
      await here.save();
      await clock.tickAsync(1_000);
      for (const each of [there, here, window()]) {
        each.sync();
        assert.equal(each.get('a'), 'after');
      }
      there.set('a', 'last');
      await there.save();
      here.sync();
      assert.equal(here.get('a'), 'last');
      assert.ok(here.isFresh('a', 0));
    });
  }

  it('reads as nothing what makes no sense', async () => {
    for (const kept of [
      null,
      'text',
      5,
      [],
      [1],
      { a: null },
      { a: 5 },
      { a: { at: 'x', value: 'y' } },
      { a: { at: 1e300, value: 'y' } },
    ]) {
      await shared.update(KEY, kept);
      assert.deepEqual(window().entries, []);
    }
    await shared.update(KEY, { a: { at: 5, value: 7 }, b: { at: 6, value: 'fine' } });
    assert.deepEqual(window().entries, [['b', 'fine']]);
    await shared.update(KEY, { a: { at: 6, order: 1e300, value: 'old' } });
    const here = window();
    here.set('a', 'new');
    await here.save();
    assert.equal(window().get('a'), 'new', 'no order is too high for the next value');
  });

  it('leaves nothing behind of what was taken out more than a week ago', async () => {
    const here = window();
    here.set('a', 'one');
    await here.save();
    here.delete('a');
    await here.save();
    assert.notEqual(shared.get(KEY), undefined);
    await clock.tickAsync(8 * DAY_MS);
    await here.save();
    assert.equal(shared.get(KEY), undefined);
  });

  it('writes no more of what was taken out long ago, in a window that lives longer than that', async () => {
    const here = window();
    here.set('a', 'one');
    await here.save();
    here.delete('a');
    await here.save();
    await clock.tickAsync(8 * DAY_MS);
    here.set('b', 'two');
    await here.save();
    const { writes } = shared;
    for (let beat = 0; beat < 100; beat++) {
      here.sync();
      await clock.tickAsync(2_000);
    }
    assert.equal(shared.writes, writes);
  });

  it('keeps what could not be written, and writes it with the next change', async () => {
    let isBroken = true;
    const here = window({
      get: key => shared.get(key),
      update: (key, value) => (isBroken ? Promise.reject(new Error('full')) : shared.update(key, value)),
    });
    here.set('a', 'one');
    await here.save();
    assert.equal(here.get('a'), 'one');
    assert.deepEqual(window().entries, []);
    isBroken = false;
    here.sync();
    await clock.tickAsync(0);
    assert.deepEqual(window().entries, [['a', 'one']]);
  });
});
