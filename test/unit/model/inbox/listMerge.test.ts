import { type Clock, install } from '@sinonjs/fake-timers';
import assert from 'node:assert/strict';
import { Inbox } from '../../../../src/model/inbox/inbox';
import { type InboxSnapshot, truncateSnapshot } from '../../../../src/model/inbox/inboxSnapshot';
import {
  isLoadLimitReached,
  type LoadedNotifications,
  MAX_LOADED_NOTIFICATIONS,
  mergeNewestPage,
  mergeNextPage,
} from '../../../../src/model/inbox/listMerge';
import { flood } from '../../../portal/flood';
import { type StandInPortal, startPortal } from '../../../portal/portal';
import { MINUTE_MS } from '../../support/clock';
import { connect } from '../../support/connection';
import { confirmation, idsOf, notification, page, run } from '../../support/notifications';

describe('a list for other windows and the next start', () => {
  const next = { lastId: 1, lastType: 3 } as const;
  const truncated = (count: number, confirmations: number): InboxSnapshot =>
    truncateSnapshot({
      notifications: [...run(count, confirmations + 1), ...run(confirmations, 1).map(({ id }) => confirmation(id))],
      unreadTotal: 100,
      total: 999,
      next,
      askedAt: 1,
      renewedAt: 1,
      fingerprint: '',
      counted: 100,
    });
  const counts = ({ notifications }: InboxSnapshot): readonly number[] => {
    const ordinary = notifications.filter(({ kind }) => kind !== 'confirmation').length;
    return [ordinary, notifications.length - ordinary];
  };

  it('is short, and holds enough that confirmations don’t hide', () => {
    assert.deepEqual(counts(truncated(150, 20)), [130, 20]);
    assert.deepEqual(counts(truncated(400, 20)), [180, 20]);
    assert.deepEqual(counts(truncated(400, 180)), [50, 180]);
    assert.deepEqual(counts(truncated(600, 300)), [50, 199]);
    assert.deepEqual(truncated(400, 20).next, { lastId: 221, lastType: 3 });
    assert.equal(truncated(400, 20).total, 999);
  });

  it('leaves loaded what another window has loaded, however many confirmations there are', () => {
    const told = truncated(400, 199);
    const before = { notifications: run(390, 200), next: { lastId: 200, lastType: 3 } as const };
    assert.equal(mergeNewestPage(before, told).notifications.length, 400);
  });
});

