import { childRows, rowId } from './rows';
import type { Row } from './rows';

/** How much of a list is shown at first, and how much more each time a person asks. VS Code draws a list in one go. */
export const ROWS_AT_ONCE = 200;
/** How much of all lists together is shown before a person asks for more. */
export const MOST_ROWS = 600;

/** Stands for what is over the rows at the top. */
export const TOP = '';

/** How much of a list a person has asked for, by the id of the row over it. */
export type Asked = ReadonlyMap<string, number>;

/**
 * What is shown below each row that has something below it, from top to bottom. A list that is longer ends with a way
 * to its rest; what would come after it, out of sight, is not on offer meanwhile.
 */
export function shownRows(top: readonly Row[], asked: Asked): ReadonlyMap<string, readonly Row[]> {
  const shown = new Map<string, readonly Row[]>();
  let left = MOST_ROWS;
  const show = (rows: readonly Row[], listId: string): boolean => {
    const notifications = rows.filter(({ kind }) => kind === 'notification');
    const most = Math.max(Math.min(ROWS_AT_ONCE, left), asked.get(listId) ?? 0);
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
  show(top, TOP);
  return shown;
}
