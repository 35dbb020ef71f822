import assert from 'node:assert/strict';
import { Triage } from '../../../../src/model/triage/triage';
import { ready, scene } from '../../support/inboxScene';
import type { Scene } from '../../support/inboxScene';
import { confirmation, notification, run, unreachable } from '../../support/notifications';

describe('undo', () => {
  let at: Scene;
  let triage: Triage;
  beforeEach(async () => {
    at = await scene([...run(5, 4), confirmation(3), notification(2, { isRead: true }), notification(1)]);
    triage = new Triage(at.centre, at.inbox);
  });
  afterEach(() => {
    triage.dispose();
    at.end();
  });
  const writesSince = (count: number): readonly (readonly unknown[])[] => at.centre.written.slice(count);

  it('takes back what was read, as it was', async () => {
    const { change } = triage.setRead([5, 3, 2], true);
    await at.allTaken();
    const undone = triage.undo();
    assert.equal(at.drawn(), '5* 4* 3* 2 1*');
    assert.equal(undone?.change, change);
    await at.allTaken();
    assert.equal(await undone.done, undefined);
    assert.equal(at.drawn(), '5* 4* 3* 2 1*');
    assert.deepEqual(writesSince(1), [['setRead', [5, 3], false]]);
  });

  it('takes back what was made unread', async () => {
    triage.setRead([5, 2], false);
    await at.allTaken();
    triage.undo();
    assert.equal(at.drawn(), '5* 4* 3* 2 1*');
    await at.allTaken();
    assert.deepEqual(writesSince(1), [['setRead', [2], true]]);
  });

  it('takes back the reading from one on, of those that were unread', async () => {
    triage.readFrom(2);
    await at.allTaken();
    assert.equal(at.drawn(), '5 4 3 2 1*');
    triage.undo();
    assert.equal(at.drawn(), '5* 4* 3* 2 1*');
    await at.allTaken();
    assert.deepEqual(writesSince(1), [['setRead', [5, 4, 3], false]]);
  });

  it('takes back the reading of all, of those that were unread', async () => {
    triage.readAll();
    await at.allTaken();
    triage.undo();
    assert.equal(at.drawn(), '5* 4* 3* 2 1*');
    await at.allTaken();
    assert.deepEqual(writesSince(1), [['setRead', [5, 4, 1], false]]);
  });

  it('takes back a deletion without a word to the portal', async () => {
    const { change, done } = triage.delete([5, 1], 6_000);
    const undone = triage.undo();
    assert.equal(undone?.change, change);
    assert.deepEqual([await done, await undone.done], [undefined, undefined]);
    assert.equal(at.drawn(), '5* 4* 3* 2 1*');
    await at.clock.tickAsync(60_000);
    assert.equal(at.centre.calls.length, 1);
    assert.equal(at.clock.countTimers(), 0);
  });

  it('before the portal has taken the step follows it', async () => {
    triage.setRead([5], true);
    triage.undo();
    assert.equal(at.drawn(), '5* 4* 3* 2 1*');
    await at.allTaken();
    assert.equal(at.drawn(), '5* 4* 3* 2 1*');
    assert.deepEqual(at.centre.written, [
      ['setRead', [5], true],
      ['setRead', [5], false],
    ]);
  });

  it('goes back step by step, and no further', async () => {
    triage.setRead([5], true);
    triage.delete([4], 6_000);
    triage.setRead([2], false);
    assert.equal(at.drawn(), '5 3* 2* 1*');
    triage.undo();
    assert.equal(at.drawn(), '5 3* 2 1*');
    triage.undo();
    assert.equal(at.drawn(), '5 4* 3* 2 1*');
    triage.undo();
    assert.equal(at.drawn(), '5* 4* 3* 2 1*');
    await at.allTaken();
    const { length } = at.centre.calls;
    assert.equal(triage.undo(), undefined);
    await at.settled();
    assert.equal(at.centre.calls.length, length);
  });

  it('is no step itself', async () => {
    triage.setRead([5], true);
    triage.undo();
    await at.allTaken();
    assert.equal(triage.undo(), undefined);
    assert.equal(at.drawn(), '5* 4* 3* 2 1*');
  });

  it('of a step that is named leaves the others', async () => {
    const first = triage.setRead([5], true);
    const second = triage.setRead([4], true);
    assert.equal(triage.undo(first.change)?.change, first.change);
    assert.equal(at.drawn(), '5* 4 3* 2 1*');
    assert.equal(triage.undo(first.change), undefined);
    assert.equal(triage.undo()?.change, second.change);
    await at.allTaken();
    assert.deepEqual(at.centre.written.slice(2), [
      ['setRead', [5], false],
      ['setRead', [4], false],
    ]);
  });

  it('of a step that somebody made up is none', async () => {
    triage.setRead([5], true);
    assert.equal(triage.undo({ kind: 'read', ids: [5], isRead: true }), undefined);
    await at.settled();
    assert.equal(at.centre.written.length, 1);
  });

  it('of a deletion that is on its way is too late', async () => {
    const { change } = triage.delete([5], 6_000);
    await at.clock.tickAsync(6_000);
    assert.equal(triage.undo(change), undefined);
    assert.equal(triage.undo(), undefined);
    assert.equal(at.drawn(), '4* 3* 2 1*');
  });

  it('takes back nothing older in the place of a deletion that is on its way, but what came after it', async () => {
    triage.setRead([4], true);
    triage.delete([5], 6_000);
    triage.setRead([3], true);
    await at.clock.tickAsync(6_000);
    assert.deepEqual(triage.undo()?.change.ids, [3]);
    assert.equal(triage.undo(), undefined);
  });

  it('has nothing to take back where nothing that is loaded was read', async () => {
    triage.setRead([5], true);
    const last = triage.readFrom(77);
    assert.deepEqual(last.change.ids, []);
    assert.deepEqual(triage.undo()?.change.ids, [5]);
    await at.allTaken();
    assert.deepEqual(at.centre.written, [
      ['setRead', [5], true],
      ['markReadFrom', 77],
      ['setRead', [5], false],
    ]);
  });

  it('remembers the last twenty steps', async () => {
    for (let count = 0; count < 25; count++) {
      triage.setRead([5], count % 2 === 0);
    }
    let undone = 0;
    while (triage.undo() !== undefined) {
      undone++;
      assert.ok(undone <= 25);
    }
    assert.equal(undone, 20);
    await at.allTaken();
    assert.equal(at.centre.written.length, 45);
    assert.equal(at.drawn(), '5 4* 3* 2 1*');
  });
});

