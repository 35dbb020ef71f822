import assert from 'node:assert/strict';
import type { Change } from '../../../src/model/change';
import type { Notification } from '../../../src/model/notification';
import { ready } from './drawn';
import { confirmation, notification, page, run, unreachable } from './notifications';
import { scene } from './scene';
import type { Scene } from './scene';

const after = (lastId: number) => ({ lastId, lastType: 3 }) as const;
const readThem = (list: readonly Notification[]): readonly Notification[] =>
  list.map(each => ({ ...each, isRead: true }));
const change: Change = { kind: 'read', ids: [3, 2, 1], isRead: true };

describe('a page that was asked for', () => {
  let at: Scene;
  beforeEach(async () => {
    at = await scene(run(3, 1), after(1));
  });
  afterEach(() => {
    at.end();
  });

  it('before the portal took a change is dropped and asked for again', async () => {
    const refreshed = at.inbox.refresh();
    const old = await at.centre.next('page');
    at.inbox.begin(change);
    at.inbox.settle(change);
    old.answer(page(run(3, 1)));
    const fresh = await at.centre.next('page');
    assert.equal(at.drawn(), '3 2 1');
    fresh.answer({ notifications: readThem(run(3, 1)), unreadTotal: 0 });
    await refreshed;
    assert.equal(at.drawn(), '3 2 1');
    assert.equal(ready(at.inbox).unreadTotal, 0);
    assert.equal(at.centre.pages, 3);
  });

  it('before it is asked for as often as the portal takes one meanwhile', async () => {
    void at.inbox.refresh();
    for (const id of [3, 2, 1]) {
      const old = await at.centre.next('page');
      at.inbox.settle({ kind: 'delete', ids: [id] });
      old.answer(page(run(3, 1)));
    }
    await at.refreshed(run(9, 8));
    assert.equal(at.drawn(), '9* 8*');
    assert.equal(at.centre.pages, 5);
  });

  it('while a change is only begun or cancelled counts', async () => {
    void at.inbox.refresh();
    const asked = await at.centre.next('page');
    at.inbox.begin(change);
    at.inbox.cancel(change);
    at.inbox.begin(change);
    asked.answer(page(run(4, 1)));
    await at.settled();
    assert.equal(at.drawn(), '4* 3 2 1');
    assert.equal(at.centre.pages, 2);
  });

  it('before a change that the portal refused counts', async () => {
    void at.inbox.refresh();
    const asked = await at.centre.next('page');
    at.inbox.fail(change, { kind: 'refused', code: 'ID_ERROR' });
    asked.answer(page(run(4, 1)));
    await at.settled();
    assert.equal(at.drawn(), '4* 3*! 2*! 1*!');
    assert.equal(at.centre.pages, 2);
  });

  it('before a change of which nobody knows is asked for again', async () => {
    void at.inbox.refresh();
    const asked = await at.centre.next('page');
    at.inbox.fail(change, { kind: 'unreachable', reason: 'timeout' });
    asked.answer(page(run(4, 1)));
    await at.refreshed([notification(4), ...readThem(run(3, 1))]);
    assert.equal(at.drawn(), '4* 3 2 1');
    assert.equal(at.centre.pages, 3);
  });

  it('among several of confirmations is dropped with them all', async () => {
    void at.inbox.refresh();
    (await at.centre.next('page')).answer(
      page([confirmation(9), confirmation(8)], { lastId: 8, lastType: 1 }),
    );
    const second = await at.centre.next('page');
    at.inbox.settle({ kind: 'confirm', ids: [9], value: 'Y' });
    second.answer(page(run(3, 1), after(1)));
    const again = await at.centre.next('page');
    assert.deepEqual(again.arguments, []);
    again.answer(page([confirmation(8), ...run(3, 1)]));
    await at.settled();
    assert.equal(at.drawn(), '8* 3* 2* 1*');
  });

  it('and then failed is not asked for again, though the portal took a change meanwhile', async () => {
    void at.inbox.refresh();
    const asked = await at.centre.next('page');
    at.inbox.settle(change);
    asked.fail(unreachable);
    await at.settled();
    assert.equal(at.drawn(), '3 2 1');
    assert.equal(at.inbox.failure, unreachable);
    assert.equal(at.centre.pages, 2);
  });

  it('to load more before the portal took a change is asked for again from the same place', async () => {
    const loaded = at.inbox.loadMore();
    const old = await at.centre.next('page');
    at.inbox.settle({ kind: 'readAll', ids: [3, 2, 1] });
    old.answer(page(run(0, -1), after(-1)));
    const again = await at.centre.next('page');
    assert.deepEqual(again.arguments, [after(1)]);
    assert.equal(at.drawn(), '3 2 1');
    again.answer(page(readThem(run(0, -1)), after(-1)));
    await loaded;
    assert.equal(at.drawn(), '3 2 1 0 -1');
    assert.deepEqual(ready(at.inbox).next, after(-1));
  });

  it('to load more does not bring back what was deleted meanwhile', async () => {
    void at.inbox.loadMore();
    const old = await at.centre.next('page');
    at.inbox.settle({ kind: 'delete', ids: [1, 0] });
    old.answer(page([notification(1), notification(0), notification(-1)]));
    await at.refreshed([notification(-1)]);
    assert.equal(at.drawn(), '3* 2* -1*');
  });

  it('at the same time as a refresh waits for no refresh, and no refresh for it', async () => {
    void at.inbox.refresh();
    void at.inbox.loadMore();
    await at.settled();
    const [first, more] = at.centre.calls.slice(-2);
    more?.answer(page(run(0, 0)));
    await at.settled();
    assert.equal(at.drawn(), '3* 2* 1* 0*');
    first?.answer(page(run(4, 2), after(2)));
    await at.settled();
    assert.equal(at.drawn(), '4* 3* 2* 1* 0*');
  });
});
