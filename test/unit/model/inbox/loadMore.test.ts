import assert from 'node:assert/strict';
import { Inbox } from '../../../../src/model/inbox/inbox';
import type { NotificationChange } from '../../../../src/model/inbox/notificationChange';
import type { Notification, NotificationPage } from '../../../../src/model/notification/notification';
import { Decisions } from '../../../../src/model/triage/decisions';
import { Triage } from '../../../../src/model/triage/triage';
import { flood } from '../../../portal/flood';
import { type StandInPortal, startPortal } from '../../../portal/portal';
import { connect } from '../../support/connection';
import { HeldApi } from '../../support/heldApi';
import { ready } from '../../support/inboxScene';
import { ACCEPT, confirmation, idsOf, notification, page, run, unreachable } from '../../support/notifications';

describe('loadMore', () => {
  const after = (lastId: number) => ({ lastId, lastType: 3 }) as const;

  describe('loading more', () => {
    let centre: HeldApi;
    let inbox: Inbox;
    beforeEach(async () => {
      centre = new HeldApi();
      inbox = new Inbox(centre);
      await filled(page(run(9, 7), after(7)));
    });

    const filled = async (first: NotificationPage): Promise<void> => {
      const refreshed = inbox.refresh();
      (await centre.next('getPage')).answer(first);
      await refreshed;
    };
    const shown = (): readonly number[] => idsOf(ready(inbox).notifications);

    it('goes on where the list ends, until it ends for good', async () => {
      const first = inbox.loadMore();
      const call = await centre.next('getPage');
      assert.deepEqual(call.arguments, [after(7)]);
      call.answer(page(run(6, 4), after(4)));
      await first;
      assert.deepEqual(shown(), [9, 8, 7, 6, 5, 4]);
      const second = inbox.loadMore();
      const last = await centre.next('getPage');
      assert.deepEqual(last.arguments, [after(4)]);
      last.answer(page(run(3, 3)));
      await second;
      assert.equal('next' in ready(inbox), false);
      await inbox.loadMore();
      assert.deepEqual(shown(), [9, 8, 7, 6, 5, 4, 3]);
      assert.equal(centre.calls.length, 3);
    });

    it('keeps the number of unread ones, which is the newest answer’s', async () => {
      const before = ready(inbox).unreadTotal;
      const loaded = inbox.loadMore();
      (await centre.next('getPage')).answer({ notifications: run(6, 4), unreadTotal: 55 });
      await loaded;
      assert.equal(ready(inbox).unreadTotal, before);
    });

    it('asks once, however often it is told to', async () => {
      const both = [inbox.loadMore(), inbox.loadMore()];
      (await centre.next('getPage')).answer(page(run(6, 4)));
      await Promise.all(both);
      assert.equal(centre.calls.length, 2);
    });

    it('goes on until it is enough, and asks for no page more', async () => {
      const loaded = inbox.loadMoreUntil(() => shown().includes(2), 10);
      (await centre.next('getPage')).answer(page(run(6, 4), after(4)));
      (await centre.next('getPage')).answer(page(run(3, 1), after(1)));
      await loaded;
      assert.deepEqual(shown(), [9, 8, 7, 6, 5, 4, 3, 2, 1]);
      assert.equal(centre.pages, 3);
      await inbox.loadMoreUntil(() => true, 10);
      assert.equal(centre.pages, 3);
    });

    it('goes on until it was asked often enough, or the list ends', async () => {
      const one = inbox.loadMoreUntil(() => false, 1);
      (await centre.next('getPage')).answer(page(run(6, 4), after(4)));
      await one;
      assert.equal(centre.pages, 2);
      const all = inbox.loadMoreUntil(() => false, 10);
      (await centre.next('getPage')).answer(page(run(3, 1)));
      await all;
      assert.deepEqual(shown(), [9, 8, 7, 6, 5, 4, 3, 2, 1]);
      await inbox.loadMoreUntil(() => false, 10);
      assert.equal(centre.pages, 3);
      const empty = new HeldApi();
      await new Inbox(empty).loadMoreUntil(() => false, 10);
      assert.deepEqual(empty.calls, []);
    });

    it('goes on no further than a page that failed, and tells so', async () => {
      const loaded = inbox.loadMoreUntil(() => false, 10);
      (await centre.next('getPage')).fail(unreachable);
      await assert.rejects(loaded, { failure: unreachable });
      assert.equal(centre.pages, 2);
      assert.deepEqual(shown(), [9, 8, 7]);
    });

    it('does nothing before anything is loaded', async () => {
      const empty = new HeldApi();
      await new Inbox(empty).loadMore();
      assert.deepEqual(empty.calls, []);
    });

    it('that failed leaves everything as it is, and may be tried again', async () => {
      const before = inbox.state;
      const loaded = inbox.loadMore();
      (await centre.next('getPage')).fail(unreachable);
      await assert.rejects(loaded, { name: 'PortalFailure', failure: unreachable });
      assert.equal(inbox.state, before);
      const again = inbox.loadMore();
      (await centre.next('getPage')).answer(page(run(6, 4)));
      await again;
      assert.equal(shown().length, 6);
    });

    it('adds no notification a second time', async () => {
      const loaded = inbox.loadMore();
      (await centre.next('getPage')).answer(page([notification(7, { isRead: true }), ...run(6, 5)], after(5)));
      await loaded;
      assert.deepEqual(shown(), [9, 8, 7, 6, 5]);
      assert.equal(ready(inbox).notifications[2]?.isRead, true);
    });

    it('is overtaken by a refresh that brought nothing new, and counts all the same', async () => {
      const loaded = inbox.loadMore();
      const call = await centre.next('getPage');
      await filled(page(run(9, 7), after(7)));
      call.answer(page(run(6, 4), after(4)));
      await loaded;
      assert.deepEqual(shown(), [9, 8, 7, 6, 5, 4]);
      assert.deepEqual(ready(inbox).next, after(4));
    });

    it('is overtaken by a refresh that brought something new, and counts all the same', async () => {
      const loaded = inbox.loadMore();
      const call = await centre.next('getPage');
      await filled(page(run(10, 8), after(8)));
      call.answer(page(run(6, 4), after(4)));
      await loaded;
      assert.deepEqual(shown(), [10, 9, 8, 7, 6, 5, 4]);
    });

    it('is overtaken by so much that is new that it would leave a gap, and is dropped', async () => {
      const loaded = inbox.loadMore();
      const call = await centre.next('getPage');
      await filled(page(run(20, 18), after(18)));
      call.answer(page(run(6, 4), after(4)));
      await loaded;
      assert.deepEqual(shown(), [20, 19, 18]);
      assert.deepEqual(ready(inbox).next, after(18));
    });

    it('that was asked before everything was read shows nothing as unread', async () => {
      const more = inbox.loadMore();
      (await centre.next('getPage')).answer(page(run(6, 4), after(4)));
      await more;
      const loaded = inbox.loadMore();
      const old = await centre.next('getPage');
      const readAll: NotificationChange = { kind: 'readAll', ids: shown() };
      inbox.addPending(readAll);
      inbox.confirmPending(readAll);
      const done = inbox.refreshAfterWrite();
      const read = (newest: number, oldest: number) =>
        page(
          run(newest, oldest).map(item => ({ ...item, isRead: true })),
          after(oldest),
        );
      (await centre.next('getPage')).answer(read(9, 7));
      await done;
      old.answer(page(run(3, 1), after(1)));
      const again = await Promise.race([loaded.then(() => undefined), centre.next('getPage')]);
      again?.answer(read(3, 1));
      await loaded;
      assert.deepEqual(idsOf(ready(inbox).notifications.filter(({ isRead }) => !isRead)), []);
    });
  });

  describe('confirmations', () => {
    it('that fill whole pages do not hide what comes after them', async () => {
      const centre = new HeldApi();
      const inbox = new Inbox(centre);
      const refreshed = inbox.refresh();
      const among = (lastId: number) => ({ lastId, lastType: 1 }) as const;
      (await centre.next('getPage')).answer(page([confirmation(30), confirmation(20)], among(20)));
      const second = await centre.next('getPage');
      assert.deepEqual(second.arguments, [among(20)]);
      second.answer(page([confirmation(10), confirmation(5)], among(5)));
      const third = await centre.next('getPage');
      assert.deepEqual(third.arguments, [among(5)]);
      third.answer({ notifications: run(25, 24), unreadTotal: 99, next: after(24) });
      await refreshed;
      assert.deepEqual(idsOf(ready(inbox).notifications), [30, 25, 24, 20, 10, 5]);
      assert.equal(ready(inbox).unreadTotal, 99);
      assert.deepEqual(ready(inbox).next, after(24));
    });

    it('without an end do not keep the inbox busy for ever', async () => {
      let asked = 0;
      const inbox = new Inbox({
        getFingerprint: () => Promise.resolve({}),
        getUnreadCount: () => Promise.resolve(0),
        getPage: () => {
          asked++;
          return Promise.resolve(page([confirmation(asked)], { lastId: asked, lastType: 1 }));
        },
      });
      await inbox.refresh();
      assert.equal(inbox.state.kind, 'ready');
      assert.ok(asked <= 20, String(asked));
    });
  });
});

