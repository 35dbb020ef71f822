import { lookOf } from './looks';
import { rowId } from './rows';
import type { Row } from './rows';
import { shownRows, TOP } from './shownRows';
import type { Asked } from './shownRows';
import type { Look } from './treeItems';

/** What the tree shows, each row by its id, which is all that VS Code is given of it. */
export interface Picture {
  readonly rows: ReadonlyMap<string, Row>;
  /** What stands below each row that has something below it, and at {@link TOP}. */
  readonly children: ReadonlyMap<string, readonly string[]>;
  /** What stands over each row, which may be {@link TOP}. */
  readonly parents: ReadonlyMap<string, string>;
  readonly looks: ReadonlyMap<string, readonly unknown[]>;
}

export function pictureOf(top: readonly Row[], asked: Asked, look: Look): Picture {
  const rows = new Map<string, Row>();
  const children = new Map<string, readonly string[]>();
  const parents = new Map<string, string>();
  const looks = new Map<string, readonly unknown[]>();
  for (const [listId, list] of shownRows(top, asked)) {
    const ids = list.map(rowId);
    children.set(listId, ids);
    list.forEach((row, index) => {
      const id = ids[index] ?? TOP;
      rows.set(id, row);
      parents.set(id, listId);
      looks.set(id, lookOf(row, look));
    });
  }
  return { rows, children, parents, looks };
}

export const NOTHING: Picture = {
  rows: new Map(),
  children: new Map([[TOP, []]]),
  parents: new Map(),
  looks: new Map(),
};
