import { allRows, childRows, type NotificationRow, type Row, rowId } from './rows';

/** Where notifications are in the tree, and what to select if they leave. All IDs are row IDs. */
interface TreePosition {
  readonly rowId: string;
  /** The parent row's; empty at the root. */
  readonly parentId: string;
  /** The next one below in the same group, else the one above; else the next in another group, below before above. */
  readonly neighbourId: string | undefined;
}

interface PositionedRow {
  readonly row: NotificationRow;
  readonly id: string;
  readonly parentId: string;
}

/** Returns `undefined` if none of them is in the tree. */
export function findTreePosition(rows: readonly Row[], ids: ReadonlySet<string>): TreePosition | undefined {
  const all = notificationRows(rows);
  const index = all.findIndex(({ id }) => ids.has(id));
  const first = all[index];
  if (first === undefined) return undefined;
  const { parentId } = first;
  const below = all.slice(index).filter(({ id }) => !ids.has(id));
  const above = all.slice(0, index).toReversed();
  const isHere = (each: PositionedRow): boolean => each.parentId === parentId;
  // What is snoozed is out of sight.
  const isShown = ({ row }: PositionedRow): boolean => row.snooze === undefined;
  const neighbour = below.find(isHere) ?? above.find(isHere) ?? below.find(isShown) ?? above.find(isShown);
  return { rowId: first.id, parentId, neighbourId: neighbour?.id };
}

/** Returns the row to select after a change; `undefined` if the notification has kept its position. */
export function nextSelection(rows: readonly Row[], position: TreePosition): Row | undefined {
  const all = notificationRows(rows);
  const current = all.find(({ id }) => id === position.rowId);
  return current?.parentId === position.parentId ? undefined : all.find(({ id }) => id === position.neighbourId)?.row;
}

/** Returns a row's parent. */
export function findParentRow(rows: readonly Row[], row: Row): Row | undefined {
  const id = rowId(row);
  return allRows(rows).find(each => childRows(each).some(child => rowId(child) === id));
}

function notificationRows(rows: readonly Row[], parentId = ''): readonly PositionedRow[] {
  return rows.flatMap(row =>
    row.kind === 'notification' ? [{ row, id: rowId(row), parentId }] : notificationRows(childRows(row), rowId(row)),
  );
}