describe('firstPage', () => {
  const after = (lastId: number) => ({ lastId, lastType: 3 }) as const;
  const summary = ({ notifications, next }: LoadedNotifications) => [idsOf(notifications), next?.lastId];

  describe('a fresh first page', () => {
    it('that is the last one is all there is', () => {
      const before: LoadedNotifications = { notifications: run(9, 1), next: after(1) };
      assert.deepEqual(summary(mergeNewestPage(before, page(run(10, 8)))), [[10, 9, 8], undefined]);
      assert.deepEqual(summary(mergeNewestPage(before, page([]))), [[], undefined]);
    });

    it('is the list where nothing was loaded', () => {
      const after7 = page(run(9, 7), after(7));
      assert.deepEqual(summary(mergeNewestPage({ notifications: [] }, after7)), [[9, 8, 7], 7]);
    });

    it('leaves loaded what lies beyond it, and where loading goes on', () => {
      const before: LoadedNotifications = { notifications: run(9, 2), next: after(2) };
      const merged = mergeNewestPage(before, page(run(11, 8), after(8)));
      assert.deepEqual(summary(merged), [[11, 10, 9, 8, 7, 6, 5, 4, 3, 2], 2]);
    });

    it('leaves everything loaded where everything was', () => {
      const merged = mergeNewestPage({ notifications: run(9, 1) }, page(run(10, 8), after(8)));
      assert.deepEqual(summary(merged), [[10, 9, 8, 7, 6, 5, 4, 3, 2, 1], undefined]);
    });

    it('goes on after itself where nothing lies beyond it', () => {
      const before: LoadedNotifications = { notifications: run(9, 7), next: after(7) };
      assert.deepEqual(summary(mergeNewestPage(before, page(run(9, 7), after(7)))), [[9, 8, 7], 7]);
    });

    it('goes on after itself where it reaches further than what was loaded', () => {
      const before: LoadedNotifications = { notifications: run(9, 7), next: after(7) };
      assert.deepEqual(summary(mergeNewestPage(before, page(run(8, 6), after(6)))), [[8, 7, 6], 6]);
    });

    it('lets go what lies behind a gap', () => {
      const before: LoadedNotifications = { notifications: run(9, 1), next: after(1) };
      assert.deepEqual(summary(mergeNewestPage(before, page(run(20, 15), after(15)))), [
        run(20, 15).map(({ id }) => id),
        15,
      ]);
    });

    it('has no gap where it reaches the newest one that was loaded', () => {
      const before: LoadedNotifications = { notifications: run(9, 7) };
      assert.deepEqual(summary(mergeNewestPage(before, page(run(12, 9), after(9)))), [
        [12, 11, 10, 9, 8, 7],
        undefined,
      ]);
    });

    it('says what is read, and what is gone, as far as it reaches', () => {
      const before: LoadedNotifications = { notifications: run(9, 5), next: after(5) };
      const fresh = [notification(9, { isRead: true }), notification(7)];
      const { notifications } = mergeNewestPage(before, page(fresh, after(7)));
      assert.deepEqual(
        notifications.map(({ id, isRead }) => [id, isRead]),
        [
          [9, true],
          [7, false],
          [6, false],
          [5, false],
        ],
      );
    });

    it('holds all confirmations that are left: the others are decided', () => {
      const before: LoadedNotifications = {
        notifications: [confirmation(8), ...run(7, 5), confirmation(1)],
        next: after(5),
      };
      const { notifications } = mergeNewestPage(before, page([confirmation(1), ...run(9, 7)], after(7)));
      assert.deepEqual(
        idsOf(notifications),
        [9, 7, 6, 5, 1].flatMap(id => (id === 9 ? [9, 8] : [id])),
      );
      assert.deepEqual(
        notifications.filter(({ kind }) => kind === 'confirmation').map(({ id }) => id),
        [1],
      );
    });

    it('orders by date, then by id', () => {
      const same = [notification(2, { date: 5 }), notification(3, { date: 5 }), notification(1, { date: 9 })];
      assert.deepEqual(idsOf(mergeNewestPage({ notifications: [] }, page(same)).notifications), [1, 3, 2]);
    });

    it('changes nothing of what was there before', () => {
      const before: LoadedNotifications = Object.freeze({
        notifications: Object.freeze([...run(3, 1)]),
        next: after(1),
      });
      const fresh = page(Object.freeze([...run(5, 3)]), after(3));
      assert.doesNotThrow(() => mergeNewestPage(before, fresh));
      assert.doesNotThrow(() => mergeNextPage(before, fresh));
    });
  });

  describe('a further page', () => {
    it('is added at the end, and brings along where to go on', () => {
      const before: LoadedNotifications = { notifications: run(9, 7), next: after(7) };
      assert.deepEqual(summary(mergeNextPage(before, page(run(6, 4), after(4)))), [[9, 8, 7, 6, 5, 4], 4]);
      assert.deepEqual(summary(mergeNextPage(before, page(run(6, 4)))), [[9, 8, 7, 6, 5, 4], undefined]);
      assert.deepEqual(summary(mergeNextPage(before, page([]))), [[9, 8, 7], undefined]);
    });

    it('wins where it holds what is there already', () => {
      const before: LoadedNotifications = { notifications: run(9, 7), next: after(7) };
      const { notifications } = mergeNextPage(before, page([notification(7, { isRead: true }), notification(6)]));
      assert.deepEqual(
        notifications.map(({ id, isRead }) => [id, isRead]),
        [
          [9, false],
          [8, false],
          [7, true],
          [6, false],
        ],
      );
    });
  });

  describe('what is kept', () => {
    const full: LoadedNotifications = {
      notifications: [...run(MAX_LOADED_NOTIFICATIONS + 10, 12), confirmation(1)],
      next: after(12),
    };

    it('is so many at most, the newest, and loading goes on after the oldest of them', () => {
      const fresh = page(
        run(MAX_LOADED_NOTIFICATIONS + 30, MAX_LOADED_NOTIFICATIONS - 19),
        after(MAX_LOADED_NOTIFICATIONS - 19),
      );
      const merged = mergeNewestPage({ notifications: full.notifications }, fresh);
      assert.equal(merged.notifications.length, MAX_LOADED_NOTIFICATIONS);
      assert.deepEqual([merged.notifications[0]?.id, merged.next], [MAX_LOADED_NOTIFICATIONS + 30, after(31)]);
      assert.ok(isLoadLimitReached(merged) && !isLoadLimitReached({ notifications: run(3, 1) }));
    });

    it('is no more after weeks in which the list never had a gap', () => {
      let list: LoadedNotifications = { notifications: run(MAX_LOADED_NOTIFICATIONS - 100, 1) };
      for (let newest = MAX_LOADED_NOTIFICATIONS - 60; newest < MAX_LOADED_NOTIFICATIONS + 1_000; newest += 49) {
        list = mergeNewestPage(list, page(run(newest, newest - 49), after(newest - 49)));
      }
      assert.equal(list.notifications.length, MAX_LOADED_NOTIFICATIONS);
      const ids = idsOf(list.notifications);
      assert.ok(
        ids.every((id, index) => index === 0 || id === (ids[index - 1] ?? 0) - 1),
        'a hole',
      );
      assert.equal(list.next?.lastId, ids.at(-1));
    });

    it('holds every confirmation, however old', () => {
      const older = page([confirmation(2), ...run(9, 3)], after(3));
      const { notifications, next } = mergeNextPage(full, older);
      assert.deepEqual(idsOf(notifications).slice(-4), [12, 9, 2, 1]);
      assert.deepEqual(next, after(9));
    });
  });
});

