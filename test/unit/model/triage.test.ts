import assert from 'node:assert/strict';
import { Inbox } from '../../../src/model/inbox';
import { Triage } from '../../../src/model/triage';
import { HeldCentre } from './heldCentre';
import { confirmation, notification, run } from './notifications';
import { scene } from './scene';
import type { Scene } from './scene';

describe('marking', () => {
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
    }
    await at.settled();
    assert.equal(at.centre.calls.length, 1);
    assert.equal(triage.undo(), undefined);
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
    const { change } = triage.readFrom(3);
    assert.equal(at.drawn(), '5 4 3 2 1*');
    assert.deepEqual(change, { kind: 'readFrom', from: 3, ids: [5, 4, 3] });
    await taken('readFrom');
    assert.deepEqual(at.centre.written, [['readFrom', 3]]);
    assert.equal(at.drawn(), '5 4 3 2 1*');
  });

  it('all leaves out the confirmations', async () => {
    const { change } = triage.readAll();
    assert.equal(at.drawn(), '5 4 3* 2 1');
    assert.deepEqual(change, { kind: 'readAll', ids: [5, 4, 1] });
    await taken('readAll');
    assert.deepEqual(at.centre.written, [['readAll']]);
  });

  it('all is told to the portal even where all that is loaded is read: more may be unread there', async () => {
    triage.readAll();
    triage.readAll();
    triage.readFrom(4);
    await taken('readAll');
    await taken('readAll');
    await taken('readFrom');
    assert.deepEqual(at.centre.written, [['readAll'], ['readAll'], ['readFrom', 4]]);
  });

  it('all covers what arrives meanwhile, until the portal has told', async () => {
    triage.readAll();
    const write = await at.centre.next('readAll');
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
    triage.readAll();
    for (let count = 0; count < 3; count++) {
      await taken('setRead');
      assert.equal(at.centre.pages, 1);
    }
    await taken('readAll');
    assert.equal(at.centre.pages, 2);
  });

  it('before anything is loaded reaches the portal', async () => {
    const centre = new HeldCentre();
    const early = new Triage(centre, new Inbox(centre));
    early.setRead([9], true);
    assert.deepEqual(early.readAll().change.ids, []);
    await at.settled();
    assert.deepEqual(centre.written, [['setRead', [9], true]]);
  });
});
