import assert from 'node:assert/strict';
import { Inbox } from '../../../src/model/inbox';
import type { InboxState } from '../../../src/model/inbox';
import type { Page } from '../../../src/model/notification';
import { HeldCentre } from './heldCentre';
import { confirmation, idsOf, notification, page, run, unreachable } from './notifications';

function ready({ state }: Inbox): Extract<InboxState, { kind: 'ready' }> {
  assert.ok(state.kind === 'ready', state.kind);
  return state;
}

describe('the inbox', () => {
  let centre: HeldCentre;
  let inbox: Inbox;
  let kinds: string[];
  beforeEach(() => {
    centre = new HeldCentre();
    inbox = new Inbox(centre);
    kinds = [];
    inbox.onDidChange(({ kind }) => kinds.push(kind));
  });

  const filled = async (first: Page): Promise<void> => {
    const refreshed = inbox.refresh();
    (await centre.next('page')).answer(first);
    await refreshed;
  };

  it('knows nothing at first', () => {
    assert.deepEqual(inbox.state, { kind: 'loading' });
    assert.equal(inbox.failure, undefined);
    assert.deepEqual(centre.calls, []);
  });

  it('holds what the portal says, and when it said so', async () => {
    const before = Date.now();
    await filled({ notifications: run(3, 1), unreadTotal: 77 });
    const { notifications, unreadTotal, updatedAt } = ready(inbox);
    assert.deepEqual(idsOf(notifications), [3, 2, 1]);
    assert.equal(unreadTotal, 77);
    assert.ok(updatedAt >= before && updatedAt <= Date.now());
    assert.deepEqual(kinds, ['ready']);
  });

  it('asks once, however often it is told to', async () => {
    const both = [inbox.refresh(), inbox.refresh()];
    (await centre.next('page')).answer(page(run(1, 1)));
    await Promise.all(both);
    assert.equal(centre.calls.length, 1);
    assert.deepEqual(kinds, ['ready']);
  });

  it('has failed where nothing was ever loaded, and mends', async () => {
    const refreshed = inbox.refresh();
    (await centre.next('page')).fail(unreachable);
    await refreshed;
    assert.deepEqual(inbox.state, { kind: 'failed', failure: unreachable });
    assert.deepEqual(inbox.failure, unreachable);
    await filled(page(run(1, 1)));
    assert.equal(inbox.failure, undefined);
    assert.deepEqual(idsOf(ready(inbox).notifications), [1]);
  });

  it('keeps the list, the number and the moment when a refresh fails', async () => {
    await filled(page(run(3, 1)));
    const before = ready(inbox);
    const refreshed = inbox.refresh();
    (await centre.next('page')).fail(unreachable);
    await refreshed;
    assert.deepEqual(inbox.state, { ...before, failure: unreachable });
    await filled(page(run(4, 1)));
    assert.equal('failure' in ready(inbox), false);
  });

  it('never hides a defect, and goes on after it', async () => {
    const refreshed = inbox.refresh();
    (await centre.next('page')).break(new TypeError('a defect'));
    await assert.rejects(refreshed, TypeError);
    await filled(page(run(1, 1)));
    assert.equal(ready(inbox).notifications.length, 1);
  });

  describe('with a reply', () => {
    it('sends it once, trimmed, and passes on what the portal says', async () => {
      const answered = inbox.answer(7, ' Hello \n');
      const call = await centre.next('answer');
      assert.deepEqual(call.arguments, [7, 'Hello']);
      call.answer(['Done']);
      assert.deepEqual(await answered, ['Done']);
      assert.equal(centre.calls.length, 1);
    });

    it('lets its failure through and sends nothing again', async () => {
      const answered = inbox.answer(7, 'Hello');
      (await centre.next('answer')).fail(unreachable);
      await assert.rejects(answered, { name: 'PortalFailure', failure: unreachable });
      assert.equal(centre.calls.length, 1);
      assert.deepEqual(kinds, []);
    });
  });

  describe('after a write', () => {
    it('shows it at once, then asks the portal', async () => {
      await filled(page(run(3, 1)));
      const marked = inbox.setRead([2], true);
      const write = await centre.next('setRead');
      assert.deepEqual(write.arguments, [[2], true]);
      assert.deepEqual(
        ready(inbox).notifications.map(({ isRead }) => isRead),
        [false, false, false],
      );
      write.answer();
      const refresh = await centre.next('page');
      assert.deepEqual(
        ready(inbox).notifications.map(({ isRead }) => isRead),
        [false, true, false],
      );
      assert.equal(ready(inbox).unreadTotal, 3);
      refresh.answer({ notifications: [notification(4)], unreadTotal: 1 });
      await marked;
      assert.deepEqual(idsOf(ready(inbox).notifications), [4]);
      assert.equal(ready(inbox).unreadTotal, 1);
    });

    it('is not followed by a refresh before the moment that the portal named', async () => {
      await filled(page(run(3, 1)));
      const refreshed = inbox.refresh();
      const retryAt = Date.now() + 60_000;
      const limit = { kind: 'rateLimited', code: 'OPERATION_TIME_LIMIT', retryAt } as const;
      (await centre.next('page')).fail(limit);
      await refreshed;
      const marked = inbox.setRead([2], true);
      (await centre.next('setRead')).answer();
      await marked;
      assert.deepEqual(
        centre.calls.map(call => call.method),
        ['page', 'page', 'setRead'],
      );
      assert.equal(ready(inbox).failure, limit);
    });

    it('leaves confirmations unread when all are read', async () => {
      await filled(page([confirmation(3), notification(2), notification(1, { kind: 'system' })]));
      const done = inbox.readAll();
      (await centre.next('readAll')).answer();
      const refresh = await centre.next('page');
      assert.deepEqual(
        ready(inbox).notifications.map(({ isRead }) => isRead),
        [false, true, true],
      );
      refresh.fail(unreachable);
      await done;
      assert.deepEqual(ready(inbox).failure, unreachable);
    });

    it('that failed changes nothing', async () => {
      await filled(page(run(3, 1)));
      const before = inbox.state;
      const marked = inbox.setRead([2], true);
      (await centre.next('setRead')).fail(unreachable);
      await assert.rejects(marked, { name: 'PortalFailure' });
      assert.equal(inbox.state, before);
    });

    it('drops the answer to what was asked before it, and asks again', async () => {
      await filled(page(run(3, 1)));
      const refreshed = inbox.refresh();
      const old = await centre.next('page');
      const marked = inbox.setRead([3, 2, 1], true);
      (await centre.next('setRead')).answer();
      await Promise.resolve();
      old.answer({ notifications: run(3, 1), unreadTotal: 3 });
      const fresh = await centre.next('page');
      assert.deepEqual(
        ready(inbox).notifications.map(({ isRead }) => isRead),
        [true, true, true],
      );
      fresh.answer({ notifications: [notification(3, { isRead: true })], unreadTotal: 0 });
      await Promise.all([refreshed, marked]);
      assert.equal(ready(inbox).unreadTotal, 0);
      assert.equal(centre.calls.filter(({ method }) => method === 'page').length, 3);
    });
  });
});
