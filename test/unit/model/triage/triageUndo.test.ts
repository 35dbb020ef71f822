import assert from 'node:assert/strict';
import { Triage } from '../../../../src/model/triage/triage';
import { type InboxScene, ready, startInboxScene } from '../../support/inboxScene';
import { confirmation, notification, run, unreachable } from '../../support/notifications';

describe('undo', () => {
  let at: InboxScene;
  let triage: Triage;
  beforeEach(async () => {
    at = await startInboxScene([...run(5, 4), confirmation(3), notification(2, { isRead: true }), notification(1)]);
    triage = new Triage(at.centre, at.inbox);
  });
  afterEach(() => {
    triage.dispose();
    at.end();
  });
  const writesSince = (count: number): readonly (readonly unknown[])[] => at.centre.written.slice(count);

  it('takes back what was read, as it was', async () => {
    const { undo } = triage.setRead([5, 3, 2], true);
    await at.allTaken();
    const undone = undo();
    assert.equal(at.drawn(), '5* 4* 3* 2 1*');
    await at.allTaken();
    assert.ok(undone);
    assert.equal(await undone, undefined);
    assert.equal(at.drawn(), '5* 4* 3* 2 1*');
    assert.deepEqual(writesSince(1), [['setRead', [5, 3], false]]);
  });

  it('takes back what was made unread', async () => {
    const { undo } = triage.setRead([5, 2], false);
    await at.allTaken();
    void undo();
    assert.equal(at.drawn(), '5* 4* 3* 2 1*');
    await at.allTaken();
    assert.deepEqual(writesSince(1), [['setRead', [2], true]]);
  });

  it('takes back the reading from one on, of those that were unread', async () => {
    const { undo } = triage.markReadFrom(2);
    await at.allTaken();
    assert.equal(at.drawn(), '5 4 3 2 1*');
    void undo();
    assert.equal(at.drawn(), '5* 4* 3* 2 1*');
    await at.allTaken();
    assert.deepEqual(writesSince(1), [['setRead', [5, 4, 3], false]]);
  });

  it('takes back the reading of all, of those that were unread', async () => {
    const { undo } = triage.markAllRead();
    await at.allTaken();
    void undo();
    assert.equal(at.drawn(), '5* 4* 3* 2 1*');
    await at.allTaken();
    assert.deepEqual(writesSince(1), [['setRead', [5, 4, 1], false]]);
  });

  it('takes back a deletion without a word to the portal', async () => {
    const { done, undo } = triage.delete([5, 1], 6_000);
    const undone = undo();
    assert.ok(undone);
    assert.deepEqual([await done, await undone], [undefined, undefined]);
    assert.equal(at.drawn(), '5* 4* 3* 2 1*');
    await at.clock.tickAsync(60_000);
    assert.equal(at.centre.calls.length, 1);
    assert.equal(at.clock.countTimers(), 0);
  });

  it('before the portal has taken the change follows it', async () => {
    const { undo } = triage.setRead([5], true);
    void undo();
    assert.equal(at.drawn(), '5* 4* 3* 2 1*');
    await at.allTaken();
    assert.equal(at.drawn(), '5* 4* 3* 2 1*');
    assert.deepEqual(at.centre.written, [
      ['setRead', [5], true],
      ['setRead', [5], false],
    ]);
  });

  it('goes back change by change, each once', async () => {
    const read = triage.setRead([5], true);
    const deleted = triage.delete([4], 6_000);
    const unread = triage.setRead([2], false);
    assert.equal(at.drawn(), '5 3* 2* 1*');
    void unread.undo();
    assert.equal(at.drawn(), '5 3* 2 1*');
    void deleted.undo();
    assert.equal(at.drawn(), '5 4* 3* 2 1*');
    void read.undo();
    assert.equal(at.drawn(), '5* 4* 3* 2 1*');
    await at.allTaken();
    const { length } = at.centre.calls;
    assert.deepEqual(
      [read, deleted, unread].map(({ undo }) => undo()),
      [undefined, undefined, undefined],
    );
    await at.settled();
    assert.equal(at.centre.calls.length, length);
    assert.equal(at.drawn(), '5* 4* 3* 2 1*');
  });

  it('of one change leaves the others', async () => {
    const first = triage.setRead([5], true);
    const second = triage.setRead([4], true);
    assert.ok(first.undo());
    assert.equal(at.drawn(), '5* 4 3* 2 1*');
    assert.equal(first.undo(), undefined);
    assert.ok(second.undo());
    await at.allTaken();
    assert.deepEqual(at.centre.written.slice(2), [
      ['setRead', [5], false],
      ['setRead', [4], false],
    ]);
  });

  it('of a deletion that is on its way is too late', async () => {
    const { undo } = triage.delete([5], 6_000);
    await at.clock.tickAsync(6_000);
    assert.equal(undo(), undefined);
    assert.equal(at.drawn(), '4* 3* 2 1*');
  });

  it('has nothing to take back where nothing that is loaded was read', async () => {
    const { change, undo } = triage.markReadFrom(77);
    assert.deepEqual(change.ids, []);
    assert.equal(undo(), undefined);
    await at.allTaken();
    assert.deepEqual(at.centre.written, [['markReadFrom', 77]]);
  });
});

describe('undo in trouble', () => {
  let at: InboxScene;
  let triage: Triage;
  beforeEach(async () => {
    at = await startInboxScene([...run(5, 4), confirmation(3), notification(2, { isRead: true }), notification(1)]);
    triage = new Triage(at.centre, at.inbox);
  });
  afterEach(() => {
    triage.dispose();
    at.end();
  });

  it('of a change that the portal did not take is none', async () => {
    const taken = triage.setRead([4], true);
    const refused = triage.setRead([5], true);
    (await at.centre.next('setRead')).answer();
    (await at.centre.next('setRead')).fail(unreachable);
    await at.settled();
    assert.equal(at.drawn(), '5*! 4 3* 2 1*');
    assert.equal(refused.undo(), undefined);
    assert.ok(taken.undo());
  });

  it('that the portal does not take leaves the change done, says so, and can be retried', async () => {
    const { undo } = triage.setRead([5], true);
    await at.allTaken();
    const undone = undo();
    (await at.centre.next('setRead')).answer();
    (await at.centre.next('setRead')).fail(unreachable);
    assert.equal(await undone, unreachable);
    assert.equal(undo(), undefined);
    assert.equal(at.drawn(), '5! 4* 3* 2 1*');
    const trouble = ready(at.inbox).failedChanges.get(5);
    assert.ok(trouble);
    triage.retry(trouble.change);
    assert.equal(at.drawn(), '5* 4* 3* 2 1*');
    await at.settled();
    assert.deepEqual(at.centre.written.at(-1), ['setRead', [5], false]);
  });

  it('of a change that then fails leaves no trouble behind', async () => {
    const { undo } = triage.setRead([5], true);
    void undo();
    (await at.centre.next('setRead')).fail(unreachable);
    (await at.centre.next('setRead')).answer();
    await at.settled();
    assert.equal(at.drawn(), '5* 4* 3* 2 1*');
  });
});
