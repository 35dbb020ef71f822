import assert from 'node:assert/strict';
import { startPortal, type StandInPortal } from '../../portal/portal';
import { call, refuses } from './caller';

describe('reading and unreading', () => {
  let portal: StandInPortal;
  const unread = (): number[] =>
    portal.box
      .list()
      .filter(item => !item.isRead)
      .map(item => item.id)
      .toSorted((a, b) => a - b);
  beforeEach(async () => {
    portal = await startPortal({
      seed: [
        { id: 1, tag: 'A' },
        { id: 2, type: 1 },
        { id: 3, tag: 'A' },
        { id: 5, type: 4 },
      ],
    });
  });
  afterEach(() => portal.close());

  const cases: readonly (readonly [string, object, readonly number[]])[] = [
    ['all ids from the given one on', { ID: 3 }, [1, 2]],
    ['confirmations too', { ID: 2 }, [1]],
    ['one id alone with ONLY_CURRENT=Y', { ID: 3, ONLY_CURRENT: 'Y' }, [1, 2, 5]],
    ['no less with another ONLY_CURRENT', { ID: 3, ONLY_CURRENT: 'y' }, [1, 2]],
    ['everything but confirmations for 0', { ID: 0, ONLY_CURRENT: 'Y' }, [2]],
    ['everything but confirmations for a word', { ID: 'all' }, [2]],
    ['everything above an unknown id', { ID: '4.7' }, [1, 2, 3]],
    ['nothing below zero', { ID: -1 }, [1, 2, 3, 5]],
    ['nothing without an id', {}, [1, 2, 3, 5]],
  ];
  for (const [title, params, left] of cases) {
    it(`im.notify.read takes ${title}`, async () => {
      assert.equal((await call(portal, 'im.notify.read', params)).result, true);
      assert.deepEqual(unread(), left);
    });
  }

  it('im.notify.read unreads with any other ACTION, and takes the same tag along', async () => {
    portal.box.mark([1, 2, 3, 5], true);
    await call(portal, 'im.notify.read', { ID: 3, ACTION: 'N', ONLY_CURRENT: 'Y' });
    assert.deepEqual(unread(), [1, 3]);
    await call(portal, 'im.notify.read', { ID: 5, ACTION: 'y' });
    assert.deepEqual(unread(), [1, 3, 5]);
  });

  it('im.notify.read does not unread from an unknown id, nor from zero', async () => {
    portal.box.mark([1, 2, 3, 5], true);
    for (const ID of [0, 100]) await call(portal, 'im.notify.read', { ID, ACTION: 'N' });
    portal.box.remove(2);
    await call(portal, 'im.notify.read', { ID: 2, ACTION: 'N' });
    assert.deepEqual(unread(), []);
  });

  it('im.notify.read.list stops at the first value that is no id', async () => {
    assert.equal((await call(portal, 'im.notify.read.list', { IDS: [2, '3', 'x', 1] })).result, true);
    assert.deepEqual(unread(), [1, 5]);
    await call(portal, 'im.notify.read.list', { IDS: [3], ACTION: 'N' });
    assert.deepEqual(unread(), [1, 3, 5]);
    assert.equal((await call(portal, 'im.notify.read.list', { IDS: [] })).result, true);
    const text = 'No IDS param or it is not an array';
    await refuses(call(portal, 'im.notify.read.list', { IDS: '1,2' }), 400, 'PARAMS_ERROR', text);
  });

  it('im.notify.read.all leaves confirmations and counts them', async () => {
    assert.deepEqual((await call(portal, 'im.notify.read.all')).result, { result: true, newCounter: 1 });
    assert.deepEqual(unread(), [2]);
  });
});
