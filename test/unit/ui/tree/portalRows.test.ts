import assert from 'node:assert/strict';
import type { InboxState } from '../../../../src/model/inboxState';
import type { Failure } from '../../../../src/model/portalFailure';
import { allRows, childRows, rowId, topRows } from '../../../../src/ui/tree/rows';
import type { Arrangement, Row } from '../../../../src/ui/tree/rows';
import { confirmation, NOON, notification, run, unreachable } from '../../model/notifications';
import { drawn, ready, rowPortal } from './states';

const FLAT: Arrangement = { grouping: 'none', filter: 'all' };
const BY_STATE: Arrangement = { grouping: 'state', filter: 'all' };
const UNREAD: Arrangement = { grouping: 'state', filter: 'unread' };
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
const rowsOf = (first: InboxState, second: InboxState, arrangement: Arrangement): readonly Row[] =>
  topRows([drawn(one, first), drawn(other, second)], arrangement, NOON);
const words = (row: Row): string => {
  switch (row.kind) {
    case 'portal':
      return row.portal.name;
    case 'group':
      return row.group.id;
    case 'notification':
      return String(row.notification.id);
    case 'note':
      return row.look;
    default:
      return row.kind;
  }
};
/** What stands in the tree, from top to bottom. */
const shown = (...given: Parameters<typeof rowsOf>): readonly string[] =>
  allRows(rowsOf(...given)).map(words);

describe('the rows of two portals', () => {
  it('are a root each, in their order, with the portal’s own rows below', () => {
    const [first, second] = [
      ready({ notifications: run(3, 2) }),
      ready({ notifications: [confirmation(3)] }),
    ];
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
    const alone = topRows([drawn(one, inbox)], BY_STATE, NOON);
    const [root] = rowsOf(inbox, { kind: 'loading' }, BY_STATE);
    assert.ok(root?.kind === 'portal');
    assert.deepEqual(root.rows.map(rowId), alone.map(rowId));
  });

  it('lead to more where there is more, in that portal', () => {
    const [more, all] = [
      ready({ notifications: run(3, 2), next }),
      ready({ notifications: [read[0] ?? notification(1)] }),
    ];
    assert.deepEqual(shown(more, all, FLAT), ['Portal 1', '3', '2', 'more', 'Portal 2', '1']);
    assert.deepEqual(shown(all, more, FLAT), ['Portal 1', '1', 'Portal 2', '3', '2', 'more']);
  });

  it('say why a portal has nothing to show, below its root, and show what the other has', () => {
    const list = ready({ notifications: [notification(5)] });
    const noted = (inbox: InboxState, arrangement: Arrangement): readonly string[] => {
      const [root, ...others] = shown(inbox, list, arrangement);
      assert.deepEqual(
        [root, ...others.slice(1)],
        ['Portal 1', 'Portal 2', ...shownAlone(list, arrangement)],
      );
      return others.slice(0, 1);
    };
    const shownAlone = (inbox: InboxState, arrangement: Arrangement): readonly string[] =>
      allRows(topRows([drawn(other, inbox)], arrangement, NOON)).map(words);
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
    const more = ready({ notifications: read, next, unreadBeyond: 1 });
    assert.deepEqual(shown(more, more, UNREAD), ['Portal 1', 'more', 'Portal 2', 'more']);
  });

  it('are folded where a whole group is done with, and never in the only portal', () => {
    const done = { ...confirmation(4), isRead: true };
    const inbox = ready({ notifications: [done, notification(3), ...read] });
    const folded = (rows: readonly Row[]): readonly string[] =>
      allRows(rows).flatMap(row => (row.kind === 'group' && row.isFolded ? [words(row)] : []));
    assert.deepEqual(folded(rowsOf(inbox, ready(), BY_STATE)), ['state:today']);
    const byAuthor: Arrangement = { grouping: 'author', filter: 'all' };
    assert.deepEqual(folded(rowsOf(inbox, ready({ notifications: read }), byAuthor)), ['author:0']);
    assert.deepEqual(folded(topRows([drawn(one, inbox)], BY_STATE, NOON)), []);
  });

  it('have nothing below a note, and all of a root’s rows below the root', () => {
    const [root] = rowsOf({ kind: 'loading' }, { kind: 'loading' }, FLAT);
    assert.ok(root?.kind === 'portal');
    assert.equal(childRows(root), root.rows);
    assert.deepEqual(root.rows.map(childRows), [[]]);
  });
});
