import assert from 'node:assert/strict';
import { Inbox } from '../../../../src/model/inbox/inbox';
import type { NotificationChange } from '../../../../src/model/inbox/notificationChange';
import type { Notification } from '../../../../src/model/notification/notification';
import type { Failure } from '../../../../src/model/portalFailure';
import { HeldApi } from '../../support/heldApi';
import { drawn, type InboxScene, ready, startInboxScene } from '../../support/inboxScene';
import { confirmation, notification, page, run, unreachable } from '../../support/notifications';

describe('a change in the inbox', () => {
  const read = (...ids: readonly number[]): NotificationChange => ({ kind: 'read', ids, isRead: true });

  const unread = (...ids: readonly number[]): NotificationChange => ({ kind: 'read', ids, isRead: false });

  const deletion = (...ids: readonly number[]): NotificationChange => ({ kind: 'delete', ids });

  const confirm = (id: number): NotificationChange => ({ kind: 'confirm', ids: [id], value: 'Y' });

  const isReadIn = (list: readonly Notification[]): readonly boolean[] => list.map(({ isRead }) => isRead);

  let at: InboxScene;
  let told: string[];
  beforeEach(async () => {
    at = await startInboxScene([...run(5, 3), confirmation(2), notification(1)]);
    told = [];
    at.inbox.onDidChange(() => told.push(at.drawn()));
  });
  afterEach(() => {
    at.end();
  });

  it('is drawn when it begins, and stays when the portal has taken it', () => {
    const change = read(5, 2);
    at.inbox.addPending(change);
    assert.deepEqual(told, ['5 4* 3* 2 1*']);
    at.inbox.confirmPending(change);
    assert.deepEqual(told, ['5 4* 3* 2 1*', '5 4* 3* 2 1*']);
  });

  it('is drawn away when it is cancelled, the others staying', () => {
    const [first, second] = [read(5), deletion(4)];
    at.inbox.addPending(first);
    at.inbox.addPending(second);
    assert.equal(at.drawn(), '5 3* 2* 1*');
    at.inbox.cancelPending(first);
    assert.equal(at.drawn(), '5* 3* 2* 1*');
    at.inbox.cancelPending(second);
    assert.equal(at.drawn(), '5* 4* 3* 2* 1*');
  });

  it('that is like another one is another one', () => {
    const [first, second] = [read(5), read(5)];
    at.inbox.addPending(first);
    at.inbox.addPending(second);
    at.inbox.cancelPending(first);
    assert.equal(at.drawn(), '5 4* 3* 2* 1*');
  });

  it('begun later is drawn over those begun before, whichever the portal takes first', () => {
    const [first, second] = [read(5, 4), unread(5)];
    at.inbox.addPending(first);
    at.inbox.addPending(second);
    assert.equal(at.drawn(), '5* 4 3* 2* 1*');
    at.inbox.confirmPending(first);
    assert.equal(at.drawn(), '5* 4 3* 2* 1*');
    at.inbox.confirmPending(second);
    assert.equal(at.drawn(), '5* 4 3* 2* 1*');
  });

  it('is drawn over what a refresh brings, until the portal has taken it', async () => {
    const change = deletion(5, 4);
    at.inbox.addPending(change);
    void at.inbox.refresh();
    await at.refreshed(run(6, 1));
    assert.equal(at.drawn(), '6* 3* 2* 1*');
    at.inbox.cancelPending(change);
    assert.equal(at.drawn(), '6* 5* 4* 3* 2* 1*');
  });

  it('is drawn over what loading more brings', async () => {
    at.end();
    at = await startInboxScene(run(5, 4), { lastId: 4, lastType: 3 });
    at.inbox.addPending({ kind: 'readAll', ids: [5, 4] });
    void at.inbox.loadMore();
    await at.refreshed(run(3, 1));
    assert.equal(at.drawn(), '5 4 3 2 1');
  });

  it('before anything is loaded is drawn once it is', async () => {
    const centre = new HeldApi();
    const inbox = new Inbox(centre);
    inbox.addPending(read(1));
    assert.deepEqual(inbox.state, { kind: 'loading' });
    const refreshed = inbox.refresh();
    (await centre.next('getPage')).answer(page(run(2, 1)));
    await refreshed;
    assert.equal(drawn(inbox), '2* 1');
  });

  it('is counted at once, until the portal counts', async () => {
    const count = (): number => ready(at.inbox).unreadTotal;
    const total = count();
    const [first, second, third] = [read(5), read(4), deletion(3)];
    at.inbox.addPending(first);
    at.inbox.addPending(second);
    at.inbox.addPending(third);
    assert.equal(count(), total - 3);
    at.inbox.confirmPending(first);
    assert.equal(count(), total - 3);
    at.inbox.cancelPending(second);
    at.inbox.failPending(third, unreachable);
    assert.equal(count(), total - 1);
    at.inbox.addPending(unread(5));
    assert.equal(count(), total);
    void at.inbox.refresh();
    (await at.centre.next('getPage')).answer({
      ...page([...run(5, 3), confirmation(2), notification(1)]),
      unreadTotal: 70,
    });
    await at.settled();
    assert.equal(count(), 70);
  });

  it('is counted where the portal has stopped counting only if all are marked', async () => {
    void at.inbox.refresh();
    (await at.centre.next('getPage')).answer({
      ...page([...run(5, 3), confirmation(2), notification(1)]),
      unreadTotal: 100,
    });
    await at.settled();
    at.inbox.addPending(read(5));
    assert.equal(ready(at.inbox).unreadTotal, 100);
    at.inbox.addPending({ kind: 'readAll', ids: [4, 3, 1] });
    assert.equal(ready(at.inbox).unreadTotal, 1, 'the confirmation');
  });

  it('leaves the portal’s moment and failure alone', async () => {
    void at.inbox.refresh();
    (await at.centre.next('getPage')).fail(unreachable);
    await at.settled();
    const { updatedAt, failure } = ready(at.inbox);
    at.clock.setSystemTime(1);
    at.inbox.addPending(read(5));
    at.inbox.confirmPending(read(5));
    assert.equal(ready(at.inbox).updatedAt, updatedAt);
    assert.equal(ready(at.inbox).failure, failure);
  });

  it('shows a decision that is under way, and leaves it in the list until the portal has spoken', () => {
    const change = confirm(2);
    at.inbox.addPending(change);
    assert.equal(at.drawn(), '5* 4* 3* 2*? 1*');
    at.inbox.confirmPending(change);
    assert.equal(at.drawn(), '5* 4* 3* 1*');
    assert.equal(ready(at.inbox).deciding.size, 0);
  });

  it('of which the portal took a part settles that part alone', () => {
    const begun = deletion(5, 4, 3);
    at.inbox.addPending(begun);
    at.inbox.confirmPending(deletion(5, 3), begun);
    assert.equal(at.drawn(), '4* 2* 1*');
  });

  it('changes no list that was given out before', () => {
    const before = ready(at.inbox).notifications;
    at.inbox.addPending(read(5));
    at.inbox.confirmPending(deletion(4));
    assert.deepEqual(isReadIn(before), [false, false, false, false, false]);
  });
});

