import assert from 'node:assert/strict';
import type { Change } from '../../../src/model/change';
import { Inbox } from '../../../src/model/inbox';
import type { Page } from '../../../src/model/notification';
import { ready } from './drawn';
import { HeldCentre } from './heldCentre';
import { confirmation, idsOf, notification, page, run, unreachable } from './notifications';

const after = (lastId: number) => ({ lastId, lastType: 3 }) as const;

describe('loading more', () => {
  let centre: HeldCentre;
  let inbox: Inbox;
  beforeEach(async () => {
    centre = new HeldCentre();
    inbox = new Inbox(centre);
    await filled(page(run(9, 7), after(7)));
  });

  const filled = async (first: Page): Promise<void> => {
    const refreshed = inbox.refresh();
    (await centre.next('page')).answer(first);
    await refreshed;
  };
  const shown = (): readonly number[] => idsOf(ready(inbox).notifications);

  it('goes on where the list ends, until it ends for good', async () => {
    const first = inbox.loadMore();
    const call = await centre.next('page');
    assert.deepEqual(call.arguments, [after(7)]);
    call.answer(page(run(6, 4), after(4)));
    await first;
    assert.deepEqual(shown(), [9, 8, 7, 6, 5, 4]);
    const second = inbox.loadMore();
    const last = await centre.next('page');
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
    (await centre.next('page')).answer({ notifications: run(6, 4), unreadTotal: 55 });
    await loaded;
    assert.equal(ready(inbox).unreadTotal, before);
  });

  it('asks once, however often it is told to', async () => {
    const both = [inbox.loadMore(), inbox.loadMore()];
    (await centre.next('page')).answer(page(run(6, 4)));
    await Promise.all(both);
    assert.equal(centre.calls.length, 2);
  });

  it('does nothing before anything is loaded', async () => {
    const empty = new HeldCentre();
    await new Inbox(empty).loadMore();
    assert.deepEqual(empty.calls, []);
  });

  it('that failed leaves everything as it is, and may be tried again', async () => {
    const before = inbox.state;
    const loaded = inbox.loadMore();
    (await centre.next('page')).fail(unreachable);
    await assert.rejects(loaded, { name: 'PortalFailure', failure: unreachable });
    assert.equal(inbox.state, before);
    const again = inbox.loadMore();
    (await centre.next('page')).answer(page(run(6, 4)));
    await again;
    assert.equal(shown().length, 6);
  });

  it('adds no notification a second time', async () => {
    const loaded = inbox.loadMore();
    (await centre.next('page')).answer(page([notification(7, { isRead: true }), ...run(6, 5)], after(5)));
    await loaded;
    assert.deepEqual(shown(), [9, 8, 7, 6, 5]);
    assert.equal(ready(inbox).notifications[2]?.isRead, true);
  });

  it('is overtaken by a refresh that brought nothing new, and counts all the same', async () => {
    const loaded = inbox.loadMore();
    const call = await centre.next('page');
    await filled(page(run(9, 7), after(7)));
    call.answer(page(run(6, 4), after(4)));
    await loaded;
    assert.deepEqual(shown(), [9, 8, 7, 6, 5, 4]);
    assert.deepEqual(ready(inbox).next, after(4));
  });

  it('is overtaken by a refresh that brought something new, and counts all the same', async () => {
    const loaded = inbox.loadMore();
    const call = await centre.next('page');
    await filled(page(run(10, 8), after(8)));
    call.answer(page(run(6, 4), after(4)));
    await loaded;
    assert.deepEqual(shown(), [10, 9, 8, 7, 6, 5, 4]);
  });

  it('is overtaken by so much that is new that it would leave a gap, and is dropped', async () => {
    const loaded = inbox.loadMore();
    const call = await centre.next('page');
    await filled(page(run(20, 18), after(18)));
    call.answer(page(run(6, 4), after(4)));
    await loaded;
    assert.deepEqual(shown(), [20, 19, 18]);
    assert.deepEqual(ready(inbox).next, after(18));
  });

  it('that was asked before everything was read shows nothing as unread', async () => {
    const more = inbox.loadMore();
    (await centre.next('page')).answer(page(run(6, 4), after(4)));
    await more;
    const loaded = inbox.loadMore();
    const old = await centre.next('page');
    const readAll: Change = { kind: 'readAll', ids: shown() };
    inbox.begin(readAll);
    inbox.settle(readAll);
    const done = inbox.refreshAfterWrite();
    const read = (newest: number, oldest: number) =>
      page(
        run(newest, oldest).map(item => ({ ...item, isRead: true })),
        after(oldest),
      );
    (await centre.next('page')).answer(read(9, 7));
    await done;
    old.answer(page(run(3, 1), after(1)));
    const again = await Promise.race([loaded.then(() => undefined), centre.next('page')]);
    again?.answer(read(3, 1));
    await loaded;
    assert.deepEqual(idsOf(ready(inbox).notifications.filter(({ isRead }) => !isRead)), []);
  });
});

describe('confirmations', () => {
  it('that fill whole pages do not hide what comes after them', async () => {
    const centre = new HeldCentre();
    const inbox = new Inbox(centre);
    const refreshed = inbox.refresh();
    const among = (lastId: number) => ({ lastId, lastType: 1 }) as const;
    (await centre.next('page')).answer(page([confirmation(30), confirmation(20)], among(20)));
    const second = await centre.next('page');
    assert.deepEqual(second.arguments, [among(20)]);
    second.answer(page([confirmation(10), confirmation(5)], among(5)));
    const third = await centre.next('page');
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
      unreadCount: () => Promise.resolve(0),
      page: () => {
        asked++;
        return Promise.resolve(page([confirmation(asked)], { lastId: asked, lastType: 1 }));
      },
    });
    await inbox.refresh();
    assert.equal(inbox.state.kind, 'ready');
    assert.ok(asked <= 20, String(asked));
  });
});
