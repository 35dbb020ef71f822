import { childRows, rowId } from './rows';
import type { Row } from './rows';

/**
 * How many rows of a list are shown at first, and how many more each time the user asks. VS Code renders a list in
 * one go.
 */
export const ROWS_PER_LIST = 200;
/** How many rows of all lists together are shown before the user asks for more. */
export const MAX_VISIBLE_ROWS = 600;

/** The parent ID of the root rows. */
export const ROOT_ID = '';

/** How many rows of a list the user has asked for, by the ID of its parent row. */
export type RequestedRowCounts = ReadonlyMap<string, number>;

/**
 * Returns the visible children of each row that has any, from top to bottom. A truncated list ends with a row that
 * shows more; the row that would load or search for more after it is hidden until then.
 */
export function visibleRows(
  top: readonly Row[],
  asked: RequestedRowCounts,
): ReadonlyMap<string, readonly Row[]> {
  const shown = new Map<string, readonly Row[]>();
  let left = MAX_VISIBLE_ROWS;
  const show = (rows: readonly Row[], listId: string): boolean => {
    const notifications = rows.filter(({ kind }) => kind === 'notification');
    const most = Math.max(Math.min(ROWS_PER_LIST, left), asked.get(listId) ?? 0);
    const count = notifications.length - most;
    left -= Math.min(notifications.length, most, left);
    shown.set(listId, rows);
    const [first] = notifications;
    if (first !== undefined && count > 0) {
      const rest: Row = { kind: 'rest', portal: first.portal, listId, count };
      shown.set(listId, [...notifications.slice(0, most), rest]);
      return false;
    }
    const isWhole = rows.filter(row => 'rows' in row).map(row => show(childRows(row), rowId(row)));
    if (isWhole.at(-1) === false) {
      shown.set(
        listId,
        rows.filter(({ kind }) => kind !== 'more' && kind !== 'older'),
      );
    }
    return true;
  };
  show(top, ROOT_ID);
  return shown;
}
