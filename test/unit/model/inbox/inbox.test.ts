import assert from 'node:assert/strict';
import { Inbox } from '../../../../src/model/inbox/inbox';
import type { NotificationChange } from '../../../../src/model/inbox/notificationChange';
import type { Notification, NotificationPage } from '../../../../src/model/notification/notification';
import { HeldApi } from '../../support/heldApi';
import { type InboxScene, ready, startInboxScene } from '../../support/inboxScene';
import { confirmation, idsOf, notification, page, run, unreachable } from '../../support/notifications';

describe('the inbox', () => {
  let centre: HeldApi;
  let inbox: Inbox;
  let kinds: string[];
  beforeEach(() => {
    centre = new HeldApi();
    inbox = new Inbox(centre);
    kinds = [];
    inbox.onDidChange(({ kind }) => kinds.push(kind));
  });

  const filled = async (first: NotificationPage): Promise<void> => {
    const refreshed = inbox.refresh();
    (await centre.next('getPage')).answer(first);
    await refreshed;
  };

  it('knows nothing at first', () => {
    assert.deepEqual(inbox.state, { kind: 'loading' });
    assert.equal(inbox.failure, undefined);
    assert.deepEqual(centre.calls, []);
  });

  it('holds what the portal says, and when it said so', async () => {
    const before = Date.now();
    await filled({ notifications: run(3, 1), unreadTotal: 77 });
    const { notifications, unreadTotal, updatedAt } = ready(inbox);
    assert.deepEqual(idsOf(notifications), [3, 2, 1]);
    assert.equal(unreadTotal, 77);
    assert.ok(updatedAt >= before && updatedAt <= Date.now());
    assert.deepEqual(kinds, ['ready']);
  });

  it('asks once, however often it is told to', async () => {
    const both = [inbox.refresh(), inbox.refresh()];
    (await centre.next('getPage')).answer(page(run(1, 1)));
    await Promise.all(both);
    assert.equal(centre.calls.length, 1);
    assert.deepEqual(kinds, ['ready']);
  });

  it('has failed where nothing was ever loaded, and mends', async () => {
    const refreshed = inbox.refresh();
    (await centre.next('getPage')).fail(unreachable);
    await refreshed;
    assert.deepEqual(inbox.state, { kind: 'failed', failure: unreachable });
    assert.deepEqual(inbox.failure, unreachable);
    await filled(page(run(1, 1)));
    assert.equal(inbox.failure, undefined);
    assert.deepEqual(idsOf(ready(inbox).notifications), [1]);
  });

  it('keeps the list, the number and the moment when a refresh fails', async () => {
    await filled(page(run(3, 1)));
    const before = ready(inbox);
    const refreshed = inbox.refresh();
    (await centre.next('getPage')).fail(unreachable);
    await refreshed;
    assert.deepEqual(inbox.state, { ...before, failure: unreachable });
    await filled(page(run(4, 1)));
    assert.equal('failure' in ready(inbox), false);
  });

  it('never hides a defect, and goes on after it', async () => {
    const refreshed = inbox.refresh();
    (await centre.next('getPage')).break(new TypeError('a defect'));
    await assert.rejects(refreshed, TypeError);
    await filled(page(run(1, 1)));
    assert.equal(ready(inbox).notifications.length, 1);
  });

  it('begins without changes and without troubles', async () => {
    await filled(page(run(1, 1)));
    assert.deepEqual([...ready(inbox).deciding, ...ready(inbox).failedChanges], []);
  });

  it('says when a refresh has ended, well or not', async () => {
    let count = 0;
    inbox.onDidRefresh(() => count++);
    await filled(page(run(1, 1)));
    assert.equal(count, 1);
    const refreshed = inbox.refresh();
    (await centre.next('getPage')).fail(unreachable);
    await refreshed;
    assert.equal(count, 2);
  });

  it('does not refresh after a write before the moment that the portal named', async () => {
    await filled(page(run(3, 1)));
    const refreshed = inbox.refresh();
    const retryAt = Date.now() + 60_000;
    const limit = { kind: 'rateLimited', code: 'OPERATION_TIME_LIMIT', retryAt } as const;
    (await centre.next('getPage')).fail(limit);
    await refreshed;
    await inbox.refreshAfterWrite();
    assert.equal(centre.pages, 2);
    assert.equal(ready(inbox).failure, limit);
  });

  describe('of the unread ones that are not loaded', () => {
    const next = { lastId: 1, lastType: 3 } as const;
    const loadedMore = async (more: NotificationPage): Promise<void> => {
      const loaded = inbox.loadMore();
      (await centre.next('getPage')).answer(more);
      await loaded;
    };

    it('knows how many there are', async () => {
      await filled({ notifications: [confirmation(4), ...run(3, 1)], unreadTotal: 9, next });
      assert.equal(ready(inbox).unreadNotLoaded, 5);
      await loadedMore({
        notifications: [notification(-1), notification(-2, { isRead: true })],
        unreadTotal: 9,
        next,
      });
      assert.equal(ready(inbox).unreadNotLoaded, 4);
    });

    it('never counts less than none', async () => {
      await filled({ notifications: run(3, 1), unreadTotal: 2, next });
      assert.equal(ready(inbox).unreadNotLoaded, 0);
      await loadedMore({ notifications: [notification(-1)], unreadTotal: 2, next });
      assert.equal(ready(inbox).unreadNotLoaded, 0);
    });

    it('knows of no end where the portal has stopped counting', async () => {
      await filled({ notifications: run(3, 1), unreadTotal: 100, next });
      await loadedMore({ notifications: run(0, -99), unreadTotal: 100, next });
      assert.equal(ready(inbox).unreadNotLoaded, Number.POSITIVE_INFINITY);
    });

    it('counts again once the portal does', async () => {
      await filled({ notifications: run(3, 1), unreadTotal: 100, next });
      await filled({ notifications: run(3, 1), unreadTotal: 99, next });
      assert.equal(ready(inbox).unreadNotLoaded, 96);
    });
  });
});

