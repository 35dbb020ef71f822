import assert from 'node:assert/strict';
import {
  applyChange,
  previewPendingChanges,
  type FailedChange,
  type NotificationChange,
  stillFailed,
} from '../../../../src/model/inbox/notificationChange';
import type { Notification } from '../../../../src/model/notification/notification';
import { confirmation, idsOf, notification, run, unreachable } from '../../support/notifications';

const list: readonly Notification[] = Object.freeze([
  notification(5),
  confirmation(4),
  notification(3, { isRead: true }),
  notification(2, { kind: 'system' }),
  { ...confirmation(1), isRead: true },
]);
const unreadIn = (items: readonly Notification[]): readonly number[] => idsOf(items.filter(({ isRead }) => !isRead));

describe('the list after a change', () => {
  const cases: readonly (readonly [string, NotificationChange, readonly number[], readonly number[]])[] = [
    ['has those read', { kind: 'read', ids: [5, 4], isRead: true }, [5, 4, 3, 2, 1], [2]],
    ['has those unread', { kind: 'read', ids: [5, 3, 1], isRead: false }, [5, 4, 3, 2, 1], [5, 4, 3, 2, 1]],
    [
      'has one and all newer ones read, confirmations too',
      { kind: 'readFrom', ids: [], from: 3 },
      [5, 4, 3, 2, 1],
      [2],
    ],
    [
      'has all newer ones read where that one is not there',
      { kind: 'readFrom', ids: [], from: 0 },
      [5, 4, 3, 2, 1],
      [],
    ],
    ['has everything but the confirmations read', { kind: 'readAll', ids: [] }, [5, 4, 3, 2, 1], [4]],
    ['is without what was deleted', { kind: 'delete', ids: [5, 3, 77] }, [4, 2, 1], [4, 2]],
    ['is without what was decided', { kind: 'confirm', ids: [4], value: 'Y' }, [5, 3, 2, 1], [5, 2]],
    ['is what it was where nothing is meant', { kind: 'read', ids: [77], isRead: true }, [5, 4, 3, 2, 1], [5, 4, 2]],
    ['is what it was where nothing is named', { kind: 'delete', ids: [] }, [5, 4, 3, 2, 1], [5, 4, 2]],
  ];
  for (const [name, change, ids, unread] of cases) {
    it(name, () => {
      const after = applyChange(list, change);
      assert.deepEqual(idsOf(after), ids);
      assert.deepEqual(unreadIn(after), unread);
    });

    it(`${name}, and what is untouched is the same`, () => {
      for (const each of applyChange(list, change)) {
        const before = list.find(({ id }) => id === each.id);
        assert.ok(before !== undefined);
        assert.equal(each === before, each.isRead === before.isRead);
        assert.deepEqual({ ...each, isRead: before.isRead }, before);
      }
    });
  }
});

describe('the list as it is shown', () => {
  it('is the same where nothing is under way', () => {
    assert.equal(previewPendingChanges(list, []), list);
  });

  it('has the changes in the order in which they were begun', () => {
    const read: NotificationChange = { kind: 'read', ids: [5], isRead: true };
    const unread: NotificationChange = { kind: 'read', ids: [5], isRead: false };
    assert.deepEqual(unreadIn(previewPendingChanges(list, [read, unread])), [5, 4, 2]);
    assert.deepEqual(unreadIn(previewPendingChanges(list, [unread, read])), [4, 2]);
    assert.deepEqual(idsOf(previewPendingChanges(list, [{ kind: 'delete', ids: [5] }, unread])), [4, 3, 2, 1]);
  });

  it('keeps a confirmation whose button was pressed', () => {
    assert.equal(previewPendingChanges(list, [{ kind: 'confirm', ids: [4], value: 'N' }]), list);
  });
});

describe('a trouble', () => {
  const of = (change: NotificationChange) =>
    new Map<number, FailedChange>(change.ids.map(id => [id, { change, failure: unreachable }]));
  const left = (change: NotificationChange): readonly number[] => [...stillFailed(of(change), list).keys()];

  it('stands while what was wanted has not come to pass', () => {
    assert.deepEqual(left({ kind: 'read', ids: [5, 3, 2], isRead: true }), [5, 2]);
    assert.deepEqual(left({ kind: 'read', ids: [5, 3, 1], isRead: false }), [3, 1]);
    assert.deepEqual(left({ kind: 'readFrom', ids: [5, 4, 3], from: 3 }), [5, 4]);
    assert.deepEqual(left({ kind: 'readAll', ids: [5, 3] }), [5]);
    assert.deepEqual(left({ kind: 'delete', ids: [5, 3] }), [5, 3]);
    assert.deepEqual(left({ kind: 'confirm', ids: [4], value: 'Y' }), [4]);
  });

  it('goes with its notification', () => {
    for (const change of [
      { kind: 'read', ids: [77], isRead: true },
      { kind: 'read', ids: [77], isRead: false },
      { kind: 'readFrom', ids: [77], from: 77 },
      { kind: 'readAll', ids: [77] },
      { kind: 'delete', ids: [77] },
      { kind: 'confirm', ids: [77], value: 'Y' },
    ] as const) {
      assert.deepEqual(left(change), []);
    }
  });

  it('keeps its reason', () => {
    const troubles = of({ kind: 'delete', ids: [5] });
    assert.equal(stillFailed(troubles, run(5, 1)).get(5), troubles.get(5));
  });
});
