import { type Clock, install } from '@sinonjs/fake-timers';
import assert from 'node:assert/strict';
import { Inbox } from '../../../../src/model/inbox/inbox';
import type { NotificationChange } from '../../../../src/model/inbox/notificationChange';
import type { Notification, PageCursor } from '../../../../src/model/notification/notification';
import { PortalFailure } from '../../../../src/model/portalFailure';
import { Triage } from '../../../../src/model/triage/triage';
import { flood } from '../../../portal/flood';
import { type StandInPortal, startPortal } from '../../../portal/portal';
import { MINUTE_MS } from '../../support/clock';
import { pages as pagesOf } from '../../support/openPortals';
import { askedMethods, connect } from '../../support/connection';
import { ready } from '../../support/inboxScene';
import { NOON, notification, run, unreachable } from '../../support/notifications';

describe('what is loaded beyond the newest page', () => {
  let portal: StandInPortal;
  let inbox: Inbox;
  let clock: Clock;
  beforeEach(async () => {
    clock = install({ now: NOON, toFake: ['Date'] });
    portal = await startPortal({ seed: flood({ count: 180, confirms: 2, unread: 10 }) });
    inbox = new Inbox(connect(portal).client);
    await inbox.refresh();
    await inbox.loadMore();
    await inbox.loadMore();
    clock.tick(1000);
    portal.journal.clear();
  });
  afterEach(async () => {
    clock.uninstall();
    await portal.close();
  });
  const asked = (): string => askedMethods(portal);
  /** A scheduled poll, and what it asked. */
  const poll = async (): Promise<string> => {
    await inbox.refreshIfChanged();
    clock.tick(1000);
    return asked();
  };
  const list = (): readonly Notification[] => ready(inbox).notifications;
  /** The one at this place of the portal's list. */
  const at = (index: number): number => portal.box.list()[index]?.id ?? 0;
  const isLoaded = (id: number): boolean => list().some(each => each.id === id);
  const isRead = (id: number): boolean | undefined => list().find(each => each.id === id)?.isRead;
  const ALL = 'notify.get notify.get notify.get';

  it('is fetched again where a person refreshes: deleted elsewhere it goes, read elsewhere it is read', async () => {
    const [gone, unread] = [at(120), at(130)];
    portal.box.mark([unread], false);
    portal.box.remove(gone);
    await inbox.refreshAll();
    assert.equal(asked(), ALL);
    assert.deepEqual([isLoaded(gone), isRead(unread)], [false, false]);
    assert.equal(list().length, 150);
    assert.deepEqual(list(), (await everything()).slice(0, 150));
  });

  const everything = async (): Promise<readonly Notification[]> => {
    const other = new Inbox(connect(portal).client);
    await other.refresh();
    await other.loadMoreUntil(() => false, 10);
    asked();
    return ready(other).notifications;
  };

  it('is fetched again for a person who asks while a poll is under way', async () => {
    const gone = at(120);
    portal.box.remove(gone);
    portal.faults.add({ method: 'im.notify.get', fault: { kind: 'hold' } });
    const both = [inbox.refreshIfChanged()];
    await portal.journal.nextArrival('im.notify.get');
    both.push(inbox.refreshAll());
    portal.faults.release();
    await Promise.all(both);
    assert.equal(asked(), `fingerprint ${ALL}`);
    assert.ok(!isLoaded(gone));
  });

  it('is fetched again by a poll every fifteen minutes, by no other, and by no refresh after a write', async () => {
    const changed = at(100);
    const polls: string[] = [];
    for (let minute = 1; minute <= 16; minute++) {
      if (minute === 3) {
        // Nothing shows it: the portal counts one as read and another as unread.
        portal.box.mark([at(5)], true);
        portal.box.mark([changed], false);
      }
      clock.tick(MINUTE_MS - 1000);
      polls.push(await poll());
    }
    const whole = polls.indexOf(ALL);
    assert.equal(whole, 15, polls.join(', '));
    assert.equal(polls.filter(each => each === ALL).length, 1);
    assert.equal(polls.filter(each => each === 'notify.get').length, 1);
    assert.equal(isRead(changed), false);
    await inbox.refresh();
    await inbox.refreshAfterWrite();
    assert.equal(asked(), 'notify.get notify.get');
  });

  it('is fetched again at once when old rows were restored from the last session', async () => {
    const { lastSnapshot } = inbox;
    assert.ok(lastSnapshot);
    const gone = at(120);
    const old = { ...lastSnapshot, notifications: list() };
    portal.box.remove(gone);
    clock.tick(60 * MINUTE_MS);
    inbox = new Inbox(connect(portal).client);
    inbox.restore(old);
    assert.ok(isLoaded(gone));
    assert.equal(await poll(), ALL);
    assert.ok(!isLoaded(gone));
    assert.equal(await poll(), 'fingerprint');
  });

  it('is fetched again some minutes after the portal’s total shows that one was deleted', async () => {
    const gone = at(120);
    clock.tick(MINUTE_MS);
    portal.box.remove(gone);
    clock.tick(4 * MINUTE_MS);
    assert.equal(await poll(), 'fingerprint notify.get');
    assert.ok(isLoaded(gone));
    assert.equal(await poll(), ALL);
    assert.ok(!isLoaded(gone));
    clock.tick(6 * MINUTE_MS);
    assert.equal(await poll(), 'fingerprint');
  });

  it('is left alone where the total is explained by what came, what is loaded more, and what is deleted here', async () => {
    const triage = new Triage(connect(portal).client, inbox);
    portal.box.add({ text: 'News' });
    portal.box.remove(at(10));
    assert.equal(await triage.delete([at(2), at(140)], 0).done, undefined);
    await inbox.loadMore();
    await inbox.refresh();
    clock.tick(6 * MINUTE_MS);
    asked();
    assert.equal(await poll(), 'fingerprint');
    assert.equal(await poll(), 'fingerprint');
    triage.dispose();
  });

  it('stays where the connection breaks midway, and what is new is shown all the same', async () => {
    const gone = at(120);
    portal.box.remove(gone);
    portal.box.add({ id: 9_000, text: 'News' });
    const { client } = connect(portal);
    let pages = 0;
    const fragile = new Inbox({
      getFingerprint: () => client.getFingerprint(),
      getUnreadCount: () => client.getUnreadCount(),
      getPage: after => {
        if (++pages === 2) return Promise.reject(new PortalFailure(unreachable));
        return client.getPage(after);
      },
    });
    fragile.restore({ ...(inbox.lastSnapshot ?? assert.fail()), notifications: list(), renewedAt: 0 });
    await fragile.refresh();
    const { notifications, failure } = ready(fragile);
    assert.equal(failure, undefined);
    assert.equal(notifications[0]?.id, 9_000);
    assert.equal(notifications.length, 151);
    assert.equal(pages, 2);
    await fragile.refresh();
    assert.equal(pages, 3);
  });
});

