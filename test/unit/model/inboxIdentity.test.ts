import assert from 'node:assert/strict';
import type { Change } from '../../../src/model/change';
import type { Notification } from '../../../src/model/notification';
import { ready } from './drawn';
import { confirmation, notification, unreachable } from './notifications';
import { scene } from './scene';
import type { Scene } from './scene';

const after = (lastId: number) => ({ lastId, lastType: 3 }) as const;

describe('a notification that has not changed', () => {
  let at: Scene;
  beforeEach(async () => {
    at = await scene(
      [
        notification(3, { author: { id: 7, name: 'Ann' }, others: [{ id: 8 }] }),
        confirmation(2),
        notification(1),
      ],
      after(1),
    );
  });
  afterEach(() => {
    at.end();
  });
  const list = (): readonly Notification[] => ready(at.inbox).notifications;
  const copyOf = (items: readonly Notification[]) => structuredClone(items);
  const isSame = (before: readonly Notification[]): readonly boolean[] =>
    list().map(each => before.includes(each));

  it('stays the same object through a refresh', async () => {
    const before = list();
    void at.inbox.refresh();
    await at.refreshed([notification(4), ...copyOf(before)], after(1));
    assert.deepEqual(isSame(before), [false, true, true, true]);
  });

  it('is another object where anything of it is another, and there alone', async () => {
    const before = list();
    const [first, second, third] = copyOf(before);
    assert.ok(first && second && third);
    void at.inbox.refresh();
    await at.refreshed([
      { ...first, others: [{ id: 8, name: 'Bob' }] },
      { ...second, buttons: second.buttons.slice(1) },
      third,
    ]);
    assert.deepEqual(isSame(before), [false, false, true]);
    assert.equal(list()[0]?.others[0]?.name, 'Bob');
  });

  it('stays the same object through changes to others, drawn, taken or taken back', () => {
    const before = list();
    const one: Change = { kind: 'read', ids: [2], isRead: true };
    at.inbox.begin(one);
    assert.deepEqual(isSame(before), [true, false, true]);
    at.inbox.cancel(one);
    assert.deepEqual(isSame(before), [true, true, true]);
    at.inbox.begin(one);
    at.inbox.settle(one);
    assert.deepEqual(isSame(before), [true, false, true]);
    at.inbox.fail({ kind: 'delete', ids: [1] }, unreachable);
    assert.deepEqual(isSame(before), [true, false, true]);
  });

  it('stays the object that a change has made of it when the portal says the same', async () => {
    const one: Change = { kind: 'read', ids: [2], isRead: true };
    at.inbox.begin(one);
    at.inbox.settle(one);
    const before = list();
    void at.inbox.refresh();
    await at.refreshed(copyOf(before));
    assert.deepEqual(isSame(before), [true, true, true]);
  });

  it('stays the same object when more is loaded, and a page holds it again', async () => {
    const before = list();
    void at.inbox.loadMore();
    await at.refreshed([...copyOf(before.slice(2)), notification(0)]);
    assert.deepEqual(isSame(before), [true, true, true, false]);
  });
});
