import { vscode } from '../../../vscodeStandIn';
import assert from 'node:assert/strict';
import type { Notification } from '../../../../src/model/notification/notification';
import { GROUPINGS } from '../../../../src/model/notification/grouping';
import type { Snooze } from '../../../../src/model/triage/snoozes';
import { Times } from '../../../../src/ui/text/times';
import { inboxViewOf } from '../../../../src/ui/tree/inboxView';
import { findTreePosition, nextSelection } from '../../../../src/ui/tree/nextSelection';
import { allRows, buildRootRows, notificationRowId, type Row, rowId } from '../../../../src/ui/tree/rows';
import { createTreeItem, notificationRowTooltip } from '../../../../src/ui/tree/treeItems';
import { ROWS_PER_LIST, TreeModel } from '../../../../src/ui/tree/treeModel';
import { HOUR_MS } from '../../support/clock';
import { NOON, notification, run } from '../../support/notifications';
import { drawn, type Ready, ready, rowPortal } from './states';

const NEXT: Snooze = { kind: 'next', source: 'author 1', after: 9 };
const until = (time: number): Snooze => ({ kind: 'until', until: time });

describe('snoozed notifications in the tree', () => {
  const portal = rowPortal();
  const next = { lastId: 1, lastType: 3 } as const;
  const times = new Times('en');
  const look = { times, now: NOON };

  const withSnoozes = (inbox: Ready, snoozes: readonly (readonly [number, Snooze])[], of = portal) => ({
    ...drawn(of, inbox),
    snoozes: new Map(snoozes),
  });
  const rowsOf = (
    notifications: readonly Notification[],
    snoozes: readonly (readonly [number, Snooze])[],
    grouping: (typeof GROUPINGS)[number] = 'state',
    changes: Partial<Ready> = {},
  ): readonly Row[] =>
    buildRootRows([withSnoozes(ready({ notifications, ...changes }), snoozes)], { grouping, filter: 'all' }, NOON);
  const idsIn = (row: Row | undefined): readonly unknown[] =>
    row === undefined
      ? []
      : allRows([row]).flatMap(each => (each.kind === 'notification' ? [each.notification.id] : []));
  const kinds = (rows: readonly Row[]): readonly string[] => [...new Set(rows.map(({ kind }) => kind))];

  it('are in a group of their own at the bottom, the first to come back first', () => {
    const snoozes = [
      [5, NEXT],
      [4, until(NOON + 2 * HOUR_MS)],
      [1, until(NOON + HOUR_MS)],
    ] as const;
    for (const grouping of GROUPINGS) {
      const rows = rowsOf(run(5, 1), snoozes, grouping, { next });
      assert.deepEqual(rows.slice(-2).map(({ kind }) => kind), ['loadMore', 'snoozed']); // prettier-ignore
      assert.deepEqual(idsIn(rows.at(-1)), [1, 4, 5]);
      assert.deepEqual(rows.slice(0, -1).flatMap(idsIn), [3, 2]);
    }
  });

  it('say when they come back, in place of when they came', () => {
    const describe = (snooze: Snooze): unknown => {
      const row = allRows(rowsOf([notification(1)], [[1, snooze]])).find(({ kind }) => kind === 'notification');
      return row && String(createTreeItem(row, look).description);
    };
    const local = (days: number, hour: number): number => {
      const date = new Date(NOON);
      return new Date(date.getFullYear(), date.getMonth(), date.getDate() + days, hour).getTime();
    };
    const clock = (hour: number): string => times.clock(local(0, hour));
    const late = new Date(NOON).getHours() + 1;
    assert.equal(describe(until(local(0, late))), `${clock(late)} · Notification 1`);
    assert.equal(describe(until(local(1, 9))), `tomorrow, ${clock(9)} · Notification 1`);
    assert.equal(describe(until(local(5, 9))), `Monday, ${clock(9)} · Notification 1`);
    assert.equal(describe(until(local(8, 9))), `Mar 12, ${clock(9)} · Notification 1`);
    assert.equal(describe(NEXT), 'with the next one · Notification 1');
  });

  it('are folded at first, and offer what can be done with them', () => {
    const rows = allRows(rowsOf([notification(2), notification(1, { isRead: true })], [[2, NEXT], [1, NEXT]])); // prettier-ignore
    const [group, row] = rows.map(each => createTreeItem(each, look));
    assert.deepEqual(
      [group?.label, group?.description, group?.contextValue, group?.collapsibleState],
      ['Snoozed', '2', ';snoozedGroup;read;unread;snoozed;', vscode.TreeItemCollapsibleState.Collapsed],
    );
    assert.match(String(row?.contextValue), /^;notification;unread;.*;snoozed;$/);
    assert.match(String(row?.accessibilityInformation?.label), /^Snoozed, Unread, Bitrix24, with the next one, /);
  });

  it('say in their hover until when, and how to end it; others, how to snooze them', () => {
    const hoverOf = (snoozes: readonly (readonly [number, Snooze])[]): string => {
      const row = allRows(rowsOf([notification(1)], snoozes)).find(each => each.kind === 'notification');
      return row?.kind === 'notification' ? notificationRowTooltip(row, times).value : assert.fail();
    };
    assert.match(hoverOf([[1, NEXT]]), /^Snoozed until the next one from this source.*command:bitrix24\.unsnooze/s);
    assert.match(hoverOf([]), /command:bitrix24\.snooze\?/);
    assert.doesNotMatch(hoverOf([]), /Snoozed|unsnooze/);
  });

  it('stay below a list that is not shown in full', () => {
    for (const grouping of ['none', 'type'] as const) {
      const model = new TreeModel();
      model.update(rowsOf(run(ROWS_PER_LIST + 5, 1), [[1, NEXT]], grouping, { next }), look);
      const shown = model.children().flatMap(id => model.row(id) ?? []);
      const [group] = shown;
      assert.deepEqual(kinds(shown), [...(grouping === 'none' ? ['notification', 'showMore'] : ['group']), 'snoozed']);
      assert.equal(model.children(group && rowId(group)).length, grouping === 'none' ? 0 : ROWS_PER_LIST + 1);
      assert.deepEqual(model.children(`${portal.id} snoozed`), [notificationRowId(portal.id, 1)]);
    }
  });

  it('are not selected when the last of the others leaves', () => {
    const goOn = (ids: readonly number[], before: readonly Row[], after: readonly Row[]): string | undefined => {
      const position = findTreePosition(before, new Set(ids.map(id => notificationRowId(portal.id, id))));
      const row = position && nextSelection(after, position);
      return row && rowId(row);
    };
    const list = run(3, 1);
    const before = rowsOf(list, [[1, NEXT]]);
    assert.equal(goOn([2], before, rowsOf(list, [[1, NEXT], [2, NEXT]])), notificationRowId(portal.id, 3)); // prettier-ignore
    const rest = [notification(2), notification(1)];
    assert.equal(goOn([2], rowsOf(rest, [[1, NEXT]]), rowsOf(rest, [[1, NEXT], [2, NEXT]])), undefined); // prettier-ignore
    // Among themselves they are.
    const two = rowsOf(list, [[1, NEXT], [2, NEXT]]); // prettier-ignore
    assert.equal(goOn([2], two, rowsOf(list, [[1, NEXT]])), notificationRowId(portal.id, 1));
  });

  it('are shown also where nothing else is unread, which is said', () => {
    const snoozes = [[1, NEXT]] as const;
    const inbox = ready({ notifications: [notification(2, { isRead: true }), notification(1)] });
    assert.equal(inboxViewOf(inbox, 'unread', new Map(snoozes)), 'allRead');
    assert.equal(inboxViewOf(inbox, 'unread'), 'ready');
    const other = rowPortal('2');
    const rows = buildRootRows(
      [withSnoozes(inbox, snoozes), withSnoozes(inbox, [[2, NEXT]], other)],
      { grouping: 'state', filter: 'unread' },
      NOON,
    );
    assert.deepEqual(
      rows.map(row => ('rows' in row ? row.rows.map(({ kind }) => kind) : [])),
      [
        ['status', 'snoozed'],
        ['group', 'snoozed'],
      ],
    );
  });
});
