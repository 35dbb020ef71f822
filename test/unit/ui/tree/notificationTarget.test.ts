import assert from 'node:assert/strict';
import { flattenTargets, groupByPortal, notificationRowIds } from '../../../../src/ui/tree/notificationTarget';
import { notificationRowId } from '../../../../src/ui/tree/rows';
import { notification } from '../../support/notifications';
import { heldPortal } from '../../support/portals';

describe('what a command is about', () => {
  const [{ portal: one }, { portal: other }] = [heldPortal('1'), heldPortal('2')];
  const [first, second] = [notification(1), notification(2)];
  const ones = [
    { portal: other, notification: first },
    { portal: one, notification: second },
    { portal: other, notification: second },
  ];

  it('is put together by portal, in the order it comes', () => {
    const meant = groupByPortal(ones);
    assert.deepEqual(
      meant.map(({ portal }) => portal.name),
      ['Portal 2', 'Portal 1'],
    );
    assert.deepEqual(
      meant.map(({ notifications }) => notifications),
      [[first, second], [second]],
    );
    assert.deepEqual(groupByPortal([]), []);
  });

  it('is each notification with its portal', () => {
    const told = flattenTargets(groupByPortal(ones)).map(({ portal, notification: { id } }) => `${portal.name}: ${id}`);
    assert.deepEqual(told, ['Portal 2: 1', 'Portal 2: 2', 'Portal 1: 2']);
  });

  it('has the rows of these portals alone', () => {
    const ids = notificationRowIds(groupByPortal(ones));
    assert.deepEqual(
      ids,
      new Set([notificationRowId(other.id, 1), notificationRowId(other.id, 2), notificationRowId(one.id, 2)]),
    );
    assert.ok(!ids.has(notificationRowId(one.id, 1)));
  });
});
