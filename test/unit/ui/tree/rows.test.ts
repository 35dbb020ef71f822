import assert from 'node:assert/strict';
import type { Trouble } from '../../../../src/model/change';
import { GROUPINGS } from '../../../../src/model/groups';
import type { InboxState } from '../../../../src/model/inboxState';
import { allRows, childRows, rowId, topRows } from '../../../../src/ui/tree/rows';
import type { Arrangement, Row } from '../../../../src/ui/tree/rows';
import { confirmation, NOON, notification, unreachable } from '../../model/notifications';
import { drawn, ready, rowPortal } from './states';

const BY_STATE: Arrangement = { grouping: 'state', filter: 'all' };
const FLAT: Arrangement = { grouping: 'none', filter: 'all' };
const ALL: readonly Arrangement[] = GROUPINGS.flatMap(grouping => [
  { grouping, filter: 'all' },
  { grouping, filter: 'unread' },
]);
const list = [
  notification(4),
  confirmation(3),
  notification(2, { isRead: true, typeId: 'blog|comment' }),
  { ...confirmation(1), isRead: true },
];
const portal = rowPortal();
const next = { lastId: 1, lastType: 3 } as const;

const rowsOf = (inbox: InboxState, arrangement: Arrangement): readonly Row[] =>
  topRows([drawn(portal, inbox)], arrangement, NOON);
/** A group's id and what is in it; a notification's id; the way to more. */
const summary = (rows: readonly Row[]): readonly unknown[] =>
  rows.map(row => {
    switch (row.kind) {
      case 'group':
        return [row.group.id, ...summary(childRows(row))];
      case 'notification':
        return row.notification.id;
      default:
        return row.kind;
    }
  });
const notificationsIn = (rows: readonly Row[]): readonly unknown[] =>
  allRows(rows).flatMap(row => (row.kind === 'notification' ? [row.notification] : []));

describe('the rows of the tree', () => {
  it('are none where there is no list, however it is arranged', () => {
    for (const arrangement of ALL) {
      assert.deepEqual(topRows([], arrangement, NOON), []);
      for (const inbox of [{ kind: 'loading' }, { kind: 'failed', failure: unreachable }, ready()] as const) {
        assert.deepEqual(rowsOf(inbox, arrangement), []);
      }
    }
  });

  it('are groups with their notifications', () => {
    const rows = rowsOf(ready({ notifications: list }), BY_STATE);
    assert.deepEqual(summary(rows), [
      ['state:decision', 3, 1],
      ['state:unread', 4],
      ['state:today', 2],
    ]);
    assert.deepEqual(rows.map(childRows)[1], [
      { kind: 'notification', portal, notification: list[0], isDeciding: false },
    ]);
  });

  it('are grouped as it is wished', () => {
    const inbox = ready({ notifications: list });
    assert.deepEqual(summary(rowsOf(inbox, { grouping: 'type', filter: 'all' })), [
      ['type:im|default', 4, 3, 1],
      ['type:blog|comment', 2],
    ]);
    assert.deepEqual(summary(rowsOf(inbox, { grouping: 'author', filter: 'all' })), [
      ['author:0', 4, 3, 2, 1],
    ]);
    assert.equal(rowsOf(inbox, { grouping: 'day', filter: 'all' }).length, 1);
  });

  it('are the notifications themselves where they are not grouped', () => {
    assert.deepEqual(summary(rowsOf(ready({ notifications: list }), FLAT)), [4, 3, 2, 1]);
  });

  it('are those that are unread where only they are wished', () => {
    const inbox = ready({ notifications: list });
    assert.deepEqual(summary(rowsOf(inbox, { grouping: 'none', filter: 'unread' })), [4, 3]);
    assert.deepEqual(summary(rowsOf(inbox, { grouping: 'state', filter: 'unread' })), [
      ['state:decision', 3],
      ['state:unread', 4],
    ]);
  });

  it('hold the notifications of the list, the same objects, however it is arranged', () => {
    for (const arrangement of ALL) {
      const rows = rowsOf(ready({ notifications: list }), arrangement);
      const wanted = list.filter(({ isRead }) => arrangement.filter === 'all' || !isRead);
      assert.deepEqual(new Set(notificationsIn(rows)), new Set(wanted));
      assert.equal(notificationsIn(rows).length, wanted.length);
    }
  });

  it('say what is in trouble and what is being decided, grouped or not', () => {
    const trouble: Trouble = {
      change: { kind: 'read', ids: [4], isRead: true },
      failure: unreachable,
    };
    const inbox = ready({
      notifications: list,
      troubles: new Map([[4, trouble]]),
      deciding: new Set([3]),
    });
    for (const arrangement of ALL) {
      const rows = allRows(rowsOf(inbox, arrangement));
      const row = (id: number): Row | undefined =>
        rows.find(each => each.kind === 'notification' && each.notification.id === id);
      assert.deepEqual(row(4), {
        kind: 'notification',
        portal,
        notification: list[0],
        trouble,
        isDeciding: false,
      });
      assert.deepEqual(row(3), { kind: 'notification', portal, notification: list[1], isDeciding: true });
    }
  });

  describe('end with a way to more', () => {
    const endsWithMore = (changes: Parameters<typeof ready>[0], filter: Arrangement['filter']): boolean =>
      rowsOf(ready({ notifications: list, ...changes }), { grouping: 'state', filter }).at(-1)?.kind ===
      'more';

    it('where there is more, fresh or not', () => {
      assert.ok(endsWithMore({ next }, 'all'));
      assert.ok(endsWithMore({ next, failure: unreachable }, 'all'));
      assert.ok(!endsWithMore({}, 'all'));
    });

    it('among the unread only where more of them are there, or may be', () => {
      assert.ok(endsWithMore({ next, unreadBeyond: 1 }, 'unread'));
      assert.ok(endsWithMore({ next, unreadBeyond: Number.POSITIVE_INFINITY }, 'unread'));
      assert.ok(!endsWithMore({ next, unreadBeyond: 0 }, 'unread'));
      assert.ok(!endsWithMore({ unreadBeyond: 1 }, 'unread'));
    });

    it('once, after all the others, even where there is nothing else', () => {
      for (const arrangement of ALL) {
        for (const notifications of [list, []]) {
          const rows = rowsOf(ready({ notifications, next, unreadBeyond: 1 }), arrangement);
          assert.deepEqual(
            rows.flatMap((row, index) => (row.kind === 'more' ? [index] : [])),
            [rows.length - 1],
          );
        }
      }
    });
  });

  it('have nothing below a notification or the way to more', () => {
    const [first] = rowsOf(ready({ notifications: list }), FLAT);
    assert.ok(first?.kind === 'notification');
    assert.deepEqual(childRows(first), []);
    assert.deepEqual(childRows({ kind: 'more', portal }), []);
  });

  it('are told from each other, and are the same when they are drawn again', () => {
    for (const arrangement of ALL) {
      const idsOf = (isRead: boolean): readonly string[] => {
        const inbox = ready({ notifications: [{ ...confirmation(4), isRead }, ...list.slice(1)], next });
        return allRows(rowsOf(inbox, { ...arrangement, filter: 'all' })).map(rowId);
      };
      const ids = idsOf(false);
      assert.equal(new Set(ids).size, ids.length);
      assert.deepEqual(idsOf(true), ids);
    }
  });
});