describe('a change that failed', () => {
  const refused: Failure = { kind: 'refused', code: 'ID_ERROR' };

  const read = (...ids: readonly number[]): NotificationChange => ({ kind: 'read', ids, isRead: true });

  const unread = (...ids: readonly number[]): NotificationChange => ({ kind: 'read', ids, isRead: false });

  const deletion = (...ids: readonly number[]): NotificationChange => ({ kind: 'delete', ids });

  const confirm = (id: number): NotificationChange => ({ kind: 'confirm', ids: [id], value: 'Y' });

  let at: InboxScene;
  beforeEach(async () => {
    at = await startInboxScene([...run(5, 3), confirmation(2), notification(1)]);
  });
  afterEach(() => {
    at.end();
  });

  it('is drawn away, and each of its rows has the trouble', () => {
    const change = read(5, 2);
    at.inbox.addPending(change);
    at.inbox.failPending(change, refused);
    assert.equal(at.drawn(), '5*! 4* 3* 2*! 1*');
    const { failedChanges } = ready(at.inbox);
    assert.equal(failedChanges.get(5)?.change, change);
    assert.deepEqual(failedChanges.get(2), { change, failure: refused });
  });

  it('leaves the troubles of others alone', () => {
    at.inbox.failPending(deletion(4), refused);
    at.inbox.failPending(read(5), unreachable);
    assert.equal(at.drawn(), '5*! 4*! 3* 2* 1*');
    assert.equal(ready(at.inbox).failedChanges.get(4)?.failure, refused);
  });

  it('is forgotten where the same row is changed again, and there alone', () => {
    at.inbox.failPending(deletion(5, 4), refused);
    const change = read(5);
    at.inbox.addPending(change);
    assert.equal(at.drawn(), '5 4*! 3* 2* 1*');
    at.inbox.cancelPending(change);
    assert.equal(at.drawn(), '5* 4*! 3* 2* 1*');
  });

  it('is forgotten where the portal then took what was begun after it', () => {
    const [first, second] = [read(5), deletion(4)];
    at.inbox.addPending(first);
    at.inbox.addPending(second);
    const undo = unread(5);
    at.inbox.addPending(undo);
    at.inbox.failPending(first, unreachable);
    at.inbox.confirmPending(undo);
    assert.equal(at.drawn(), '5* 3* 2* 1*');
  });

  it('is no trouble where it has come to pass by now', async () => {
    at.inbox.failPending(read(5, 4), unreachable);
    at.inbox.failPending(deletion(3), unreachable);
    at.inbox.failPending(confirm(2), unreachable);
    at.inbox.failPending({ kind: 'readAll', ids: [1] }, unreachable);
    assert.equal(at.drawn(), '5*! 4*! 3*! 2*! 1*!');
    void at.inbox.refresh();
    await at.refreshed([notification(5, { isRead: true }), ...run(4, 4), notification(1)]);
    assert.equal(at.drawn(), '5 4*! 1*!');
    void at.inbox.refresh();
    await at.refreshed([notification(4), notification(1, { isRead: true })]);
    assert.equal(at.drawn(), '4*! 1');
    assert.deepEqual([...ready(at.inbox).failedChanges.keys()], [4]);
  });

  it('stays where a refresh fails as well', async () => {
    at.inbox.failPending(read(5), unreachable);
    void at.inbox.refresh();
    (await at.centre.next('getPage')).fail(unreachable);
    await at.settled();
    assert.equal(at.drawn(), '5*! 4* 3* 2* 1*');
  });

  it('in its undoing is none, the row being as it was wanted', () => {
    const [first, undo] = [read(5), unread(5)];
    at.inbox.addPending(first);
    at.inbox.addPending(undo);
    at.inbox.failPending(first, unreachable);
    at.inbox.failPending(undo, unreachable);
    assert.equal(at.drawn(), '5* 4* 3* 2* 1*');
  });
});
