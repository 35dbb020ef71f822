import type { GroupRow, NotificationRow, Row } from './rows';

/** Where notifications stand, and what to go on with should they leave. */
export interface Place {
  readonly id: number;
  /** Empty where rows are not grouped. */
  readonly groupId: string;
  /** The one below them in the same group, else the one above; else the first of the groups below. */
  readonly neighbourId: number | undefined;
}

interface Placed {
  readonly row: NotificationRow;
  readonly groupId: string;
}

/** `undefined` where none of them is in the tree. */
export function placeOf(rows: readonly Row[], ids: ReadonlySet<number>): Place | undefined {
  const all = placed(rows);
  const at = all.findIndex(({ row }) => ids.has(row.notification.id));
  const first = all[at];
  if (first === undefined) {
    return undefined;
  }
  const { groupId } = first;
  const stays = ({ row }: Placed): boolean => !ids.has(row.notification.id);
  const below = all.slice(at).filter(stays);
  const above = all.slice(0, at).filter(stays).toReversed();
  const isHere = (each: Placed): boolean => each.groupId === groupId;
  const neighbour = below.find(isHere) ?? above.find(isHere) ?? below[0] ?? above[0];
  return { id: first.row.notification.id, groupId, neighbourId: neighbour?.row.notification.id };
}

/** The row to go on with after a change; `undefined` where the notification is still where it was. */
export function rowToGoOnWith(rows: readonly Row[], place: Place): Row | undefined {
  const all = placed(rows);
  const now = all.find(({ row }) => row.notification.id === place.id);
  return now?.groupId === place.groupId
    ? undefined
    : all.find(({ row }) => row.notification.id === place.neighbourId)?.row;
}

function placed(rows: readonly Row[]): readonly Placed[] {
  return rows.flatMap(row => {
    switch (row.kind) {
      case 'group':
        return groupPlaced(row);
      case 'notification':
        return [{ row, groupId: '' }];
      case 'more':
        return [];
    }
  });
}

function groupPlaced({ group, rows }: GroupRow): readonly Placed[] {
  return rows.map(row => ({ row, groupId: group.id }));
}
