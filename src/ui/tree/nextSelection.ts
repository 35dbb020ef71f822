import { allRows, rowId } from './rows';
import type { NotificationRow, Row } from './rows';

/** Where notifications are in the tree, and what to select if they leave. All IDs are row IDs. */
export interface TreePosition {
  readonly rowId: string;
  /** The parent row's; empty at the root. */
  readonly parentId: string;
  /** The next one below in the same group, else the one above; else the next in another group, below before above. */
  readonly neighbourId: string | undefined;
}

interface Placed {
  readonly row: NotificationRow;
  readonly id: string;
  readonly parentId: string;
}

/** Returns `undefined` if none of them is in the tree. */
export function findTreePosition(rows: readonly Row[], ids: ReadonlySet<string>): TreePosition | undefined {
  const all = placed(rows);
  const at = all.findIndex(({ id }) => ids.has(id));
  const first = all[at];
  if (first === undefined) {
    return undefined;
  }
  const { parentId } = first;
  const stays = ({ id }: Placed): boolean => !ids.has(id);
  const below = all.slice(at).filter(stays);
  const above = all.slice(0, at).filter(stays).toReversed();
  const isHere = (each: Placed): boolean => each.parentId === parentId;
  const neighbour = below.find(isHere) ?? above.find(isHere) ?? below[0] ?? above[0];
  return { rowId: first.id, parentId, neighbourId: neighbour?.id };
}

/** Returns the row to select after a change; `undefined` if the notification has kept its position. */
export function nextSelection(rows: readonly Row[], place: TreePosition): Row | undefined {
  const all = placed(rows);
  const now = all.find(({ id }) => id === place.rowId);
  return now?.parentId === place.parentId ? undefined : all.find(({ id }) => id === place.neighbourId)?.row;
}

/** Returns a row's parent. */
export function findParentRow(rows: readonly Row[], row: Row): Row | undefined {
  const id = rowId(row);
  return allRows(rows).find(each => 'rows' in each && each.rows.some(child => rowId(child) === id));
}

function placed(rows: readonly Row[], parentId = ''): readonly Placed[] {
  return rows.flatMap(row => {
    switch (row.kind) {
      case 'portal':
      case 'group':
        return placed(row.rows, rowId(row));
      case 'notification':
        return [{ row, id: rowId(row), parentId }];
      default:
        return [];
    }
  });
}
