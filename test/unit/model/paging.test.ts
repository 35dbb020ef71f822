import assert from 'node:assert/strict';
import { Inbox } from '../../../src/model/inbox';
import { Triage } from '../../../src/model/triage';
import { flood } from '../../portal/flood';
import { startPortal } from '../../portal/portal';
import type { StandInPortal } from '../../portal/portal';
import { connect } from '../bitrix24/connection';
import { idsOf } from './notifications';

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

describe('all the notifications of a portal', () => {
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
    [180, 50],
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

  it('are marked as read in the portal and here', async () => {
    await start(20, 2);
    assert.ok(inbox.state.kind === 'ready');
    const id = inbox.state.notifications.find(({ kind }) => kind === 'personal')?.id ?? 0;
    const triage = new Triage(connect(portal).client, inbox);
    assert.equal(await triage.setRead([id], true).done, undefined);
    await inbox.refresh();
    assert.equal(inbox.state.notifications.find(item => item.id === id)?.isRead, true);
    assert.equal(inbox.state.unreadTotal, portal.box.unreadCount);
    assert.equal(await triage.readAll().done, undefined);
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
    await Promise.all([inbox.loadMore(), triage.readAll().done]);
    await Promise.all([inbox.loadMore(), triage.undo()?.done]);
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
