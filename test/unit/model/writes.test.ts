import assert from 'node:assert/strict';
import { PortalFailure } from '../../../src/model/portalFailure';
import { Writes } from '../../../src/model/writes';
import { unreachable } from './notifications';

/** Writes that a test ends by hand. */
class Line {
  readonly begun: string[] = [];
  refreshes = 0;
  readonly writes = new Writes({
    refreshAfterWrite: () => {
      this.refreshes++;
      return Promise.resolve();
    },
  });
  readonly #ends = new Map<string, (error?: Error) => void>();

  readonly add = (name: string) =>
    this.writes.add(
      () =>
        new Promise((resolve, reject) => {
          this.begun.push(name);
          this.#ends.set(name, error => {
            if (error === undefined) {
              resolve();
            } else {
              reject(error);
            }
          });
        }),
    );

  async end(name: string, error?: Error): Promise<void> {
    await idle();
    const end = this.#ends.get(name);
    assert.ok(end, `${name} is not under way`);
    end(error);
    await idle();
  }
}

const idle = () =>
  new Promise(resolve => {
    setImmediate(resolve);
  });

describe('writes', () => {
  let line: Line;
  beforeEach(() => {
    line = new Line();
  });

  it('are sent one after the other, in the order in which they came', async () => {
    const all = ['a', 'b', 'c'].map(line.add);
    await idle();
    assert.deepEqual(line.begun, ['a']);
    await line.end('a');
    assert.deepEqual(line.begun, ['a', 'b']);
    await line.end('b');
    await line.end('c');
    assert.deepEqual(line.begun, ['a', 'b', 'c']);
    assert.deepEqual(await Promise.all(all), [undefined, undefined, undefined]);
  });

  it('are followed by one refresh, when the last has ended', async () => {
    void line.add('a');
    void line.add('b');
    await line.end('a');
    void line.add('c');
    await line.end('b');
    assert.equal(line.refreshes, 0);
    await line.end('c');
    assert.equal(line.refreshes, 1);
    void line.add('d');
    await line.end('d');
    assert.equal(line.refreshes, 2);
  });

  it('that fail give why, hold nothing up, and are followed by a refresh', async () => {
    const [first, second] = [line.add('a'), line.add('b')];
    await line.end('a', new PortalFailure(unreachable));
    assert.deepEqual(line.begun, ['a', 'b']);
    assert.equal(line.refreshes, 0);
    await line.end('b', new PortalFailure({ kind: 'malformed' }));
    assert.deepEqual([await first, await second], [unreachable, { kind: 'malformed' }]);
    assert.equal(line.refreshes, 1);
  });

  it('never hide a defect, and go on after it', async () => {
    const [first, second] = [line.add('a'), line.add('b')];
    const rejected = assert.rejects(first, TypeError);
    await line.end('a', new TypeError('a defect'));
    await rejected;
    await line.end('b');
    assert.equal(await second, undefined);
    assert.equal(line.refreshes, 1);
  });

  it('are there before the refresh is asked for', async () => {
    const order: string[] = [];
    const writes = new Writes({
      refreshAfterWrite: () => {
        order.push('refresh');
        return Promise.resolve();
      },
    });
    await writes.add(async () => {
      await idle();
      order.push('write');
    });
    assert.deepEqual(order, ['write', 'refresh']);
  });
});
