import { type Clock, install } from '@sinonjs/fake-timers';
import assert from 'node:assert/strict';
import { SerializedMemento, type SharedMemento } from '../../../../src/model/windows/sharedMemento';
import { Memento } from '../../support/memento';

const WAY_MS = 10;

describe('a state that is written in order', () => {
  let clock: Clock;
  let sent: Memento['values'][];
  let memento: Memento;
  let ordered: SerializedMemento;
  beforeEach(() => {
    clock = install({ now: 1_800_000_000_000 });
    sent = [];
    memento = new Memento({}, { send: values => sent.push(values), wayMs: () => WAY_MS });
    ordered = new SerializedMemento(memento);
  });
  afterEach(() => {
    clock.uninstall();
  });

  /** Writes something, something else before VS Code tells of that, and more before it tells of the second. */
  const writeThree = async (state: SharedMemento, key: string): Promise<void> => {
    void state.update('a', 'first');
    await clock.tickAsync(1.5 * WAY_MS);
    void state.update(key, 'second');
    await clock.tickAsync(WAY_MS);
    void state.update('c', 'third');
    await clock.tickAsync(10 * WAY_MS);
  };

  for (const key of ['a', 'b']) {
    it(`keeps what is written to ${key} before VS Code tells of an earlier write`, async () => {
      await writeThree(ordered, key);
      assert.deepEqual(memento.values, { a: 'first', [key]: 'second', c: 'third' });
      assert.deepEqual(sent.at(-1), memento.values);
    });
  }

  it('is what VS Code’s own state is not', async () => {
    await writeThree(memento, 'b');
    assert.deepEqual(memento.values, { a: 'first', c: 'third' });
  });

  it('gives what was written, also while it waits for its turn', async () => {
    void ordered.update('a', 'first');
    await clock.tickAsync(WAY_MS);
    void ordered.update('a', undefined);
    void ordered.update('b', 'second');
    for (let ms = 0; ms < 10 * WAY_MS; ms++) {
      assert.deepEqual([ordered.get('a'), ordered.get('b')], [undefined, 'second']);
      await clock.tickAsync(1);
    }
    assert.deepEqual(sent, [{ a: 'first' }, { b: 'second' }]);
  });

  it('resolves when it is there, not before', async () => {
    const done: string[] = [];
    void ordered.update('a', 'first').then(() => done.push('first'));
    await clock.tickAsync(1);
    void ordered.update('b', 'second').then(() => done.push('second'));
    await clock.tickAsync(2 * WAY_MS);
    assert.deepEqual([done, sent.length], [['first'], 1]);
    await clock.tickAsync(2 * WAY_MS);
    assert.deepEqual([done, sent.length], [['first', 'second'], 2]);
  });

  it('is settled when all is there that was written until then and meanwhile', async () => {
    void ordered.update('a', 'first').then(() => ordered.update('b', 'second'));
    const settled = ordered.settled().then(() => sent.at(-1));
    await clock.tickAsync(WAY_MS);
    void ordered.update('c', 'third');
    await clock.tickAsync(10 * WAY_MS);
    assert.deepEqual(await settled, { a: 'first', b: 'second', c: 'third' });
    void ordered.settled().then(() => sent.push({}));
    await clock.tickAsync(1);
    assert.deepEqual(sent.at(-1), {});
  });

  it('sends together what is written together', async () => {
    for (let each = 0; each < 50; each++) {
      void ordered.update(String(each), each);
    }
    await clock.tickAsync(10 * WAY_MS);
    assert.equal(sent.length, 1);
  });

  it('says which write failed, and goes on with the next', async () => {
    let isFull = true;
    const state = new SerializedMemento({
      get: key => memento.get(key),
      update: (key, value) => (isFull ? Promise.reject(new Error('full')) : memento.update(key, value)),
    });
    await assert.rejects(state.update('a', 'first'), /full/);
    isFull = false;
    const second = state.update('b', 'second');
    await clock.tickAsync(10 * WAY_MS);
    await second;
    assert.deepEqual(memento.values, { b: 'second' });
  });
});