describe('all the notifications of a portal', () => {
  /** From one page to the next, with something happening in between. */
  async function walk(inbox: Inbox, between: () => Promise<void> | void): Promise<void> {
    for (let pages = 0; inbox.state.kind === 'ready' && inbox.state.next !== undefined; pages++) {
      assert.ok(pages < 20, 'the list has no end');
      await between();
      await inbox.loadMore();
    }
  }

  function shown(inbox: Inbox): readonly number[] {
    assert.ok(inbox.state.kind === 'ready', inbox.state.kind);
    return idsOf(inbox.state.notifications);
  }

  function assertEach(ids: readonly number[], wanted: readonly number[]): void {
    assert.equal(new Set(ids).size, ids.length, 'a notification is there twice');
    assert.deepEqual(
      wanted.filter(id => !ids.includes(id)),
      [],
      'a notification is missing',
    );
  }

  let portal: StandInPortal;
  let inbox: Inbox;
  const start = async (count: number, confirms: number): Promise<void> => {
    portal = await startPortal({ seed: flood({ count, confirms, unread: 30 }) });
    inbox = new Inbox(connect(portal).client);
    await inbox.refresh();
  };
  const inPortal = (): readonly number[] => portal.box.list().map(({ id }) => id);
  afterEach(() => portal.close());

  for (const [count, confirms] of [
    [0, 0],
    [49, 3],
    [50, 0],
    [100, 100],
    [180, 4],
    [180, 45],
    [180, 49],
    [180, 50],
    [180, 97],
    [180, 60],
    [220, 120],
  ] as const) {
    it(`come once each: ${count}, of them ${confirms} confirmations`, async () => {
      await start(count, confirms);
      await walk(inbox, () => undefined);
      assertEach(shown(inbox), inPortal());
      assert.equal(shown(inbox).length, count);
    });

    it(`come once each while new ones arrive: ${count}, of them ${confirms} confirmations`, async () => {
      await start(count, confirms);
      const old = inPortal();
      await walk(inbox, () => void portal.box.add());
      assertEach(shown(inbox), old);
    });

    it(`come once each while new ones arrive and are seen: ${count}, of them ${confirms} confirmations`, async () => {
      await start(count, confirms);
      await walk(inbox, async () => {
        portal.box.add();
        portal.box.add({ type: 1 });
        await inbox.refresh();
      });
      await inbox.refresh();
      assertEach(shown(inbox), inPortal());
      assert.equal(shown(inbox).length, portal.box.count);
    });
  }

  it('have no hole after more have come than a page holds', async () => {
    await start(180, 4);
    await inbox.loadMore();
    assert.equal(shown(inbox).length, 100);
    for (let index = 0; index < 70; index++) {
      portal.box.add();
    }
    await inbox.refresh();
    assert.deepEqual(shown(inbox).slice(0, 46), inPortal().slice(0, 46));
    await walk(inbox, () => undefined);
    assertEach(shown(inbox), inPortal());
  });

  for (const confirms of [26, 45, 46, 47, 48, 49, 96]) {
    const firstPages = confirms < 50 ? 1 : 2;
    it(`stay loaded though ${confirms} confirmations leave the page little room, for few requests`, async () => {
      await start(220, confirms);
      const calls = (): number => portal.journal.calls('im.notify.get').length;
      assert.equal(calls(), firstPages + 1, 'a decent number at first');
      assert.ok(shown(inbox).length >= confirms + 50);
      await inbox.loadMore();
      const { length } = shown(inbox);
      for (const [news, pages] of [
        [0, firstPages],
        [1, firstPages + 1],
        [30, firstPages + 1],
      ] as const) {
        for (let index = 0; index < news; index++) {
          portal.box.add();
        }
        portal.journal.clear();
        await inbox.refresh();
        assert.ok(calls() <= pages, `${calls()} requests`);
      }
      assert.equal(shown(inbox).length, length + 31);
      assertEach(shown(inbox), inPortal().slice(0, 31));
    });
  }

  it('are marked as read in the portal and here', async () => {
    await start(20, 2);
    assert.ok(inbox.state.kind === 'ready');
    const id = inbox.state.notifications.find(({ kind }) => kind === 'personal')?.id ?? 0;
    const triage = new Triage(connect(portal).client, inbox);
    assert.equal(await triage.setRead([id], true).done, undefined);
    await inbox.refresh();
    assert.equal(inbox.state.notifications.find(item => item.id === id)?.isRead, true);
    assert.equal(inbox.state.unreadTotal, portal.box.unreadCount);
    assert.equal(await triage.markAllRead().done, undefined);
    await inbox.refresh();
    const unread = inbox.state.notifications.filter(({ isRead }) => !isRead);
    assert.deepEqual(
      unread.map(({ kind }) => kind),
      ['confirmation', 'confirmation'],
    );
    assert.equal(inbox.state.unreadTotal, 2);
  });

  it('are not begun anew by reading them all while more is loaded, nor by undoing it', async () => {
    await start(220, 60);
    const triage = new Triage(connect(portal).client, inbox);
    const { done, undo } = triage.markAllRead();
    await Promise.all([inbox.loadMore(), done]);
    await Promise.all([inbox.loadMore(), undo()]);
    await walk(inbox, () => undefined);
    await inbox.refresh();
    assert.deepEqual(shown(inbox).toSorted(), inPortal().toSorted());
    assert.ok(inbox.state.kind === 'ready');
    const unread = inbox.state.notifications.filter(({ isRead }) => !isRead);
    assert.deepEqual(
      idsOf(unread).toSorted(),
      portal.box
        .list()
        .filter(({ isRead }) => !isRead)
        .map(({ id }) => id)
        .toSorted(),
    );
    assert.ok(unread.length > 5);
  });

  it('have a number that stops where the portal stops counting', async () => {
    portal = await startPortal({ seed: flood({ count: 180, unread: 150 }) });
    inbox = new Inbox(connect(portal).client);
    await inbox.refresh();
    assert.ok(inbox.state.kind === 'ready');
    assert.equal(inbox.state.unreadTotal, 100);
  });
});

