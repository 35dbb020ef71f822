import assert from 'node:assert/strict';
import { Inbox } from '../../../../src/model/inbox/inbox';
import { type Failure, PortalFailure } from '../../../../src/model/portalFailure';
import { Triage, WriteQueue } from '../../../../src/model/triage/triage';
import { HeldApi } from '../../support/heldApi';
import { type InboxScene, ready, startInboxScene } from '../../support/inboxScene';
import { confirmation, notification, run, unreachable } from '../../support/notifications';

describe('marking', () => {
  let at: InboxScene;
  let triage: Triage;
  beforeEach(async () => {
    at = await startInboxScene([...run(5, 4), confirmation(3), notification(2, { isRead: true }), notification(1)], {
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
  const taken = async (method: 'setRead' | 'markReadFrom' | 'markAllRead'): Promise<void> => {
    (await at.centre.next(method)).answer();
    await at.settled();
  };

  it('is drawn at once, before the portal is told', async () => {
    const { change, done } = triage.setRead([5, 3], true);
    assert.equal(at.drawn(), '5 4* 3 2 1*');
    assert.deepEqual(at.centre.written, []);
    assert.deepEqual(change, { kind: 'read', ids: [5, 3], isRead: true });
    await taken('setRead');
    assert.deepEqual(at.centre.written, [['setRead', [5, 3], true]]);
    await at.refreshed(run(5, 1).map(each => ({ ...each, isRead: each.id !== 1 })));
    assert.equal(await done, undefined);
    assert.equal(at.drawn(), '5 4 3 2 1*');
    assert.equal(at.centre.pages, 2);
  });

  it('as unread is the other way round', async () => {
    triage.setRead([2], false);
    assert.equal(at.drawn(), '5* 4* 3* 2* 1*');
    await taken('setRead');
    assert.deepEqual(at.centre.written, [['setRead', [2], false]]);
  });

  it('names only those that are not so already', async () => {
    const { change } = triage.setRead([5, 2, 1], true);
    assert.deepEqual(change.ids, [5, 1]);
    await at.settled();
    assert.deepEqual(at.centre.written, [['setRead', [5, 1], true]]);
  });

  it('names those too that are not loaded', async () => {
    triage.setRead([2, 77], true);
    await at.settled();
    assert.deepEqual(at.centre.written, [['setRead', [77], true]]);
  });

  it('is nothing where nothing changes', async () => {
    for (const begun of [triage.setRead([2], true), triage.setRead([], true), triage.setRead([5], false)]) {
      assert.equal(await begun.done, undefined);
      assert.deepEqual(begun.change.ids, []);
      assert.equal(begun.undo(), undefined);
    }
    await at.settled();
    assert.equal(at.centre.calls.length, 1);
  });

  it('goes by what is drawn, not by what the portal last said', async () => {
    triage.setRead([5], true);
    assert.deepEqual(triage.setRead([5], true).change.ids, []);
    assert.deepEqual(triage.setRead([5], false).change.ids, [5]);
    await taken('setRead');
    await taken('setRead');
    assert.deepEqual(at.centre.written, [
      ['setRead', [5], true],
      ['setRead', [5], false],
    ]);
  });

  it('one as read, then unread, then read reaches the portal in that order, one after the other', async () => {
    triage.setRead([5], true);
    triage.setRead([5], false);
    triage.setRead([5], true);
    await at.settled();
    for (const [count, isRead] of [true, false, true].entries()) {
      assert.equal(at.drawn(), '5 4* 3* 2 1*');
      assert.equal(at.centre.written.length, count + 1);
      assert.deepEqual(at.centre.written.at(-1), ['setRead', [5], isRead]);
      await taken('setRead');
    }
    assert.equal(at.centre.written.length, 3);
    assert.equal(at.drawn(), '5 4* 3* 2 1*');
  });

  it('from one on takes it, all newer ones and confirmations', async () => {
    const { change } = triage.markReadFrom(3);
    assert.equal(at.drawn(), '5 4 3 2 1*');
    assert.deepEqual(change, { kind: 'readFrom', from: 3, ids: [5, 4, 3] });
    await taken('markReadFrom');
    assert.deepEqual(at.centre.written, [['markReadFrom', 3]]);
    assert.equal(at.drawn(), '5 4 3 2 1*');
  });

  it('all leaves out the confirmations', async () => {
    const { change } = triage.markAllRead();
    assert.equal(at.drawn(), '5 4 3* 2 1');
    assert.deepEqual(change, { kind: 'readAll', ids: [5, 4, 1] });
    await taken('markAllRead');
    assert.deepEqual(at.centre.written, [['markAllRead']]);
  });

  it('all is told to the portal even where all that is loaded is read: more may be unread there', async () => {
    triage.markAllRead();
    triage.markAllRead();
    triage.markReadFrom(4);
    await taken('markAllRead');
    await taken('markAllRead');
    await taken('markReadFrom');
    assert.deepEqual(at.centre.written, [['markAllRead'], ['markAllRead'], ['markReadFrom', 4]]);
  });

  it('all covers what arrives meanwhile, until the portal has told', async () => {
    triage.markAllRead();
    const write = await at.centre.next('markAllRead');
    void at.inbox.refresh();
    await at.refreshed([notification(6), ...run(5, 1)]);
    assert.equal(at.drawn(), '6 5 4 3 2 1');
    write.answer();
    await at.refreshed([notification(6), ...run(5, 1)]);
    assert.equal(at.drawn(), '6* 5* 4* 3* 2* 1*');
  });

  it('in a burst is followed by one refresh', async () => {
    for (const id of [5, 4, 1]) {
      triage.setRead([id], true);
    }
    triage.markAllRead();
    for (let count = 0; count < 3; count++) {
      await taken('setRead');
      assert.equal(at.centre.pages, 1);
    }
    await taken('markAllRead');
    assert.equal(at.centre.pages, 2);
  });

  it('before anything is loaded reaches the portal', async () => {
    const centre = new HeldApi();
    const early = new Triage(centre, new Inbox(centre));
    early.setRead([9], true);
    assert.deepEqual(early.markAllRead().change.ids, []);
    await at.settled();
    assert.deepEqual(centre.written, [['setRead', [9], true]]);
  });

  describe('that the portal does not take', () => {
    const forbidden: Failure = { kind: 'forbidden', code: 'insufficient_scope', scope: 'im' };

    it('is taken back, and the rows say why', async () => {
      const { change, done, undo } = triage.setRead([5, 4], true);
      (await at.centre.next('setRead')).fail(forbidden);
      assert.equal(await done, forbidden);
      assert.equal(at.drawn(), '5*! 4*! 3* 2 1*');
      assert.deepEqual(ready(at.inbox).failedChanges.get(5), { change, failure: forbidden });
      assert.equal(undo(), undefined);
    });

    it('does not hold up the next, which stays', async () => {
      const first = triage.setRead([5], true);
      const second = triage.setRead([4], true);
      (await at.centre.next('setRead')).fail(forbidden);
      await taken('setRead');
      assert.deepEqual([await first.done, await second.done], [forbidden, undefined]);
      assert.equal(at.drawn(), '5*! 4 3* 2 1*');
    });

    for (const [name, mark, method, ids] of [
      ['of one and all newer ones', () => triage.markReadFrom(4), 'markReadFrom', [5, 4]],
      ['of all', () => triage.markAllRead(), 'markAllRead', [5, 4, 1]],
    ] as const) {
      it(`can be retried, as one, for those that it was about, not for what has come since: ${name}`, async () => {
        const before = at.drawn();
        const { change } = mark();
        (await at.centre.next(method)).fail(unreachable);
        await at.refreshed([notification(6), ...run(5, 4), confirmation(3), notification(1)]);
        const again = triage.retry(change);
        const isMarked = (id: number): boolean => (ids as readonly number[]).includes(id);
        const marked = [6, 5, 4, 3, 1].map(id => `${id}${isMarked(id) ? '' : '*'}`).join(' ');
        assert.equal(at.drawn(), marked);
        await taken('setRead');
        assert.equal(await again?.done, undefined);
        assert.equal(at.drawn(), marked);
        assert.deepEqual(at.centre.written.at(-1), ['setRead', ids, true]);
        assert.equal(at.centre.written.length, 2);
        assert.deepEqual(again?.change, { kind: 'read', ids, isRead: true });
        assert.ok(again.undo());
        assert.equal(at.drawn(), `6* ${before.replace(' 2', '')}`);
      });
    }

    it('can be retried in vain', async () => {
      const { change } = triage.setRead([5], true);
      for (const failure of [unreachable, forbidden]) {
        (await at.centre.next('setRead')).fail(failure);
        await at.settled();
        assert.equal(at.drawn(), '5*! 4* 3* 2 1*');
        assert.equal(ready(at.inbox).failedChanges.get(5)?.failure, failure);
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
      const { done, undo } = triage.setRead([5], true);
      (await at.centre.next('setRead')).break(new TypeError('a defect'));
      await assert.rejects(done, TypeError);
      assert.equal(at.drawn(), '5* 4* 3* 2 1*');
      assert.equal(undo(), undefined);
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
});

describe('deleting', () => {
  const DELAY_MS = 6_000;

  const refused: Failure = { kind: 'brokeDown', code: 'ERROR_CORE' };

  let at: InboxScene;
  let triage: Triage;
  beforeEach(async () => {
    at = await startInboxScene(run(5, 1));
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
    const { done, undo } = triage.delete([], DELAY_MS);
    assert.equal(await done, undefined);
    await at.clock.tickAsync(DELAY_MS);
    assert.equal(at.centre.calls.length, 1);
    assert.equal(undo(), undefined);
  });

  it('that is undone and done again is sent once, at the later time', async () => {
    const { undo } = triage.delete([5], DELAY_MS);
    await at.clock.tickAsync(DELAY_MS - 1);
    void undo();
    triage.delete([5], DELAY_MS);
    await at.clock.tickAsync(DELAY_MS - 1);
    assert.deepEqual(at.centre.written, []);
    await at.clock.tickAsync(1);
    assert.deepEqual(at.centre.written, [['delete', [5]]]);
  });

  it('leaves what was marked meanwhile as it was marked, when undone', async () => {
    const deletion = triage.delete([5], DELAY_MS);
    const reading = triage.markAllRead();
    assert.deepEqual(reading.change.ids, [4, 3, 2, 1]);
    (await at.centre.next('markAllRead')).answer();
    await at.refreshed(run(5, 1).map(each => ({ ...each, isRead: true })));
    void reading.undo();
    void deletion.undo();
    assert.equal(at.drawn(), '5 4* 3* 2* 1*');
  });

  describe('that the portal does not take', () => {
    it('at all brings everything back, each with its trouble', async () => {
      const { change, done, undo } = triage.delete([5, 4], DELAY_MS);
      await at.clock.tickAsync(DELAY_MS);
      (await at.centre.next('delete')).fail(unreachable);
      assert.equal(await done, unreachable);
      assert.equal(at.drawn(), '5*! 4*! 3* 2* 1*');
      assert.deepEqual(ready(at.inbox).failedChanges.get(4), { change, failure: unreachable });
      assert.equal(undo(), undefined);
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
      assert.deepEqual(ready(at.inbox).failedChanges.get(5), {
        change: { kind: 'delete', ids: [5] },
        failure: refused,
      });
      assert.equal(ready(at.inbox).failedChanges.get(3)?.failure, unreachable);
    });

    it('can be retried, at once', async () => {
      triage.delete([5, 4], DELAY_MS);
      await at.clock.tickAsync(DELAY_MS);
      await deleted([[5, refused]]);
      const trouble = ready(at.inbox).failedChanges.get(5);
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
      assert.equal(ready(at.inbox).failedChanges.size, 0);
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

describe('writes', () => {
  /** Writes that a test ends by hand. */
  class Line {
    readonly begun: string[] = [];
    refreshes = 0;
    readonly writes = new WriteQueue({
      refreshAfterWrite: () => {
        this.refreshes++;
        return Promise.resolve();
      },
    });
    readonly #ends = new Map<string, (error?: Error) => void>();

    readonly add = (name: string) =>
      this.writes.add(
        () =>
          new Promise((resolve, reject) => {
            this.begun.push(name);
            this.#ends.set(name, error => {
              if (error === undefined) {
                resolve();
              } else {
                reject(error);
              }
            });
          }),
      );

    async end(name: string, error?: Error): Promise<void> {
      await idle();
      const end = this.#ends.get(name);
      assert.ok(end, `${name} is not under way`);
      end(error);
      await idle();
    }
  }

  const idle = () =>
    new Promise(resolve => {
      setImmediate(resolve);
    });

  let line: Line;
  beforeEach(() => {
    line = new Line();
  });

  it('are sent one after the other, in the order in which they came', async () => {
    const all = ['a', 'b', 'c'].map(line.add);
    await idle();
    assert.deepEqual(line.begun, ['a']);
    await line.end('a');
    assert.deepEqual(line.begun, ['a', 'b']);
    await line.end('b');
    await line.end('c');
    assert.deepEqual(line.begun, ['a', 'b', 'c']);
    assert.deepEqual(await Promise.all(all), [undefined, undefined, undefined]);
  });

  it('are followed by one refresh, when the last has ended', async () => {
    void line.add('a');
    void line.add('b');
    await line.end('a');
    void line.add('c');
    await line.end('b');
    assert.equal(line.refreshes, 0);
    await line.end('c');
    assert.equal(line.refreshes, 1);
    void line.add('d');
    await line.end('d');
    assert.equal(line.refreshes, 2);
  });

  it('that fail give why, hold nothing up, and are followed by a refresh', async () => {
    const [first, second] = [line.add('a'), line.add('b')];
    await line.end('a', new PortalFailure(unreachable));
    assert.deepEqual(line.begun, ['a', 'b']);
    assert.equal(line.refreshes, 0);
    await line.end('b', new PortalFailure({ kind: 'malformed' }));
    assert.deepEqual([await first, await second], [unreachable, { kind: 'malformed' }]);
    assert.equal(line.refreshes, 1);
  });

  it('never hide a defect, and go on after it', async () => {
    const [first, second] = [line.add('a'), line.add('b')];
    const rejected = assert.rejects(first, TypeError);
    await line.end('a', new TypeError('a defect'));
    await rejected;
    await line.end('b');
    assert.equal(await second, undefined);
    assert.equal(line.refreshes, 1);
  });

  it('are there before the refresh is asked for', async () => {
    const order: string[] = [];
    const writes = new WriteQueue({
      refreshAfterWrite: () => {
        order.push('refresh');
        return Promise.resolve();
      },
    });
    await writes.add(async () => {
      await idle();
      order.push('write');
    });
    assert.deepEqual(order, ['write', 'refresh']);
  });
});
