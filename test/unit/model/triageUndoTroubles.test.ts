import assert from 'node:assert/strict';
import { Triage } from '../../../src/model/triage';
import { ready } from './drawn';
import { confirmation, notification, run, unreachable } from './notifications';
import { scene } from './scene';
import type { Scene } from './scene';

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
    const trouble = ready(at.inbox).troubles.get(5);
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
