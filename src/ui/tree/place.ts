import { allRows, rowId } from './rows';
import type { NotificationRow, Row } from './rows';

/** Where notifications stand, and what to go on with should they leave. Each by the id of its row. */
export interface Place {
  readonly rowId: string;
  /** Of the row over it; empty where there is none. */
  readonly parentId: string;
  /** The one below them in the same group, else the one above; else the first of the groups below. */
  readonly neighbourId: string | undefined;
}

interface Placed {
  readonly row: NotificationRow;
  readonly id: string;
  readonly parentId: string;
}

/** `undefined` where none of them is in the tree. */
export function placeOf(rows: readonly Row[], ids: ReadonlySet<string>): Place | undefined {
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

/** The row to go on with after a change; `undefined` where the notification is still where it was. */
export function rowToGoOnWith(rows: readonly Row[], place: Place): Row | undefined {
  const all = placed(rows);
  const now = all.find(({ id }) => id === place.rowId);
  return now?.parentId === place.parentId ? undefined : all.find(({ id }) => id === place.neighbourId)?.row;
}

/** The row over a row. */
export function parentOf(rows: readonly Row[], row: Row): Row | undefined {
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