describe('undo in trouble', () => {
  let at: Scene;
  let triage: Triage;
  beforeEach(async () => {
    at = await scene([...run(5, 4), confirmation(3), notification(2, { isRead: true }), notification(1)]);
    triage = new Triage(at.centre, at.inbox);
  });
  afterEach(() => {
    triage.dispose();
    at.end();
  });

  it('of a step that the portal did not take is none', async () => {
    triage.setRead([4], true);
    triage.setRead([5], true);
    (await at.centre.next('setRead')).answer();
    (await at.centre.next('setRead')).fail(unreachable);
    await at.settled();
    assert.equal(at.drawn(), '5*! 4 3* 2 1*');
    assert.deepEqual(triage.undo()?.change.ids, [4]);
    assert.equal(triage.undo(), undefined);
  });

  it('that the portal does not take leaves the step done, says so, and can be retried', async () => {
    triage.setRead([5], true);
    await at.allTaken();
    const undone = triage.undo();
    (await at.centre.next('setRead')).answer();
    (await at.centre.next('setRead')).fail(unreachable);
    assert.equal(await undone?.done, unreachable);
    assert.equal(at.drawn(), '5! 4* 3* 2 1*');
    const trouble = ready(at.inbox).failedChanges.get(5);
    assert.ok(trouble);
    triage.retry(trouble.change);
    assert.equal(at.drawn(), '5* 4* 3* 2 1*');
    await at.settled();
    assert.deepEqual(at.centre.written.at(-1), ['setRead', [5], false]);
  });

  it('of a step that then fails leaves no trouble behind', async () => {
    triage.setRead([5], true);
    triage.undo();
    (await at.centre.next('setRead')).fail(unreachable);
    (await at.centre.next('setRead')).answer();
    await at.settled();
    assert.equal(at.drawn(), '5* 4* 3* 2 1*');
  });
});