describe('a list that was loaded far back', () => {
  /** A page that is full, all unread, and counted as nothing. */
  function contradiction(): unknown {
    return {
      total_count: 50,
      total_unread_count: 0,
      chat_id: 77,
      notifications: Array.from({ length: 20 }, (_item, index) => ({
        id: 9000 - index,
        date: '2026-03-03T09:00:00+00:00',
        notify_type: 2,
        setting_name: 'blog|comment',
        text: `Unread ${index}`,
        params: null,
        notify_read: 'N',
      })),
      users: [],
    };
  }

  let portal: StandInPortal;
  let inbox: Inbox;
  let clock: Clock;
  beforeEach(async () => {
    clock = install({ now: Date.now(), toFake: ['Date'] });
    portal = await startPortal({ seed: flood({ count: 180, confirms: 2, unread: 90 }) });
    inbox = new Inbox(connect(portal).client);
    await inbox.refresh();
    await inbox.loadMore();
    await inbox.loadMore();
    portal.journal.clear();
    clock.tick(1000);
  });
  afterEach(async () => {
    clock.uninstall();
    await portal.close();
  });

  const calls = (): number => portal.journal.calls('im.notify.get').length;
  const state = () => {
    assert.ok(inbox.state.kind === 'ready');
    return inbox.state;
  };
  const unread = (): number => state().notifications.filter(({ isRead }) => !isRead).length;

  it('is kept with one call as long as nothing speaks against it', async () => {
    await inbox.refresh();
    assert.equal(calls(), 1);
    assert.equal(state().notifications.length, 150);
  });

  it('learns of what was read and deleted elsewhere', async () => {
    const [newest, ...others] = portal.box.list();
    assert.ok(newest);
    portal.box.mark(
      others.map(({ id }) => id),
      true,
    );
    for (const { id } of others.slice(100, 120)) {
      portal.box.remove(id);
    }
    await inbox.refresh();
    assert.equal(unread(), portal.box.unreadCount);
    assert.equal(new Set(idsOf(state().notifications)).size, state().notifications.length);
    assert.ok(calls() <= 4, `${calls()} calls`);
    await inbox.loadMore();
    assert.deepEqual(
      [...idsOf(state().notifications)].sort((a, b) => a - b),
      portal.box
        .list()
        .map(({ id }) => id)
        .sort((a, b) => a - b),
    );
  });

  it('learns each time of one that was read elsewhere, though list and count differ as they did before', async () => {
    for (const index of [60, 70, 80]) {
      const before = unread();
      const id = portal.box.list()[index]?.id ?? 0;
      portal.box.mark([id], true);
      portal.journal.clear();
      await inbox.refresh();
      assert.equal(state().notifications.find(each => each.id === id)?.isRead, true);
      assert.equal(unread(), before - 1);
      assert.ok(calls() <= 4, `${calls()} calls`);
      portal.box.add();
      portal.journal.clear();
      await inbox.refresh();
      assert.equal(unread(), before);
      assert.equal(calls(), 1);
      clock.tick(6 * MINUTE_MS);
    }
  });

  it('believes the list of a portal that contradicts itself, each time that a person refreshes', async () => {
    portal.faults.add({
      method: 'im.notify.get',
      times: Infinity,
      fault: { kind: 'result', result: contradiction() },
    });
    await inbox.refresh();
    portal.faults.clear();
    portal.box.mark(
      portal.box.list().map(({ id }) => id),
      true,
    );
    await inbox.refreshAll();
    assert.equal(unread(), 0);
  });

  it('asks no more where a portal contradicts itself', async () => {
    portal.faults.add({
      method: 'im.notify.get',
      times: Infinity,
      fault: { kind: 'result', result: contradiction() },
    });
    await inbox.refresh();
    const first = calls();
    await inbox.refresh();
    await inbox.refresh();
    assert.equal(calls(), first + 2);
  });
});