describe('a walk through ten thousand notifications', () => {
  const COUNT = 10_000;

  const PAGE = 50;

  const TIMEOUT_MS = 60_000;

  let portal: StandInPortal;
  let inbox: Inbox;
  let triage: Triage;
  let decisions: Decisions;
  const start = async (confirms: number): Promise<void> => {
    // Without tags, for which the stand-in would look through all the others each time.
    const seed = flood({ count: COUNT, confirms, unread: 3_000 }).map(each => ({ ...each, tag: null }));
    portal = await startPortal({ seed });
    const { client } = connect(portal);
    inbox = new Inbox(client);
    triage = new Triage(client, inbox);
    decisions = new Decisions(client, inbox);
    await inbox.refresh();
  };
  afterEach(async () => {
    triage.dispose();
    await portal.close();
  });

  const list = (): readonly Notification[] => ready(inbox).notifications;
  const inPortal = (): readonly number[] => portal.box.list().map(({ id }) => id);
  const ordinary = (): readonly Notification[] => list().filter(({ kind }) => kind !== 'confirmation');

  /** Each page is asked for once the one before is there; `between` happens while it is on its way. */
  async function walk(between: (pages: number) => Promise<unknown> | undefined): Promise<number> {
    let pages = 0;
    while (ready(inbox).next !== undefined) {
      assert.ok(++pages <= COUNT / PAGE + 5, 'the list has no end');
      const before = list().length;
      const loaded = inbox.loadMore();
      await Promise.all([loaded, between(pages)]);
      assert.ok(list().length >= before - 5, 'the list was let go');
    }
    return pages;
  }

  /** One that was under way already may know nothing of what has just happened. */
  async function refreshed(): Promise<void> {
    await inbox.refresh();
    await inbox.refresh();
  }

  /** Each once, newest first, none but those of the portal, none of them missing. */
  function assertAll(): void {
    const ids = idsOf(list());
    assert.equal(new Set(ids).size, ids.length, 'a notification is there twice');
    assert.deepEqual(ids, inPortal());
  }

  it('shows each once, with no call too many', async () => {
    await start(0);
    await walk(() => undefined);
    assertAll();
    // The last page is full as well, so that one more call finds the end.
    assert.equal(portal.journal.calls('im.notify.get').length, COUNT / PAGE + 1);
  }).timeout(TIMEOUT_MS);

  for (const confirms of [0, 120]) {
    it(`shows each once while much happens; ${confirms} confirmations`, async () => {
      await start(confirms);
      const done: Promise<unknown>[] = [];
      const removedUnseen = new Set<number>();
      const pages = await walk(async page => {
        portal.box.add({ text: 'New' });
        if (page % 6 === 0) {
          portal.box.add({ type: 1, text: 'New, and to be decided' });
        }
        const loaded = ordinary();
        const [newest, last] = [loaded[0], loaded.at(-1)];
        assert.ok(newest && last);
        switch (page % 10) {
          case 0:
            await Promise.all(done);
            await refreshed();
            assert.equal(list()[0]?.id, inPortal()[0], 'the newest is not on top');
            break;
          case 1:
            // One in the middle, and the one that the next page begins after.
            done.push(triage.setRead(idsOf([loaded[loaded.length >> 1] ?? last, last]), page % 20 === 1).done);
            break;
          case 2:
            // The newest and the one that the next page begins after.
            done.push(triage.delete([newest.id, last.id], 0).done);
            break;
          case 3: {
            // Elsewhere, of those that are not loaded yet.
            const beyond = inPortal().filter(id => id < last.id - 3 * PAGE);
            for (const id of [beyond[0], beyond[PAGE], beyond.at(-1)]) {
              if (id !== undefined && portal.box.remove(id)) {
                removedUnseen.add(id);
              }
            }
            break;
          }
          case 4: {
            assert.ok(triage.delete([last.id], 60_000).undo());
            const confirmation = list().find(({ kind }) => kind === 'confirmation');
            if (confirmation !== undefined) {
              done.push(decisions.pressButton(confirmation.id, ACCEPT, 0)?.done ?? assert.fail());
            }
          }
        }
      });
      assert.ok(pages > COUNT / PAGE - 10, String(pages));
      const outcomes = await Promise.all(done);
      assert.deepEqual(
        outcomes.filter(outcome => outcome !== undefined && !('messages' in (outcome as object))),
        [],
        'the portal did not take something',
      );
      await refreshed();
      assertAll();
      assert.ok(removedUnseen.size > 50);
      const isReadInPortal = new Map(portal.box.list().map(({ id, isRead }) => [id, isRead]));
      const wrong = list().filter(({ id, isRead }) => isRead !== isReadInPortal.get(id));
      assert.deepEqual(idsOf(wrong), []);
      assert.equal(ready(inbox).failedChanges.size, 0);
      assert.equal(ready(inbox).deciding.size, 0);
    }).timeout(TIMEOUT_MS);
  }
});
