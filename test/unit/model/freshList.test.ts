import assert from 'node:assert/strict';
import { Inbox } from '../../../src/model/inbox';
import { flood } from '../../portal/flood';
import { startPortal } from '../../portal/portal';
import type { StandInPortal } from '../../portal/portal';
import { connect } from '../bitrix24/connection';
import { idsOf } from './notifications';

describe('a list that was loaded far back', () => {
  let portal: StandInPortal;
  let inbox: Inbox;
  beforeEach(async () => {
    portal = await startPortal({ seed: flood({ count: 180, confirms: 2, unread: 90 }) });
    inbox = new Inbox(connect(portal).client);
    await inbox.refresh();
    await inbox.loadMore();
    await inbox.loadMore();
    portal.journal.clear();
  });
  afterEach(() => portal.close());

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
