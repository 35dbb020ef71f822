import assert from 'node:assert/strict';
import type { InboxState } from '../../../../src/model/inbox/inboxState';
import type { FailedChange } from '../../../../src/model/inbox/notificationChange';
import { GROUPINGS } from '../../../../src/model/notification/grouping';
import type { Failure } from '../../../../src/model/portalFailure';
import { allRows, buildRootRows, childRows, type Row, rowId, type TreeArrangement } from '../../../../src/ui/tree/rows';
import { confirmation, NOON, notification, run, unreachable } from '../../support/notifications';
import { drawn, ready, rowPortal } from './states';

describe('the rows of the tree', () => {
  const BY_STATE: TreeArrangement = { grouping: 'state', filter: 'all' };

  const FLAT: TreeArrangement = { grouping: 'none', filter: 'all' };

  const ALL: readonly TreeArrangement[] = GROUPINGS.flatMap(grouping => [
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

  const rowsOf = (inbox: InboxState, arrangement: TreeArrangement): readonly Row[] =>
    buildRootRows([drawn(portal, inbox)], arrangement, NOON);

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

  it('are none where there is no list, however it is arranged', () => {
    for (const arrangement of ALL) {
      assert.deepEqual(buildRootRows([], arrangement, NOON), []);
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
      { kind: 'notification', portal, notification: list[0], name: '', time: 'age', isDeciding: false },
    ]);
  });

  it('are grouped as it is wished', () => {
    const inbox = ready({ notifications: list });
    assert.deepEqual(summary(rowsOf(inbox, { grouping: 'type', filter: 'all' })), [
      ['type:im|default', 4, 3, 1],
      ['type:blog|comment', 2],
    ]);
    assert.deepEqual(summary(rowsOf(inbox, { grouping: 'author', filter: 'all' })), [['author:0', 4, 3, 2, 1]]);
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
    const trouble: FailedChange = {
      change: { kind: 'read', ids: [4], isRead: true },
      failure: unreachable,
    };
    const inbox = ready({
      notifications: list,
      failedChanges: new Map([[4, trouble]]),
      deciding: new Set([3]),
    });
    for (const arrangement of ALL) {
      const rows = allRows(rowsOf(inbox, arrangement));
      const time = arrangement.grouping === 'day' ? 'clock' : 'age';
      const row = (id: number): Row | undefined =>
        rows.find(each => each.kind === 'notification' && each.notification.id === id);
      assert.deepEqual(row(4), {
        kind: 'notification',
        portal,
        notification: list[0],
        name: '',
        time,
        failedChange: trouble,
        isDeciding: false,
      });
      assert.deepEqual(row(3), {
        kind: 'notification',
        portal,
        notification: list[1],
        name: '',
        time,
        isDeciding: true,
      });
    }
  });

  describe('end with a way to more', () => {
    const endsWithMore = (changes: Parameters<typeof ready>[0], filter: TreeArrangement['filter']): boolean =>
      rowsOf(ready({ notifications: list, ...changes }), { grouping: 'state', filter }).at(-1)?.kind === 'loadMore';

    it('where there is more, fresh or not', () => {
      assert.ok(endsWithMore({ next }, 'all'));
      assert.ok(endsWithMore({ next, failure: unreachable }, 'all'));
      assert.ok(!endsWithMore({}, 'all'));
    });

    it('among the unread only where more of them are there, or may be', () => {
      assert.ok(endsWithMore({ next, unreadNotLoaded: 1 }, 'unread'));
      assert.ok(endsWithMore({ next, unreadNotLoaded: Number.POSITIVE_INFINITY }, 'unread'));
      assert.ok(!endsWithMore({ next, unreadNotLoaded: 0 }, 'unread'));
      assert.ok(!endsWithMore({ unreadNotLoaded: 1 }, 'unread'));
    });

    it('once, after all the others, even where there is nothing else', () => {
      for (const arrangement of ALL) {
        for (const notifications of [list, []]) {
          const rows = rowsOf(ready({ notifications, next, unreadNotLoaded: 1 }), arrangement);
          assert.deepEqual(
            rows.flatMap((row, index) => (row.kind === 'loadMore' ? [index] : [])),
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
    assert.deepEqual(childRows({ kind: 'loadMore', portal }), []);
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

describe('the rows of two portals', () => {
  const FLAT: TreeArrangement = { grouping: 'none', filter: 'all' };

  const BY_STATE: TreeArrangement = { grouping: 'state', filter: 'all' };

  const UNREAD: TreeArrangement = { grouping: 'state', filter: 'unread' };

  const next = { lastId: 1, lastType: 3 } as const;

  const read = [notification(1, { isRead: true })];

  const FAILURES: readonly Failure[] = [
    unreachable,
    { kind: 'rateLimited', code: 'X' },
    { kind: 'blocked', code: 'X' },
    { kind: 'unauthorized', code: 'X' },
    { kind: 'forbidden', code: 'X' },
    { kind: 'refused', code: 'X' },
    { kind: 'brokeDown', code: 'X' },
    { kind: 'malformed' },
  ];

  const [one, other] = [rowPortal('1'), rowPortal('2')];

  const rowsOf = (first: InboxState, second: InboxState, arrangement: TreeArrangement): readonly Row[] =>
    buildRootRows([drawn(one, first), drawn(other, second)], arrangement, NOON);

  const words = (row: Row): string => {
    switch (row.kind) {
      case 'portal':
        return row.portal.name;
      case 'group':
        return row.group.id;
      case 'notification':
        return String(row.notification.id);
      case 'status':
        return row.view;
      default:
        return row.kind;
    }
  };

  /** What stands in the tree, from top to bottom. */
  const shown = (...given: Parameters<typeof rowsOf>): readonly string[] => allRows(rowsOf(...given)).map(words);

  it('are a root each, in their order, with the portal’s own rows below', () => {
    const [first, second] = [ready({ notifications: run(3, 2) }), ready({ notifications: [confirmation(3)] })];
    assert.deepEqual(shown(first, second, FLAT), ['Portal 1', '3', '2', 'Portal 2', '3']);
    assert.deepEqual(shown(first, second, BY_STATE), [
      'Portal 1',
      'state:unread',
      '3',
      '2',
      'Portal 2',
      'state:decision',
      '3',
    ]);
    const roots = rowsOf(first, second, FLAT);
    assert.deepEqual(
      roots.map(row => row.kind === 'portal' && row.inbox),
      [first, second],
    );
  });

  it('know each which portal they are from', () => {
    const inbox = ready({ notifications: run(3, 2), next });
    for (const arrangement of [FLAT, BY_STATE]) {
      for (const root of rowsOf(inbox, inbox, arrangement)) {
        for (const row of allRows([root])) {
          assert.equal(row.portal, root.portal);
        }
      }
    }
  });

  it('have ids of their own for the same notifications, groups and ways to more', () => {
    const inbox = ready({ notifications: run(3, 2), next });
    for (const arrangement of [FLAT, BY_STATE]) {
      for (const second of [inbox, ready(), { kind: 'loading' } as const]) {
        const ids = allRows(rowsOf(inbox, second, arrangement)).map(rowId);
        assert.equal(new Set(ids).size, ids.length);
        assert.deepEqual(allRows(rowsOf(inbox, second, arrangement)).map(rowId), ids);
      }
    }
  });

  it('keep the ids that the only portal’s rows had when another one comes', () => {
    const inbox = ready({ notifications: run(3, 2), next });
    const alone = buildRootRows([drawn(one, inbox)], BY_STATE, NOON);
    const [root] = rowsOf(inbox, { kind: 'loading' }, BY_STATE);
    assert.ok(root?.kind === 'portal');
    assert.deepEqual(root.rows.map(rowId), alone.map(rowId));
  });

  it('lead to more where there is more, in that portal', () => {
    const [more, all] = [
      ready({ notifications: run(3, 2), next }),
      ready({ notifications: [read[0] ?? notification(1)] }),
    ];
    assert.deepEqual(shown(more, all, FLAT), ['Portal 1', '3', '2', 'loadMore', 'Portal 2', '1']);
    assert.deepEqual(shown(all, more, FLAT), ['Portal 1', '1', 'Portal 2', '3', '2', 'loadMore']);
  });

  it('say why a portal has nothing to show, below its root, and show what the other has', () => {
    const list = ready({ notifications: [notification(5)] });
    const noted = (inbox: InboxState, arrangement: TreeArrangement): readonly string[] => {
      const [root, ...others] = shown(inbox, list, arrangement);
      assert.deepEqual([root, ...others.slice(1)], ['Portal 1', 'Portal 2', ...shownAlone(list, arrangement)]);
      return others.slice(0, 1);
    };
    const shownAlone = (inbox: InboxState, arrangement: TreeArrangement): readonly string[] =>
      allRows(buildRootRows([drawn(other, inbox)], arrangement, NOON)).map(words);
    for (const arrangement of [FLAT, BY_STATE, UNREAD]) {
      assert.deepEqual(noted({ kind: 'loading' }, arrangement), ['loading']);
      assert.deepEqual(noted(ready(), arrangement), ['empty']);
      for (const failure of FAILURES) {
        assert.deepEqual(noted({ kind: 'failed', failure }, arrangement), [failure.kind]);
        assert.deepEqual(noted(ready({ failure }), arrangement), [failure.kind]);
      }
    }
    assert.deepEqual(noted(ready({ notifications: read }), UNREAD), ['allRead']);
    assert.deepEqual(noted(ready({ notifications: read, next }), UNREAD), ['allRead']);
    assert.deepEqual(noted(ready({ notifications: read, failure: unreachable }), UNREAD), ['unreachable']);
  });

  it('have no word in the place of a list, however old that is', () => {
    const old = ready({ notifications: run(2, 2), failure: unreachable });
    assert.deepEqual(shown(old, old, FLAT), ['Portal 1', '2', 'Portal 2', '2']);
    const more = ready({ notifications: read, next, unreadNotLoaded: 1 });
    assert.deepEqual(shown(more, more, UNREAD), ['Portal 1', 'loadMore', 'Portal 2', 'loadMore']);
  });

  it('are folded where a whole group is done with, and never in the only portal', () => {
    const done = { ...confirmation(4), isRead: true };
    const inbox = ready({ notifications: [done, notification(3), ...read] });
    const folded = (rows: readonly Row[]): readonly string[] =>
      allRows(rows).flatMap(row => (row.kind === 'group' && row.isCollapsed ? [words(row)] : []));
    assert.deepEqual(folded(rowsOf(inbox, ready(), BY_STATE)), ['state:today']);
    const byAuthor: TreeArrangement = { grouping: 'author', filter: 'all' };
    assert.deepEqual(folded(rowsOf(inbox, ready({ notifications: read }), byAuthor)), ['author:0']);
    assert.deepEqual(folded(buildRootRows([drawn(one, inbox)], BY_STATE, NOON)), []);
  });

  it('have nothing below a note, and all of a root’s rows below the root', () => {
    const [root] = rowsOf({ kind: 'loading' }, { kind: 'loading' }, FLAT);
    assert.ok(root?.kind === 'portal');
    assert.equal(childRows(root), root.rows);
    assert.deepEqual(root.rows.map(childRows), [[]]);
  });
});
