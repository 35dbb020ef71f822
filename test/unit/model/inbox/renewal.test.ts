import { type Clock, install } from '@sinonjs/fake-timers';
import assert from 'node:assert/strict';
import { Inbox } from '../../../../src/model/inbox/inbox';
import type { Notification, PageCursor } from '../../../../src/model/notification/notification';
import { PortalFailure } from '../../../../src/model/portalFailure';
import { Triage } from '../../../../src/model/triage/triage';
import { flood } from '../../../portal/flood';
import { type StandInPortal, startPortal } from '../../../portal/portal';
import { MINUTE_MS } from '../../support/clock';
import { connect } from '../../support/connection';
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
  /** What the portal was asked since the last time. */
  const asked = (): string => {
    const methods = portal.journal.calls().map(({ method }) => method.replace(/^im\./, ''));
    portal.journal.clear();
    return methods.join(' ');
  };
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
    portal.faults.add({ method: 'im.counters.get', fault: { kind: 'hold' } });
    const both = [inbox.refreshIfChanged()];
    await portal.journal.nextArrival('im.counters.get');
    both.push(inbox.refreshAll());
    portal.faults.release();
    await Promise.all(both);
    assert.equal(asked(), `counters.get ${ALL}`);
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
    assert.equal(polls.filter(each => each === 'notify.get').length, 2);
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
    assert.equal(await poll(), 'counters.get');
  });

  it('is fetched again some minutes after the portal’s total shows that one was deleted', async () => {
    const gone = at(120);
    clock.tick(MINUTE_MS);
    portal.box.remove(gone);
    clock.tick(4 * MINUTE_MS);
    assert.equal(await poll(), 'notify.get');
    assert.ok(isLoaded(gone));
    assert.equal(await poll(), ALL);
    assert.ok(!isLoaded(gone));
    clock.tick(6 * MINUTE_MS);
    assert.equal(await poll(), 'notify.get');
    assert.equal(await poll(), 'counters.get');
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
    assert.equal(await poll(), 'notify.get');
    assert.equal(await poll(), 'counters.get');
    triage.dispose();
  });

  it('stays where the connection breaks midway, and what is new is shown all the same', async () => {
    const gone = at(120);
    portal.box.remove(gone);
    portal.box.add({ id: 9_000, text: 'News' });
    const { client } = connect(portal);
    let pages = 0;
    const fragile = new Inbox({
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

describe('a long list, of a portal whose total makes no sense,', () => {
  it('is fetched again once in five minutes at most, and no further than forty pages', async () => {
    const clock = install({ now: NOON, toFake: ['Date'] });
    try {
      let pages = 0;
      let total = 0;
      const inbox = new Inbox({
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