describe('a renewal of which a page fails', () => {
  let portal: StandInPortal;
  let inbox: Inbox;
  let clock: Clock;
  beforeEach(async () => {
    clock = install({ now: NOON, toFake: ['Date'] });
    portal = await startPortal({ seed: flood({ count: 180, unread: 60 }) });
    inbox = new Inbox(connect(portal).client);
    await inbox.refresh();
    await inbox.loadMoreUntil(() => false, 2);
    clock.tick(1000);
    portal.journal.clear();
  });
  afterEach(async () => {
    clock.uninstall();
    await portal.close();
  });
  const pages = (): number => {
    const length = pagesOf(portal);
    portal.journal.clear();
    return length;
  };
  const at = (index: number): number => portal.box.list()[index]?.id ?? 0;
  const shown = (id: number): Notification | undefined => ready(inbox).notifications.find(each => each.id === id);
  const failSecondPage = (code: string): void => {
    portal.faults.add({ method: 'im.notify.get', fault: { kind: 'delay', ms: 0 } });
    portal.faults.add({ method: 'im.notify.get', fault: { kind: 'error', code } });
  };
  /** A scheduled poll each minute, and how many pages each asked for. */
  const poll = async (minutes: number): Promise<readonly number[]> => {
    const asked: number[] = [];
    for (let minute = 1; minute <= minutes; minute++) {
      clock.tick(MINUTE_MS);
      await inbox.refreshIfChanged();
      asked.push(pages());
    }
    return asked;
  };

  for (const [code, kind, waitMinutes, repeated] of [
    ['OPERATION_TIME_LIMIT', 'rateLimited', 10, [3, 0, 0, 0, 0, 0]],
    ['ERROR_CORE', 'brokeDown', 0, [1, 0, 0, 0, 0, 3]],
  ] as const) {
    it(`tells so whoever pressed Refresh, keeps the list, and is repeated by a poll (${code})`, async () => {
      const [gone, news] = [at(120), 9_000];
      portal.box.remove(gone);
      portal.box.add({ id: news, text: 'News' });
      failSecondPage(code);
      await inbox.refreshAll();
      assert.equal(pages(), 2);
      assert.equal(inbox.failure?.kind, kind);
      assert.equal(ready(inbox).failure?.kind, kind);
      assert.ok(shown(news) && shown(gone));
      assert.equal(ready(inbox).notifications.length, 151);
      assert.equal(inbox.isRenewalDue, false, 'not at once');
      clock.tick(waitMinutes * MINUTE_MS);
      assert.deepEqual(await poll(6), repeated);
      assert.equal(inbox.failure, undefined);
      assert.equal(shown(gone), undefined);
      assert.equal((await poll(10)).filter(each => each > 1).length, 0);
    });
  }

  it('because of the unread count is not taken for what the portal has, and is repeated once in five minutes', async () => {
    const read = at(55);
    portal.box.mark([read], true);
    failSecondPage('ERROR_CORE');
    await inbox.refresh();
    assert.equal(pages(), 2);
    assert.equal(inbox.failure, undefined, 'nobody asked for it');
    assert.equal(shown(read)?.isRead, false);
    assert.deepEqual([await poll(5), shown(read)?.isRead], [[0, 0, 0, 0, 0], false]);
    assert.deepEqual([await poll(1), shown(read)?.isRead], [[3], true]);
    assert.deepEqual(await poll(4), [0, 0, 0, 0]);
  });
});

