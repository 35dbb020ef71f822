import assert from 'node:assert/strict';
import { tidingsIn } from '../../../src/model/tidings';

describe('what windows tell each other', () => {
  const moved = (movedTo: unknown): unknown => ({
    listAt: 5,
    failure: { kind: 'unreachable', reason: 'moved', movedTo },
  });

  it('says of each kind of failure what it is', () => {
    for (const kind of ['blocked', 'unauthorized', 'forbidden', 'refused', 'brokeDown', 'rateLimited']) {
      const told = { listAt: 5, failure: { kind, code: 'SOME_ERROR' } };
      assert.deepEqual(tidingsIn(told), told);
    }
  });

  it('says where a portal has moved to', () => {
    for (const origin of ['https://new.example', 'http://127.0.0.1:8080']) {
      assert.deepEqual(tidingsIn(moved(origin)), moved(origin));
    }
  });

  it('says so with an origin alone', () => {
    const plain = { listAt: 5, failure: { kind: 'unreachable', reason: 'moved' } };
    const others = [
      'https://new.example/',
      'https://new.example/rest/1/c0de',
      'https://u:p@new.example',
      'ftp://a',
      'x',
      7,
    ];
    for (const other of others) {
      assert.deepEqual(tidingsIn(moved(other)), plain);
    }
  });
});
