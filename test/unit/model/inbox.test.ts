import assert from 'node:assert/strict';
import { Inbox } from '../../../src/model/inbox';
import type { Page } from '../../../src/model/notification';
import { ready } from './drawn';
import { HeldCentre } from './heldCentre';
import { confirmation, idsOf, notification, page, run, unreachable } from './notifications';

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

  it('begins without changes and without troubles', async () => {
    await filled(page(run(1, 1)));
    assert.deepEqual([...ready(inbox).deciding, ...ready(inbox).troubles], []);
  });

  it('says when a refresh has ended, well or not', async () => {
    let count = 0;
    inbox.onDidRefresh(() => count++);
    await filled(page(run(1, 1)));
    assert.equal(count, 1);
    const refreshed = inbox.refresh();
    (await centre.next('page')).fail(unreachable);
    await refreshed;
    assert.equal(count, 2);
  });

  it('does not refresh after a write before the moment that the portal named', async () => {
    await filled(page(run(3, 1)));
    const refreshed = inbox.refresh();
    const retryAt = Date.now() + 60_000;
    const limit = { kind: 'rateLimited', code: 'OPERATION_TIME_LIMIT', retryAt } as const;
    (await centre.next('page')).fail(limit);
    await refreshed;
    await inbox.refreshAfterWrite();
    assert.equal(centre.pages, 2);
    assert.equal(ready(inbox).failure, limit);
  });

  describe('of the unread ones that are not loaded', () => {
    const next = { lastId: 1, lastType: 3 } as const;
    const loadedMore = async (more: Page): Promise<void> => {
      const loaded = inbox.loadMore();
      (await centre.next('page')).answer(more);
      await loaded;
    };

    it('knows how many there are', async () => {
      await filled({ notifications: [confirmation(4), ...run(3, 1)], unreadTotal: 9, next });
      assert.equal(ready(inbox).unreadBeyond, 5);
      await loadedMore({
        notifications: [notification(-1), notification(-2, { isRead: true })],
        unreadTotal: 9,
        next,
      });
      assert.equal(ready(inbox).unreadBeyond, 4);
    });

    it('never counts less than none', async () => {
      await filled({ notifications: run(3, 1), unreadTotal: 2, next });
      assert.equal(ready(inbox).unreadBeyond, 0);
      await loadedMore({ notifications: [notification(-1)], unreadTotal: 2, next });
      assert.equal(ready(inbox).unreadBeyond, 0);
    });

    it('knows of no end where the portal has stopped counting', async () => {
      await filled({ notifications: run(3, 1), unreadTotal: 100, next });
      await loadedMore({ notifications: run(0, -99), unreadTotal: 100, next });
      assert.equal(ready(inbox).unreadBeyond, Number.POSITIVE_INFINITY);
    });

    it('counts again once the portal does', async () => {
      await filled({ notifications: run(3, 1), unreadTotal: 100, next });
      await filled({ notifications: run(3, 1), unreadTotal: 99, next });
      assert.equal(ready(inbox).unreadBeyond, 96);
    });
  });
});
