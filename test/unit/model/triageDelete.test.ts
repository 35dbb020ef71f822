import assert from 'node:assert/strict';
import { Triage } from '../../../src/model/triage';
import type { Failure } from '../../../src/model/portalFailure';
import { ready } from './drawn';
import { run, unreachable } from './notifications';
import { scene } from './scene';
import type { Scene } from './scene';

const DELAY_MS = 6_000;
const refused: Failure = { kind: 'brokeDown', code: 'ERROR_CORE' };

describe('deleting', () => {
  let at: Scene;
  let triage: Triage;
  beforeEach(async () => {
    at = await scene(run(5, 1));
    triage = new Triage(at.centre, at.inbox);
  });
  afterEach(() => {
    triage.dispose();
    at.end();
  });
  const deleted = async (left: readonly (readonly [number, Failure])[] = []): Promise<void> => {
    (await at.centre.next('delete')).answer(new Map(left));
    await at.settled();
  };

  it('is drawn at once, and sent when its time has passed, not before', async () => {
    const { change, done } = triage.delete([5, 3], DELAY_MS);
    assert.deepEqual(change, { kind: 'delete', ids: [5, 3] });
    assert.equal(at.drawn(), '4* 2* 1*');
    await at.clock.tickAsync(DELAY_MS - 1);
    assert.deepEqual(at.centre.written, []);
    await at.clock.tickAsync(1);
    assert.deepEqual(at.centre.written, [['delete', [5, 3]]]);
    assert.equal(at.drawn(), '4* 2* 1*');
    await deleted();
    assert.equal(await done, undefined);
    assert.equal(at.drawn(), '4* 2* 1*');
    await at.refreshed([...run(4, 4), ...run(2, 1)]);
    assert.equal(at.drawn(), '4* 2* 1*');
    assert.equal(at.centre.pages, 2);
  });

  it('stays drawn through what the portal says meanwhile', async () => {
    triage.delete([5], DELAY_MS);
    void at.inbox.refresh();
    await at.refreshed(run(6, 1));
    assert.equal(at.drawn(), '6* 4* 3* 2* 1*');
    await at.clock.tickAsync(DELAY_MS);
    void at.inbox.refresh();
    await at.refreshed(run(6, 1));
    assert.equal(at.drawn(), '6* 4* 3* 2* 1*');
    await deleted();
    assert.equal(at.drawn(), '6* 4* 3* 2* 1*');
  });

  it('without time for a way back is sent at once', async () => {
    triage.delete([5], 0);
    await at.settled();
    assert.deepEqual(at.centre.written, [['delete', [5]]]);
  });

  it('of several at their own times is sent at their own times', async () => {
    triage.delete([5], DELAY_MS);
    await at.clock.tickAsync(1_000);
    triage.delete([4], DELAY_MS);
    assert.equal(at.drawn(), '3* 2* 1*');
    await at.clock.tickAsync(DELAY_MS - 1_000);
    assert.deepEqual(at.centre.written, [['delete', [5]]]);
    await deleted();
    await at.clock.tickAsync(1_000);
    assert.deepEqual(at.centre.written.at(-1), ['delete', [4]]);
    assert.equal(at.drawn(), '3* 2* 1*');
  });

  it('does not hold up other writes while it waits', async () => {
    triage.delete([5], DELAY_MS);
    triage.setRead([4], true);
    await at.settled();
    assert.deepEqual(at.centre.written, [['setRead', [4], true]]);
  });

  it('waits for the writes before it, once its time has passed', async () => {
    triage.setRead([4], true);
    triage.delete([5], DELAY_MS);
    await at.clock.tickAsync(DELAY_MS);
    assert.equal(at.centre.written.length, 1);
    (await at.centre.next('setRead')).fail(unreachable);
    await at.settled();
    assert.deepEqual(at.centre.written.at(-1), ['delete', [5]]);
  });

  it('of nothing is nothing', async () => {
    const { done } = triage.delete([], DELAY_MS);
    assert.equal(await done, undefined);
    await at.clock.tickAsync(DELAY_MS);
    assert.equal(at.centre.calls.length, 1);
    assert.equal(triage.undo(), undefined);
  });

  it('that is undone and done again is sent once, at the later time', async () => {
    triage.delete([5], DELAY_MS);
    await at.clock.tickAsync(DELAY_MS - 1);
    triage.undo();
    triage.delete([5], DELAY_MS);
    await at.clock.tickAsync(DELAY_MS - 1);
    assert.deepEqual(at.centre.written, []);
    await at.clock.tickAsync(1);
    assert.deepEqual(at.centre.written, [['delete', [5]]]);
  });

  it('leaves what was marked meanwhile as it was marked, when undone', async () => {
    triage.delete([5], DELAY_MS);
    const step = triage.readAll();
    assert.deepEqual(step.change.ids, [4, 3, 2, 1]);
    (await at.centre.next('readAll')).answer();
    await at.refreshed(run(5, 1).map(each => ({ ...each, isRead: true })));
    triage.undo();
    triage.undo();
    assert.equal(at.drawn(), '5 4* 3* 2* 1*');
  });

  describe('that the portal does not take', () => {
    it('at all brings everything back, each with its trouble', async () => {
      const { change, done } = triage.delete([5, 4], DELAY_MS);
      await at.clock.tickAsync(DELAY_MS);
      (await at.centre.next('delete')).fail(unreachable);
      assert.equal(await done, unreachable);
      assert.equal(at.drawn(), '5*! 4*! 3* 2* 1*');
      assert.deepEqual(ready(at.inbox).troubles.get(4), { change, failure: unreachable });
      assert.equal(triage.undo(), undefined);
    });

    it('in part brings back that part, each with its own reason', async () => {
      const { done } = triage.delete([5, 4, 3], DELAY_MS);
      await at.clock.tickAsync(DELAY_MS);
      await deleted([
        [5, refused],
        [3, unreachable],
      ]);
      assert.equal(await done, undefined);
      assert.equal(at.drawn(), '5*! 3*! 2* 1*');
      assert.deepEqual(ready(at.inbox).troubles.get(5), {
        change: { kind: 'delete', ids: [5] },
        failure: refused,
      });
      assert.equal(ready(at.inbox).troubles.get(3)?.failure, unreachable);
    });

    it('can be retried, at once', async () => {
      triage.delete([5, 4], DELAY_MS);
      await at.clock.tickAsync(DELAY_MS);
      await deleted([[5, refused]]);
      const trouble = ready(at.inbox).troubles.get(5);
      assert.ok(trouble);
      const again = triage.retry(trouble.change);
      assert.equal(at.drawn(), '3* 2* 1*');
      await at.settled();
      assert.deepEqual(at.centre.written.at(-1), ['delete', [5]]);
      await deleted();
      assert.equal(await again?.done, undefined);
      assert.equal(at.drawn(), '3* 2* 1*');
    });

    it('but may have, and has, is no trouble after the refresh', async () => {
      triage.delete([5], DELAY_MS);
      await at.clock.tickAsync(DELAY_MS);
      (await at.centre.next('delete')).fail(unreachable);
      await at.refreshed(run(4, 1));
      assert.equal(at.drawn(), '4* 3* 2* 1*');
      assert.equal(ready(at.inbox).troubles.size, 0);
    });
  });

  describe('at the end', () => {
    it('keeps what was not sent, for good', async () => {
      const [first, second] = [triage.delete([5], DELAY_MS), triage.delete([4, 3], 2 * DELAY_MS)];
      triage.dispose();
      triage.dispose();
      assert.deepEqual([await first.done, await second.done], [undefined, undefined]);
      assert.equal(at.drawn(), '5* 4* 3* 2* 1*');
      await at.clock.tickAsync(10 * DELAY_MS);
      assert.equal(at.centre.calls.length, 1);
      assert.equal(at.clock.countTimers(), 0);
    });

    it('lets what was sent go on', async () => {
      const { done } = triage.delete([5], 0);
      await at.settled();
      triage.dispose();
      assert.equal(at.drawn(), '4* 3* 2* 1*');
      await deleted();
      assert.equal(await done, undefined);
      assert.equal(at.drawn(), '4* 3* 2* 1*');
    });
  });
});
