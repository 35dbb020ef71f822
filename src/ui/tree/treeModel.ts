import { lookOf } from './looks';
import { findParentRow } from './nextSelection';
import { childRows, rowId } from './rows';
import type { Row } from './rows';
import type { RenderContext } from './treeItems';
import { ROOT_ID, ROWS_PER_LIST, visibleRows } from './visibleRows';
import type { RequestedRowCounts } from './visibleRows';

/** What the tree shows, by row ID, which is all that VS Code is given of a row. */
export interface TreeSnapshot {
  readonly rows: ReadonlyMap<string, Row>;
  /** What stands below each row that has something below it, and at {@link ROOT_ID}. */
  readonly children: ReadonlyMap<string, readonly string[]>;
  /** What stands over each row, which may be {@link ROOT_ID}. */
  readonly parents: ReadonlyMap<string, string>;
  readonly looks: ReadonlyMap<string, readonly unknown[]>;
}

export function createTreeSnapshot(
  top: readonly Row[],
  asked: RequestedRowCounts,
  look: RenderContext,
): TreeSnapshot {
  const rows = new Map<string, Row>();
  const children = new Map<string, readonly string[]>();
  const parents = new Map<string, string>();
  const looks = new Map<string, readonly unknown[]>();
  for (const [listId, list] of visibleRows(top, asked)) {
    const ids = list.map(rowId);
    children.set(listId, ids);
    list.forEach((row, index) => {
      const id = ids[index] ?? ROOT_ID;
      rows.set(id, row);
      parents.set(id, listId);
      looks.set(id, lookOf(row, look));
    });
  }
  return { rows, children, parents, looks };
}

export const EMPTY_SNAPSHOT: TreeSnapshot = {
  rows: new Map(),
  children: new Map([[ROOT_ID, []]]),
  parents: new Map(),
  looks: new Map(),
};

/** Up to this many rows of a list are refreshed one by one; if more have changed, the whole list is. */
const MOST_APART = 20;

/**
 * Returns the rows to refresh, each with its descendants, to turn one snapshot into the other; `undefined`: all of
 * them. These are the rows that look different, the parents whose children were added, removed or reordered, and the
 * row above both positions of a moved row: VS Code keeps it selected if one refresh both removes and adds it.
 */
export function changedRows(before: TreeSnapshot, after: TreeSnapshot): readonly string[] | undefined {
  const changed = new Set<string>();
  for (const [id, children] of after.children) {
    const was = before.children.get(id);
    if (was !== undefined && !isSame(was, children)) {
      changed.add(id);
    }
  }
  for (const [id, parent] of after.parents) {
    const was = before.parents.get(id);
    if (was !== undefined && was !== parent) {
      changed.add(over(was, before, parent, after));
    }
  }
  for (const id of together(otherLooks(before, after), after)) {
    changed.add(id);
  }
  return changed.has(ROOT_ID)
    ? undefined
    : [...changed].filter(id => !waysUp(id, after).some(each => each !== id && changed.has(each)));
}

function otherLooks(before: TreeSnapshot, after: TreeSnapshot): readonly string[] {
  return [...after.looks].flatMap(([id, look]) => {
    const was = before.looks.get(id);
    return was === undefined || isSame(was, look) ? [] : [id];
  });
}

function together(ids: readonly string[], { parents, children }: TreeSnapshot): readonly string[] {
  const counts = new Map<string, number>();
  const listOf = (id: string): string => parents.get(id) ?? ROOT_ID;
  const apart = ids.filter(id => !children.has(id));
  for (const id of apart) {
    counts.set(listOf(id), (counts.get(listOf(id)) ?? 0) + 1);
  }
  return ids.map(id => (!children.has(id) && (counts.get(listOf(id)) ?? 0) > MOST_APART ? listOf(id) : id));
}

/** Returns the lowest row that contains both. */
function over(was: string, before: TreeSnapshot, is: string, after: TreeSnapshot): string {
  const ways = waysUp(was, before);
  return waysUp(is, after).find(id => ways.includes(id)) ?? ROOT_ID;
}

/** Returns the row and its ancestors, lowest first. */
function waysUp(id: string, picture: TreeSnapshot): readonly string[] {
  const parent = picture.parents.get(id);
  return parent === undefined ? [id] : [id, ...waysUp(parent, picture)];
}

function isSame(before: readonly unknown[], after: readonly unknown[]): boolean {
  return before.length === after.length && before.every((each, index) => each === after[index]);
}

/**
 * The tree as shown to VS Code, which only gets row IDs as elements: it compares elements by identity, and a row's ID
 * never changes, whatever happens to the row.
 */
export class TreeModel {
  #top: readonly Row[] = [];
  #picture: TreeSnapshot = EMPTY_SNAPSHOT;
  /** VS Code may still ask about a row it has not been told is gone, and may have a menu open on it. */
  #before: TreeSnapshot = EMPTY_SNAPSHOT;
  #asked: ReadonlyMap<string, number> = new Map();

  /** The root rows with all their descendants, shown or not. */
  get top(): readonly Row[] {
    return this.#top;
  }

  row(id: string): Row | undefined {
    return this.#picture.rows.get(id) ?? this.#before.rows.get(id);
  }

  children(id = ROOT_ID): readonly string[] {
    return this.#picture.children.get(id) ?? [];
  }

  parent(id: string): string | undefined {
    const parent = this.#picture.parents.get(id);
    return parent === ROOT_ID ? undefined : parent;
  }

  /** Returns the IDs of the rows to refresh, each with its descendants; `undefined`: all of them. */
  update(top: readonly Row[], look: RenderContext): readonly string[] | undefined {
    const picture = createTreeSnapshot(top, this.#asked, look);
    const changed = changedRows(this.#picture, picture);
    if (changed?.length !== 0) {
      // Don't hold on to a portal that is gone.
      this.#before = top.length === 0 ? EMPTY_SNAPSHOT : this.#picture;
    }
    this.#top = top;
    this.#picture = picture;
    return changed;
  }

  /** Shows more of the list from the next update on. */
  showMore(listId: string): void {
    const shown = this.children(listId).filter(id => this.#picture.rows.get(id)?.kind === 'notification');
    this.#ask(listId, shown.length + ROWS_PER_LIST);
  }

  /** Shows the row from the next update on; returns whether it was hidden. */
  ensureShown(row: Row): boolean {
    const id = rowId(row);
    if (this.#picture.rows.has(id)) {
      return false;
    }
    const parent = findParentRow(this.#top, row);
    const list = parent === undefined ? this.#top : childRows(parent);
    this.#ask(parent === undefined ? ROOT_ID : rowId(parent), list.findIndex(each => rowId(each) === id) + 1);
    return true;
  }

  /** Shows only as much as at first, from the next update on. */
  resetShown(): void {
    this.#asked = new Map();
  }

  #ask(listId: string, count: number): void {
    this.#asked = new Map(this.#asked).set(listId, count);
  }
}