describe('a long list', () => {
  let clock: Clock;
  beforeEach(() => {
    clock = install({ now: NOON, toFake: ['Date'] });
  });
  afterEach(() => {
    clock.uninstall();
  });

  const UNREAD = 30;
  /** Serves 1,000 notifications and those that arrive later, the newest unread; `onPage` is told each request. */
  const startApi = (onPage: (page: number) => void = () => undefined) => {
    const portal = { newest: 1_000, tooFew: 0, pages: 0, read: new Set<number>() };
    const all = () =>
      run(portal.newest, 1).map((each, index) => ({
        ...each,
        isRead: portal.read.has(each.id) || index >= UNREAD + portal.newest - 1_000,
      }));
    const unreadTotal = (): number => all().filter(({ isRead }) => !isRead).length - portal.tooFew;
    const inbox = new Inbox({
      getFingerprint: () => Promise.resolve({ unreadTotal: unreadTotal() }),
      getUnreadCount: () => Promise.resolve(unreadTotal()),
      getPage: async after => {
        const [from, count] = [after?.lastId ?? portal.newest + 1, 50];
        const notifications = all()
          .filter(({ id }) => id < from)
          .slice(0, count);
        portal.pages++;
        const answer = { notifications, unreadTotal: unreadTotal(), total: portal.newest };
        await Promise.resolve();
        onPage(portal.pages);
        const lastId = notifications.at(-1)?.id ?? 1;
        return lastId === 1 ? answer : { ...answer, next: { lastId, lastType: 3 } };
      },
    });
    const load = async (): Promise<void> => {
      await inbox.refresh();
      await inbox.loadMoreUntil(() => false, 30);
      assert.equal(ready(inbox).notifications.length, 1_000);
      clock.tick(1000);
      portal.pages = 0;
    };
    return { portal, inbox, load };
  };

  it('of a portal that always counts too few costs no more because new ones arrive', async () => {
    const { portal, inbox, load } = startApi();
    portal.tooFew = 2;
    await load();
    const perPoll: number[] = [];
    for (let polls = 1; polls <= 40; polls++) {
      portal.newest++;
      portal.pages = 0;
      await inbox.refreshIfChanged();
      perPoll.push(portal.pages);
      clock.tick(MINUTE_MS / 2);
    }
    assert.equal(ready(inbox).notifications.length, 1_040);
    // After a quarter of an hour, as ever.
    assert.deepEqual(
      perPoll.flatMap((pages, index) => (pages > 1 ? [[index, pages]] : [])),
      [[30, 21]],
    );
    assert.equal(perPoll.filter(pages => pages !== 1).length, 1);
  });

  it('of a portal whose count is a different one each time is fetched again once in five minutes at most', async () => {
    const { portal, inbox, load } = startApi();
    await load();
    const perPoll: number[] = [];
    for (let polls = 1; polls <= 40; polls++) {
      portal.tooFew = polls % 25;
      portal.pages = 0;
      await inbox.refreshIfChanged();
      perPoll.push(portal.pages);
      clock.tick(MINUTE_MS / 2);
    }
    assert.deepEqual(
      perPoll.flatMap((pages, index) => (pages > 1 ? [[index, pages]] : [])),
      [0, 11, 22, 33].map(index => [index, 20]),
    );
  });

  it('is not fetched anew for each change that a person makes meanwhile, and stays due', async () => {
    const marks: number[] = [];
    const { portal, inbox, load } = startApi(page => {
      if (marks.length > 0 && page >= 5) {
        const ids = [marks.pop() ?? assert.fail()];
        const change: NotificationChange = { kind: 'read', ids, isRead: true };
        inbox.addPending(change);
        portal.read.add(ids[0] ?? 0);
        inbox.confirmPending(change);
      }
    });
    await load();
    portal.read.add(975);
    marks.push(993, 994, 995, 996, 997, 998, 999, 1_000);
    const isRead = (id: number) => ready(inbox).notifications.find(each => each.id === id)?.isRead;
    await inbox.refreshAll();
    // Five, and the newest page after each of the eight.
    assert.equal(portal.pages, 13);
    assert.equal(inbox.failure, undefined);
    assert.equal(ready(inbox).notifications.length, 1_000);
    assert.deepEqual([1_000, 996, 993, 975, 992].map(isRead), [true, true, true, true, false]);
    const perPoll: number[] = [];
    for (let minute = 1; minute <= 12; minute++) {
      clock.tick(MINUTE_MS);
      portal.pages = 0;
      await inbox.refreshIfChanged();
      perPoll.push(portal.pages);
    }
    assert.deepEqual(
      perPoll.flatMap((pages, index) => (pages > 1 ? [[index, pages]] : [])),
      [[5, 20]],
    );
  });

  it('is fetched once as a whole where a change is made before its second page is asked for', async () => {
    let isMarked = true;
    const { portal, inbox, load } = startApi(() => {
      if (isMarked) return;
      isMarked = true;
      inbox.confirmPending({ kind: 'read', ids: [1_000], isRead: true });
    });
    await load();
    isMarked = false;
    portal.read.add(1_000);
    await inbox.refreshAll();
    assert.equal(portal.pages, 21);
    assert.equal(inbox.isRenewalDue, false);
    clock.tick(6 * MINUTE_MS);
    assert.equal(inbox.isRenewalDue, false);
  });
});

