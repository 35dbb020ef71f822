import assert from 'node:assert/strict';
import { placeOf, rowToGoOnWith } from '../../../../src/ui/tree/place';
import { notificationRowId } from '../../../../src/ui/tree/rows';
import type { NotificationRow, Row } from '../../../../src/ui/tree/rows';
import { notification } from '../../model/notifications';
import { rowPortal } from './states';

const portal = rowPortal();

const row = (id: number): NotificationRow => ({
  kind: 'notification',
  portal,
  notification: notification(id),
  isDeciding: false,
});

function group(id: string, ...ids: readonly number[]): Row {
  const rows = ids.map(row);
  const notifications = rows.map(each => each.notification);
  return {
    kind: 'group',
    portal,
    isFolded: false,
    group: { id, key: { by: 'state', name: 'unread' }, notifications },
    rows,
  };
}

function goOn(before: readonly Row[], ids: readonly number[], after: readonly Row[]): number | undefined {
  const place = placeOf(before, new Set(ids.map(id => notificationRowId(portal.id, id))));
  const next = place && rowToGoOnWith(after, place);
  return next?.kind === 'notification' ? next.notification.id : undefined;
}

describe('the place in the tree', () => {
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
