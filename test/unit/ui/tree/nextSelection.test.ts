import assert from 'node:assert/strict';
import type { Notification } from '../../../../src/model/notification/notification';
import { findParentRow, findTreePosition, nextSelection } from '../../../../src/ui/tree/nextSelection';
import {
  allRows,
  buildRootRows,
  type NotificationRow,
  notificationRowId,
  type Row,
  rowId,
  type TreeArrangement,
} from '../../../../src/ui/tree/rows';
import { NOON, notification, run } from '../../support/notifications';
import { drawn, ready, rowPortal } from './states';

describe('the place in the tree', () => {
  const portal = rowPortal();

  const row = (id: number): NotificationRow => ({
    kind: 'notification',
    portal,
    notification: notification(id),
    name: '',
    time: 'age',
    isDeciding: false,
  });

  function group(id: string, ...ids: readonly number[]): Row {
    const rows = ids.map(row);
    const notifications = rows.map(each => each.notification);
    return {
      kind: 'group',
      portal,
      isCollapsed: false,
      group: { id, key: { by: 'state', name: 'unread' }, notifications },
      rows,
    };
  }

  function goOn(before: readonly Row[], ids: readonly number[], after: readonly Row[]): number | undefined {
    const place = findTreePosition(before, new Set(ids.map(id => notificationRowId(portal.id, id))));
    const next = place && nextSelection(after, place);
    return next?.kind === 'notification' ? next.notification.id : undefined;
  }

  it('is taken by the row below, where one leaves its group', () => {
    assert.equal(goOn([group('u', 5, 4, 3), group('t', 2)], [4], [group('u', 5, 3), group('t', 4, 2)]), 3);
  });

  it('is taken by the row above, where the last of a group leaves', () => {
    assert.equal(goOn([group('u', 5, 4), group('t', 2)], [4], [group('u', 5), group('t', 4, 2)]), 5);
  });

  it('is taken by the next group, where a group is emptied', () => {
    assert.equal(goOn([group('u', 5), group('t', 2)], [5], [group('t', 5, 2)]), 2);
  });

  it('is kept where the row stays', () => {
    assert.equal(goOn([group('x', 5, 4)], [5], [group('x', 5, 4)]), undefined);
    assert.equal(goOn([row(5), row(4)], [5], [row(5), row(4)]), undefined);
  });

  it('is below all that leave', () => {
    assert.equal(goOn([group('u', 6, 5, 4, 3)], [6, 5, 3], [group('u', 4)]), 4);
    assert.equal(goOn([row(3), row(2), row(1)], [2], [row(3), row(1)]), 1);
  });

  it('is nowhere when nothing is left, or nothing was there', () => {
    assert.equal(goOn([group('u', 5)], [5], []), undefined);
    assert.equal(goOn([group('u', 5)], [9], [group('u', 5)]), undefined);
  });
});

describe('portalPlace', () => {
  const [one, other] = [rowPortal('1'), rowPortal('2')];
  const FLAT: TreeArrangement = { grouping: 'none', filter: 'all' };
  const BY_STATE: TreeArrangement = { grouping: 'state', filter: 'all' };

  /** The tree of two portals that have these. */
  const tree = (first: readonly Notification[], second: readonly Notification[], arrangement = FLAT): readonly Row[] =>
    buildRootRows(
      [drawn(one, ready({ notifications: first })), drawn(other, ready({ notifications: second }))],
      arrangement,
      NOON,
    );
  const id = (portal: typeof one, notificationId: number): string => notificationRowId(portal.id, notificationId);
  const goOn = (before: readonly Row[], ids: readonly string[], after: readonly Row[]): string | undefined => {
    const place = findTreePosition(before, new Set(ids));
    const next = place && nextSelection(after, place);
    return next && rowId(next);
  };

  describe('the place in the tree of two portals', () => {
    it('is one in the portal that is meant, where both have the same id', () => {
      const rows = tree(run(3, 1), run(3, 1));
      const place = findTreePosition(rows, new Set([id(other, 2)]));
      assert.deepEqual(place, {
        rowId: id(other, 2),
        parentId: rowId(rows[1] ?? assert.fail()),
        neighbourId: id(other, 1),
      });
    });

    it('is taken by a neighbour of the same portal, as long as there is one', () => {
      const second = run(9, 8);
      assert.equal(goOn(tree(run(3, 1), second), [id(one, 3)], tree(run(2, 1), second)), id(one, 2));
      assert.equal(goOn(tree(run(3, 2), second), [id(one, 2)], tree(run(3, 3), second)), id(one, 3));
    });

    it('is taken by the other portal’s, where the portal is emptied', () => {
      const [lone, second] = [run(3, 3), run(9, 8)];
      assert.equal(goOn(tree(lone, second), [id(one, 3)], tree([], second)), id(other, 9));
      assert.equal(goOn(tree(second, lone), [id(other, 3)], tree(second, [])), id(one, 8));
    });

    it('is kept where the row stays, in a group below a root too', () => {
      const before = tree(run(3, 1), run(3, 1), BY_STATE);
      assert.equal(goOn(before, [id(one, 2)], before), undefined);
    });

    it('is left where the row goes into another group of its portal', () => {
      const before = tree(run(3, 1), run(3, 1), BY_STATE);
      const isRead = [notification(3), notification(2, { isRead: true }), notification(1)];
      assert.equal(goOn(before, [id(other, 2)], tree(run(3, 1), isRead, BY_STATE)), id(other, 1));
    });

    it('is nowhere where the notification is another portal’s', () => {
      assert.equal(findTreePosition(tree(run(3, 1), []), new Set([id(other, 2)])), undefined);
    });
  });

  describe('the row over a row', () => {
    it('is the root or the group that it stands in, of the same portal', () => {
      for (const arrangement of [FLAT, BY_STATE]) {
        const rows = tree(run(3, 1), run(3, 1), arrangement);
        for (const row of allRows(rows)) {
          for (const child of 'rows' in row ? row.rows : []) {
            assert.equal(findParentRow(rows, child), row);
          }
        }
      }
    });

    it('is found for one that was drawn earlier', () => {
      const before = allRows(tree(run(3, 1), run(3, 1), BY_STATE));
      const rows = tree(run(3, 1), run(3, 1), BY_STATE);
      const old = before.find(row => rowId(row) === id(other, 2)) ?? assert.fail();
      const parent = findParentRow(rows, old);
      assert.ok(parent?.kind === 'group');
      assert.equal(parent.portal, other);
      assert.ok(allRows(rows).includes(parent));
    });

    it('is none for a row at the top, or for one that is gone', () => {
      const rows = tree(run(3, 1), run(3, 1));
      assert.deepEqual(
        rows.map(row => findParentRow(rows, row)),
        [undefined, undefined],
      );
      const [, gone] = allRows(tree(run(9, 9), []));
      assert.equal(findParentRow(rows, gone ?? assert.fail()), undefined);
      const alone = buildRootRows([drawn(one, ready({ notifications: run(2, 1) }))], FLAT, NOON);
      assert.equal(findParentRow(alone, alone[0] ?? assert.fail()), undefined);
    });
  });
});
