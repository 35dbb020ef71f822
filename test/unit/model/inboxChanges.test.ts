import assert from 'node:assert/strict';
import type { Change } from '../../../src/model/change';
import { Inbox } from '../../../src/model/inbox';
import type { Notification } from '../../../src/model/notification';
import { drawn, ready } from './drawn';
import { HeldCentre } from './heldCentre';
import { confirmation, notification, page, run, unreachable } from './notifications';
import { scene } from './scene';
import type { Scene } from './scene';

const read = (...ids: readonly number[]): Change => ({ kind: 'read', ids, isRead: true });
const unread = (...ids: readonly number[]): Change => ({ kind: 'read', ids, isRead: false });
const deletion = (...ids: readonly number[]): Change => ({ kind: 'delete', ids });
const confirm = (id: number): Change => ({ kind: 'confirm', ids: [id], value: 'Y' });
const isReadIn = (list: readonly Notification[]): readonly boolean[] => list.map(({ isRead }) => isRead);

describe('a change in the inbox', () => {
  let at: Scene;
  let told: string[];
  beforeEach(async () => {
    at = await scene([...run(5, 3), confirmation(2), notification(1)]);
    told = [];
    at.inbox.onDidChange(() => told.push(at.drawn()));
  });
  afterEach(() => {
    at.end();
  });

  it('is drawn when it begins, and stays when the portal has taken it', () => {
    const change = read(5, 2);
    at.inbox.begin(change);
    assert.deepEqual(told, ['5 4* 3* 2 1*']);
    at.inbox.settle(change);
    assert.deepEqual(told, ['5 4* 3* 2 1*', '5 4* 3* 2 1*']);
  });

  it('is drawn away when it is cancelled, the others staying', () => {
    const [first, second] = [read(5), deletion(4)];
    at.inbox.begin(first);
    at.inbox.begin(second);
    assert.equal(at.drawn(), '5 3* 2* 1*');
    at.inbox.cancel(first);
    assert.equal(at.drawn(), '5* 3* 2* 1*');
    at.inbox.cancel(second);
    assert.equal(at.drawn(), '5* 4* 3* 2* 1*');
  });

  it('that is like another one is another one', () => {
    const [first, second] = [read(5), read(5)];
    at.inbox.begin(first);
    at.inbox.begin(second);
    at.inbox.cancel(first);
    assert.equal(at.drawn(), '5 4* 3* 2* 1*');
  });

  it('begun later is drawn over those begun before, whichever the portal takes first', () => {
    const [first, second] = [read(5, 4), unread(5)];
    at.inbox.begin(first);
    at.inbox.begin(second);
    assert.equal(at.drawn(), '5* 4 3* 2* 1*');
    at.inbox.settle(first);
    assert.equal(at.drawn(), '5* 4 3* 2* 1*');
    at.inbox.settle(second);
    assert.equal(at.drawn(), '5* 4 3* 2* 1*');
  });

  it('is drawn over what a refresh brings, until the portal has taken it', async () => {
    const change = deletion(5, 4);
    at.inbox.begin(change);
    void at.inbox.refresh();
    await at.refreshed(run(6, 1));
    assert.equal(at.drawn(), '6* 3* 2* 1*');
    at.inbox.cancel(change);
    assert.equal(at.drawn(), '6* 5* 4* 3* 2* 1*');
  });

  it('is drawn over what loading more brings', async () => {
    at.end();
    at = await scene(run(5, 4), { lastId: 4, lastType: 3 });
    at.inbox.begin({ kind: 'readAll', ids: [5, 4] });
    void at.inbox.loadMore();
    await at.refreshed(run(3, 1));
    assert.equal(at.drawn(), '5 4 3 2 1');
  });

  it('before anything is loaded is drawn once it is', async () => {
    const centre = new HeldCentre();
    const inbox = new Inbox(centre);
    inbox.begin(read(1));
    assert.deepEqual(inbox.state, { kind: 'loading' });
    const refreshed = inbox.refresh();
    (await centre.next('page')).answer(page(run(2, 1)));
    await refreshed;
    assert.equal(drawn(inbox), '2* 1');
  });

  it('leaves the portal’s number, moment and failure alone', async () => {
    void at.inbox.refresh();
    (await at.centre.next('page')).fail(unreachable);
    await at.settled();
    const { unreadTotal, updatedAt, failure } = ready(at.inbox);
    at.clock.setSystemTime(1);
    at.inbox.begin(read(5));
    at.inbox.settle(read(5));
    assert.equal(ready(at.inbox).unreadTotal, unreadTotal);
    assert.equal(ready(at.inbox).updatedAt, updatedAt);
    assert.equal(ready(at.inbox).failure, failure);
  });

  it('shows a decision that is under way, and leaves it in the list until the portal has spoken', () => {
    const change = confirm(2);
    at.inbox.begin(change);
    assert.equal(at.drawn(), '5* 4* 3* 2*? 1*');
    at.inbox.settle(change);
    assert.equal(at.drawn(), '5* 4* 3* 1*');
    assert.equal(ready(at.inbox).deciding.size, 0);
  });

  it('of which the portal took a part settles that part alone', () => {
    const begun = deletion(5, 4, 3);
    at.inbox.begin(begun);
    at.inbox.settle(deletion(5, 3), begun);
    assert.equal(at.drawn(), '4* 2* 1*');
  });

  it('changes no list that was given out before', () => {
    const before = ready(at.inbox).notifications;
    at.inbox.begin(read(5));
    at.inbox.settle(deletion(4));
    assert.deepEqual(isReadIn(before), [false, false, false, false, false]);
  });
});
