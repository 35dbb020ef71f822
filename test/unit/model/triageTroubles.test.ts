import assert from 'node:assert/strict';
import { Triage } from '../../../src/model/triage';
import type { Failure } from '../../../src/model/portalFailure';
import { ready } from './drawn';
import { confirmation, notification, run, unreachable } from './notifications';
import { scene } from './scene';
import type { Scene } from './scene';

const forbidden: Failure = { kind: 'forbidden', code: 'insufficient_scope', scope: 'im' };

describe('marking that the portal does not take', () => {
  let at: Scene;
  let triage: Triage;
  beforeEach(async () => {
    at = await scene([...run(5, 4), confirmation(3), notification(2, { isRead: true }), notification(1)], {
      lastId: 1,
      lastType: 3,
    });
    triage = new Triage(at.centre, at.inbox);
  });
  afterEach(() => {
    triage.dispose();
    at.end();
  });
  /** The portal takes the next write of that kind. */
  const taken = async (method: 'setRead' | 'readFrom' | 'readAll'): Promise<void> => {
    (await at.centre.next(method)).answer();
    await at.settled();
  };

  it('is taken back, and the rows say why', async () => {
    const { change, done } = triage.setRead([5, 4], true);
    (await at.centre.next('setRead')).fail(forbidden);
    assert.equal(await done, forbidden);
    assert.equal(at.drawn(), '5*! 4*! 3* 2 1*');
    assert.deepEqual(ready(at.inbox).troubles.get(5), { change, failure: forbidden });
    assert.equal(triage.undo(), undefined);
  });

  it('does not hold up the next, which stays', async () => {
    const first = triage.setRead([5], true);
    const second = triage.setRead([4], true);
    (await at.centre.next('setRead')).fail(forbidden);
    await taken('setRead');
    assert.deepEqual([await first.done, await second.done], [forbidden, undefined]);
    assert.equal(at.drawn(), '5*! 4 3* 2 1*');
  });

  it('can be retried, as one', async () => {
    const { change } = triage.readFrom(4);
    (await at.centre.next('readFrom')).fail(unreachable);
    await at.settled();
    assert.equal(at.drawn(), '5*! 4*! 3* 2 1*');
    const again = triage.retry(change);
    assert.equal(at.drawn(), '5 4 3* 2 1*');
    await taken('readFrom');
    assert.equal(await again?.done, undefined);
    assert.deepEqual(at.centre.written, [
      ['readFrom', 4],
      ['readFrom', 4],
    ]);
    assert.equal(triage.undo()?.change, change);
  });

  it('can be retried in vain', async () => {
    const { change } = triage.setRead([5], true);
    for (const failure of [unreachable, forbidden]) {
      (await at.centre.next('setRead')).fail(failure);
      await at.settled();
      assert.equal(at.drawn(), '5*! 4* 3* 2 1*');
      assert.equal(ready(at.inbox).troubles.get(5)?.failure, failure);
      triage.retry(change);
    }
  });

  it('is followed by a refresh all the same', async () => {
    triage.setRead([5], true);
    (await at.centre.next('setRead')).fail(unreachable);
    await at.refreshed([notification(5, { isRead: true }), notification(4)]);
    assert.equal(at.drawn(), '5 4*');
    assert.equal(at.centre.pages, 2);
  });

  it('because of a defect is taken back, and the defect is not hidden', async () => {
    const { done } = triage.setRead([5], true);
    (await at.centre.next('setRead')).break(new TypeError('a defect'));
    await assert.rejects(done, TypeError);
    assert.equal(at.drawn(), '5* 4* 3* 2 1*');
    assert.equal(triage.undo(), undefined);
    triage.setRead([4], true);
    await taken('setRead');
    assert.equal(at.drawn(), '5* 4 3* 2 1*');
  });

  it('a decision is left to a person', async () => {
    assert.equal(triage.retry({ kind: 'confirm', ids: [3], value: 'Y' }), undefined);
    await at.settled();
    assert.deepEqual(at.centre.written, []);
  });
});