describe('a page that was asked for', () => {
  const after = (lastId: number) => ({ lastId, lastType: 3 }) as const;

  const readThem = (list: readonly Notification[]): readonly Notification[] =>
    list.map(each => ({ ...each, isRead: true }));

  const change: NotificationChange = { kind: 'read', ids: [3, 2, 1], isRead: true };

  let at: InboxScene;
  beforeEach(async () => {
    at = await startInboxScene(run(3, 1), after(1));
  });
  afterEach(() => {
    at.end();
  });

  it('before the portal took a change is dropped and asked for again', async () => {
    const refreshed = at.inbox.refresh();
    const old = await at.centre.next('getPage');
    at.inbox.addPending(change);
    at.inbox.confirmPending(change);
    old.answer(page(run(3, 1)));
    const fresh = await at.centre.next('getPage');
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
      const old = await at.centre.next('getPage');
      at.inbox.confirmPending({ kind: 'delete', ids: [id] });
      old.answer(page(run(3, 1)));
    }
    await at.refreshed(run(9, 8));
    assert.equal(at.drawn(), '9* 8*');
    assert.equal(at.centre.pages, 5);
  });

  it('while a change is only begun or cancelled counts', async () => {
    void at.inbox.refresh();
    const asked = await at.centre.next('getPage');
    at.inbox.addPending(change);
    at.inbox.cancelPending(change);
    at.inbox.addPending(change);
    asked.answer(page(run(4, 1)));
    await at.settled();
    assert.equal(at.drawn(), '4* 3 2 1');
    assert.equal(at.centre.pages, 2);
  });

  it('before a change that the portal refused counts', async () => {
    void at.inbox.refresh();
    const asked = await at.centre.next('getPage');
    at.inbox.failPending(change, { kind: 'refused', code: 'ID_ERROR' });
    asked.answer(page(run(4, 1)));
    await at.settled();
    assert.equal(at.drawn(), '4* 3*! 2*! 1*!');
    assert.equal(at.centre.pages, 2);
  });

  it('before a change of which nobody knows is asked for again', async () => {
    void at.inbox.refresh();
    const asked = await at.centre.next('getPage');
    at.inbox.failPending(change, { kind: 'unreachable', reason: 'timeout' });
    asked.answer(page(run(4, 1)));
    await at.refreshed([notification(4), ...readThem(run(3, 1))]);
    assert.equal(at.drawn(), '4* 3 2 1');
    assert.equal(at.centre.pages, 3);
  });

  it('among several of confirmations is dropped with them all', async () => {
    void at.inbox.refresh();
    (await at.centre.next('getPage')).answer(page([confirmation(9), confirmation(8)], { lastId: 8, lastType: 1 }));
    const second = await at.centre.next('getPage');
    at.inbox.confirmPending({ kind: 'confirm', ids: [9], value: 'Y' });
    second.answer(page(run(3, 1), after(1)));
    const again = await at.centre.next('getPage');
    assert.deepEqual(again.arguments, []);
    again.answer(page([confirmation(8), ...run(3, 1)]));
    await at.settled();
    assert.equal(at.drawn(), '8* 3* 2* 1*');
  });

  it('and then failed is not asked for again, though the portal took a change meanwhile', async () => {
    void at.inbox.refresh();
    const asked = await at.centre.next('getPage');
    at.inbox.confirmPending(change);
    asked.fail(unreachable);
    await at.settled();
    assert.equal(at.drawn(), '3 2 1');
    assert.equal(at.inbox.failure, unreachable);
    assert.equal(at.centre.pages, 2);
  });

  it('to load more before the portal took a change is asked for again from the same place', async () => {
    const loaded = at.inbox.loadMore();
    const old = await at.centre.next('getPage');
    at.inbox.confirmPending({ kind: 'readAll', ids: [3, 2, 1] });
    old.answer(page(run(0, -1), after(-1)));
    const again = await at.centre.next('getPage');
    assert.deepEqual(again.arguments, [after(1)]);
    assert.equal(at.drawn(), '3 2 1');
    again.answer(page(readThem(run(0, -1)), after(-1)));
    await loaded;
    assert.equal(at.drawn(), '3 2 1 0 -1');
    assert.deepEqual(ready(at.inbox).next, after(-1));
  });

  it('to load more does not bring back what was deleted meanwhile', async () => {
    void at.inbox.loadMore();
    const old = await at.centre.next('getPage');
    at.inbox.confirmPending({ kind: 'delete', ids: [1, 0] });
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

describe('a notification that has not changed', () => {
  const after = (lastId: number) => ({ lastId, lastType: 3 }) as const;

  let at: InboxScene;
  beforeEach(async () => {
    at = await startInboxScene(
      [notification(3, { author: { id: 7, name: 'Ann' }, others: [{ id: 8 }] }), confirmation(2), notification(1)],
      after(1),
    );
  });
  afterEach(() => {
    at.end();
  });
  const list = (): readonly Notification[] => ready(at.inbox).notifications;
  const copyOf = (items: readonly Notification[]) => structuredClone(items);
  const isSame = (before: readonly Notification[]): readonly boolean[] => list().map(each => before.includes(each));

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
    const one: NotificationChange = { kind: 'read', ids: [2], isRead: true };
    at.inbox.addPending(one);
    assert.deepEqual(isSame(before), [true, false, true]);
    at.inbox.cancelPending(one);
    assert.deepEqual(isSame(before), [true, true, true]);
    at.inbox.addPending(one);
    at.inbox.confirmPending(one);
    assert.deepEqual(isSame(before), [true, false, true]);
    at.inbox.failPending({ kind: 'delete', ids: [1] }, unreachable);
    assert.deepEqual(isSame(before), [true, false, true]);
  });

  it('stays the object that a change has made of it when the portal says the same', async () => {
    const one: NotificationChange = { kind: 'read', ids: [2], isRead: true };
    at.inbox.addPending(one);
    at.inbox.confirmPending(one);
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
