import assert from 'node:assert/strict';
import type { Change } from '../../../src/model/change';
import type { Failure } from '../../../src/model/portalFailure';
import { ready } from './drawn';
import { confirmation, notification, run, unreachable } from './notifications';
import { scene } from './scene';
import type { Scene } from './scene';

const refused: Failure = { kind: 'refused', code: 'ID_ERROR' };
const read = (...ids: readonly number[]): Change => ({ kind: 'read', ids, isRead: true });
const unread = (...ids: readonly number[]): Change => ({ kind: 'read', ids, isRead: false });
const deletion = (...ids: readonly number[]): Change => ({ kind: 'delete', ids });
const confirm = (id: number): Change => ({ kind: 'confirm', ids: [id], value: 'Y' });

describe('a change that failed', () => {
  let at: Scene;
  beforeEach(async () => {
    at = await scene([...run(5, 3), confirmation(2), notification(1)]);
  });
  afterEach(() => {
    at.end();
  });

  it('is drawn away, and each of its rows has the trouble', () => {
    const change = read(5, 2);
    at.inbox.begin(change);
    at.inbox.fail(change, refused);
    assert.equal(at.drawn(), '5*! 4* 3* 2*! 1*');
    const { troubles } = ready(at.inbox);
    assert.equal(troubles.get(5)?.change, change);
    assert.deepEqual(troubles.get(2), { change, failure: refused });
  });

  it('leaves the troubles of others alone', () => {
    at.inbox.fail(deletion(4), refused);
    at.inbox.fail(read(5), unreachable);
    assert.equal(at.drawn(), '5*! 4*! 3* 2* 1*');
    assert.equal(ready(at.inbox).troubles.get(4)?.failure, refused);
  });

  it('is forgotten where the same row is changed again, and there alone', () => {
    at.inbox.fail(deletion(5, 4), refused);
    const change = read(5);
    at.inbox.begin(change);
    assert.equal(at.drawn(), '5 4*! 3* 2* 1*');
    at.inbox.cancel(change);
    assert.equal(at.drawn(), '5* 4*! 3* 2* 1*');
  });

  it('is forgotten where the portal then took what was begun after it', () => {
    const [first, second] = [read(5), deletion(4)];
    at.inbox.begin(first);
    at.inbox.begin(second);
    const undo = unread(5);
    at.inbox.begin(undo);
    at.inbox.fail(first, unreachable);
    at.inbox.settle(undo);
    assert.equal(at.drawn(), '5* 3* 2* 1*');
  });

  it('is no trouble where it has come to pass by now', async () => {
    at.inbox.fail(read(5, 4), unreachable);
    at.inbox.fail(deletion(3), unreachable);
    at.inbox.fail(confirm(2), unreachable);
    at.inbox.fail({ kind: 'readAll', ids: [1] }, unreachable);
    assert.equal(at.drawn(), '5*! 4*! 3*! 2*! 1*!');
    void at.inbox.refresh();
    await at.refreshed([notification(5, { isRead: true }), ...run(4, 4), notification(1)]);
    assert.equal(at.drawn(), '5 4*! 1*!');
    void at.inbox.refresh();
    await at.refreshed([notification(4), notification(1, { isRead: true })]);
    assert.equal(at.drawn(), '4*! 1');
    assert.deepEqual([...ready(at.inbox).troubles.keys()], [4]);
  });

  it('stays where a refresh fails as well', async () => {
    at.inbox.fail(read(5), unreachable);
    void at.inbox.refresh();
    (await at.centre.next('page')).fail(unreachable);
    await at.settled();
    assert.equal(at.drawn(), '5*! 4* 3* 2* 1*');
  });

  it('in its undoing is none, the row being as it was wanted', () => {
    const [first, undo] = [read(5), unread(5)];
    at.inbox.begin(first);
    at.inbox.begin(undo);
    at.inbox.fail(first, unreachable);
    at.inbox.fail(undo, unreachable);
    assert.equal(at.drawn(), '5* 4* 3* 2* 1*');
  });
});
