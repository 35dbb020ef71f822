import { useScreen } from '../../../vscodeStandIn';
import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import { MAX_LOADED_NOTIFICATIONS } from '../../../../src/model/inbox/listMerge';
import type { Notification } from '../../../../src/model/notification/notification';
import type { Portal } from '../../../../src/model/portal/portal';
import { CommandTargets } from '../../../../src/ui/commands/commandTargets';
import type { TargetRule } from '../../../../src/ui/commands/targetRules';
import { Times } from '../../../../src/ui/text/times';
import type { NotificationTarget } from '../../../../src/ui/tree/notificationTarget';
import type { Row } from '../../../../src/ui/tree/rows';
import { notification, page, run } from '../../support/notifications';
import { heldPortal } from '../../support/portals';

describe('the choice of a notification', () => {
  const held: Portal[] = [];
  /** What was offered, as `portal:notification`. */
  let offered: readonly string[];
  beforeEach(() => {
    offered = [];
    useScreen({
      window: {
        showQuickPick: (items: readonly (vscode.QuickPickItem & { target: NotificationTarget })[]) => {
          offered = items.map(({ target }) => `${target.portal.account.userId}:${target.notification.id}`);
          return Promise.resolve(items[0]);
        },
      },
    });
  });
  afterEach(() => {
    for (const portal of held.splice(0)) {
      portal.dispose();
    }
  });

  async function portalWith(list: readonly Notification[], userId = '1'): Promise<Portal> {
    const { portal, centre } = heldPortal(userId);
    held.push(portal);
    const refreshed = portal.inbox.refresh();
    (await centre.next('getPage')).answer(page(list));
    await refreshed;
    return portal;
  }

  const rowOf = (portal: Portal, each: Notification): Row => ({
    kind: 'notification',
    portal,
    notification: each,
    name: '',
    time: 'age',
    isDeciding: false,
  });

  const rule = (isLikely?: TargetRule['isLikely']): TargetRule => ({
    title: 'Choose',
    accepts: () => true,
    ...(isLikely && { isLikely }),
  });

  const targets = (...selection: readonly Row[]): CommandTargets => new CommandTargets({ selection }, new Times('en'));

  it('has what is selected first and what is unlikely last, each in the order of the list', async () => {
    const list = run(6, 1);
    const portal = await portalWith(list);
    const [, , third, fourth] = list;
    assert.ok(third && fourth);
    const selected = [rowOf(portal, fourth), rowOf(portal, third)];
    const found = await targets(...selected).one(
      [],
      [portal],
      rule(({ id }) => id % 2 === 0),
    );
    assert.deepEqual(offered, ['1:4', '1:3', '1:6', '1:2', '1:5', '1:1']);
    assert.equal(found?.notification, third);
  });

  it('has those of several portals newest first, and what is selected in one of them alone', async () => {
    const first = await portalWith([notification(5), notification(1)], '1');
    const second = await portalWith([notification(4), notification(1)], '2');
    const [, last] = [notification(4), notification(1)];
    await targets(rowOf(second, last)).one([], [first, second], rule());
    assert.deepEqual(offered, ['2:1', '1:5', '2:4', '1:1']);
  });

  describe('with a full text on screen', () => {
    it('is the one that it shows, and nobody is asked', async () => {
      const list = run(3, 1);
      const portal = await portalWith(list);
      const shown = new CommandTargets({ selection: [] }, new Times('en'), () => ({ portal, id: 2 }));
      for (const given of [[], ['fullText'], [{ scheme: 'webview-panel', path: 'webview-1' }]]) {
        const found = await shown.one(given, [portal], rule());
        assert.equal(found?.notification.id, 2);
      }
      assert.deepEqual(offered, []);
    });

    it('is one that is in no list, and still what the argument names', async () => {
      const portal = await portalWith(run(3, 1));
      const old = notification(900);
      const shown = new CommandTargets({ selection: [] }, new Times('en'), () => ({
        portal,
        id: 900,
        notification: old,
      }));
      assert.equal((await shown.one([], [portal], rule()))?.notification, old);
      assert.equal((await shown.one([{ id: 3 }], [portal], rule()))?.notification.id, 3);
    });

    it('is asked for by a command that shows one', async () => {
      const portal = await portalWith(run(3, 1));
      const shown = new CommandTargets({ selection: [] }, new Times('en'), () => ({ portal, id: 2 }));
      await shown.one([], [portal], { ...rule(), isOpening: true });
      assert.equal(offered.length, 3);
    });
  });

  it('looks at each of a list that is as long as can be once', async () => {
    const portal = await portalWith(run(MAX_LOADED_NOTIFICATIONS, 1));
    let looks = 0;
    await targets().one(
      [],
      [portal],
      rule(({ id }) => {
        looks++;
        return id % 3 === 0;
      }),
    );
    assert.equal(offered.length, MAX_LOADED_NOTIFICATIONS);
    assert.equal(looks, MAX_LOADED_NOTIFICATIONS);
  });
});