describe('a long list, of a portal whose total makes no sense,', () => {
  it('is fetched again once in five minutes at most, and no further than forty pages', async () => {
    const clock = install({ now: NOON, toFake: ['Date'] });
    try {
      let pages = 0;
      let total = 0;
      const inbox = new Inbox({
        getFingerprint: () => Promise.resolve({}),
        getUnreadCount: () => Promise.resolve(0),
        getPage: (after?: PageCursor) => {
          pages++;
          total += 1000;
          const newest = (after?.lastId ?? 100_001) - 1;
          const notifications = run(newest, newest - 49).map(each => notification(each.id, { isRead: true }));
          return Promise.resolve({
            notifications,
            unreadTotal: 0,
            total,
            next: { lastId: newest - 49, lastType: 3 },
          });
        },
      });
      await inbox.refresh();
      await inbox.loadMoreUntil(() => false, 59);
      const perPoll: number[] = [];
      for (let minute = 1; minute <= 30; minute++) {
        pages = 0;
        clock.tick(MINUTE_MS);
        await inbox.refresh();
        perPoll.push(pages);
      }
      assert.equal(ready(inbox).notifications.length, 3_000);
      assert.deepEqual(
        perPoll.filter(each => each > 1),
        [40, 40, 40, 40, 40],
      );
      pages = 0;
      await inbox.refreshAll();
      assert.equal(pages, 40);
    } finally {
      clock.uninstall();
    }
  });
});
