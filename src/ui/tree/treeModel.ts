import type { ThemeIcon, TreeItem } from 'vscode';
import { findParentRow } from './nextSelection';
import { childRows, type Row, rowId } from './rows';
import { createTreeItem, removedRowItem, hoverSources, type RenderContext } from './treeItems';

/**
 * How many rows of a list are shown at first, and how many more each time the user asks. VS Code renders a list in
 * one go.
 */
export const ROWS_PER_LIST = 200;
/** How many rows of all lists together are shown before the user asks for more. */
export const MAX_INITIAL_ROWS = 600;
/** Up to this many rows of a list are refreshed one by one; if more have changed, the whole list is. */
const MAX_ROW_REFRESHES = 20;

/** The parent ID of the root rows. */
const ROOT_ID = '';

/** What the tree shows, by row ID, which is all that VS Code is given of a row. */
interface TreeSnapshot {
  readonly nodes: ReadonlyMap<string, TreeNode>;
  /** The IDs of the children of each row that has any, and of {@link ROOT_ID}. */
  readonly children: ReadonlyMap<string, readonly string[]>;
}

interface TreeNode {
  readonly row: Row;
  readonly item: TreeItem;
  /** May be {@link ROOT_ID}. */
  readonly parentId: string;
}

const EMPTY_SNAPSHOT: TreeSnapshot = { nodes: new Map(), children: new Map([[ROOT_ID, []]]) };

/**
 * The tree as shown to VS Code, which only gets row IDs as elements: it compares elements by identity, and a row's ID
 * never changes, whatever happens to the row.
 */
export class TreeModel {
  #rootRows: readonly Row[] = [];
  #current = EMPTY_SNAPSHOT;
  /** VS Code may still ask about a row it has not been told is gone, and may have a menu open on it. */
  #previous = EMPTY_SNAPSHOT;
  /** How many rows of a list the user has asked for, by the ID of its parent row. */
  #requestedCounts: ReadonlyMap<string, number> = new Map();

  /** The root rows with all their descendants, visible or not. */
  get rootRows(): readonly Row[] {
    return this.#rootRows;
  }

  row(id: string): Row | undefined {
    return this.#node(id)?.row;
  }

  item(id: string): TreeItem {
    return this.#node(id)?.item ?? removedRowItem(id);
  }

  children(id = ROOT_ID): readonly string[] {
    return this.#current.children.get(id) ?? [];
  }

  parent(id: string): string | undefined {
    const parentId = this.#current.nodes.get(id)?.parentId;
    return parentId === ROOT_ID ? undefined : parentId;
  }

  /** Returns the IDs of the rows to refresh, each with its descendants; `undefined`: all of them. */
  update(rootRows: readonly Row[], context: RenderContext): readonly string[] | undefined {
    const snapshot = createSnapshot(visibleRows(rootRows, this.#requestedCounts), context);
    const changed = changedRows(this.#current, snapshot);
    if (changed?.length !== 0) {
      // Don't hold on to a portal that is gone.
      this.#previous = rootRows.length === 0 ? EMPTY_SNAPSHOT : this.#current;
    }
    this.#rootRows = rootRows;
    this.#current = snapshot;
    return changed;
  }

  /** Shows more of the list from the next update on. */
  showMore(listId: string): void {
    const visible = this.children(listId).filter(id => this.row(id)?.kind === 'notification');
    this.#request(listId, visible.length + ROWS_PER_LIST);
  }

  /** Shows the row from the next update on; returns whether it is in the tree but hidden. */
  ensureVisible(row: Row): boolean {
    const id = rowId(row);
    const parent = findParentRow(this.#rootRows, row);
    const list = parent === undefined ? this.#rootRows : childRows(parent);
    const index = list.findIndex(each => rowId(each) === id);
    if (index === -1 || this.#current.nodes.has(id)) return false;
    this.#request(parent === undefined ? ROOT_ID : rowId(parent), index + 1);
    return true;
  }

  /** Shows only as much as at first, from the next update on. */
  resetVisible(): void {
    this.#requestedCounts = new Map();
  }

  #node(id: string): TreeNode | undefined {
    return this.#current.nodes.get(id) ?? this.#previous.nodes.get(id);
  }

  #request(listId: string, count: number): void {
    this.#requestedCounts = new Map(this.#requestedCounts).set(listId, count);
  }
}

/**
 * Returns the visible children of each row that has any, from top to bottom. A truncated list ends with a row that
 * shows more; the row that would load or search for more after it is hidden until then. What is snoozed stays below.
 */
function visibleRows(
  rootRows: readonly Row[],
  requestedCounts: ReadonlyMap<string, number>,
): ReadonlyMap<string, readonly Row[]> {
  const visible = new Map<string, readonly Row[]>();
  let left = MAX_INITIAL_ROWS;
  /** Returns whether the list is shown in full. */
  const add = (rows: readonly Row[], listId: string): boolean => {
    const notifications = rows.filter(({ kind }) => kind === 'notification');
    const most = Math.max(Math.min(ROWS_PER_LIST, left), requestedCounts.get(listId) ?? 0);
    const count = notifications.length - most;
    left -= Math.min(notifications.length, most, left);
    visible.set(listId, rows);
    const [first] = notifications;
    if (first !== undefined && count > 0) {
      const showMore: Row = { kind: 'showMore', portal: first.portal, listId, count };
      const others = rows.filter(row => 'rows' in row);
      others.forEach(row => add(childRows(row), rowId(row)));
      visible.set(listId, [
        ...others.filter(({ kind }) => kind !== 'snoozed'),
        ...notifications.slice(0, most),
        showMore,
        ...others.filter(({ kind }) => kind === 'snoozed'),
      ]);
      return false;
    }
    const lists = rows.flatMap(row =>
      'rows' in row ? [{ kind: row.kind, isFull: add(childRows(row), rowId(row)) }] : [],
    );
    if (lists.findLast(({ kind }) => kind !== 'snoozed')?.isFull === false) {
      visible.set(
        listId,
        rows.filter(({ kind }) => kind !== 'loadMore' && kind !== 'searchOlder'),
      );
    }
    return true;
  };
  add(rootRows, ROOT_ID);
  return visible;
}

function createSnapshot(visible: ReadonlyMap<string, readonly Row[]>, context: RenderContext): TreeSnapshot {
  const nodes = new Map<string, TreeNode>();
  const children = new Map<string, readonly string[]>();
  for (const [parentId, list] of visible) {
    children.set(parentId, list.map(rowId));
    for (const row of list) {
      nodes.set(rowId(row), { row, item: createTreeItem(row, context), parentId });
    }
  }
  return { nodes, children };
}

/**
 * Returns the rows to refresh, each with its descendants, to turn one snapshot into the other; `undefined`: all of
 * them. These are the rows that look different, the parents whose children were added, removed or reordered, and the
 * row above both positions of a moved row: VS Code keeps it selected if one refresh both removes and adds it.
 */
function changedRows(before: TreeSnapshot, after: TreeSnapshot): readonly string[] | undefined {
  const changed = new Set<string>();
  for (const [id, children] of after.children) {
    const old = before.children.get(id);
    if (old !== undefined && !isSame(old, children)) {
      changed.add(id);
    }
  }
  const changedNodes: string[] = [];
  for (const [id, node] of after.nodes) {
    const old = before.nodes.get(id);
    if (old !== undefined && old.parentId !== node.parentId) {
      changed.add(commonAncestor(id, before, after));
    }
    if (old !== undefined && !isSame(appearance(old), appearance(node))) {
      changedNodes.push(id);
    }
  }
  for (const id of joinRefreshes(changedNodes, after)) {
    changed.add(id);
  }
  return changed.has(ROOT_ID)
    ? undefined
    : [...changed].filter(id => !ancestry(id, after).some(each => each !== id && changed.has(each)));
}

/**
 * Returns all that a person can see of a row, without its children. Unchanged properties of a notification are the
 * same objects, even if it was marked as read and back.
 */
function appearance({ row, item }: TreeNode): readonly unknown[] {
  const { label, description, contextValue, tooltip, accessibilityInformation, collapsibleState } = item;
  const { id: icon, color } = (item.iconPath ?? {}) as Partial<ThemeIcon>;
  return [
    label,
    description,
    icon,
    color?.id,
    contextValue,
    tooltip,
    accessibilityInformation?.label,
    collapsibleState,
    item.resourceUri === undefined,
    ...hoverSources(row),
  ];
}

/** Replaces many rows of one list by the list's ID. */
function joinRefreshes(ids: readonly string[], { nodes, children }: TreeSnapshot): readonly string[] {
  const counts = new Map<string, number>();
  const listOf = (id: string): string => nodes.get(id)?.parentId ?? ROOT_ID;
  const leaves = ids.filter(id => !children.has(id));
  for (const id of leaves) {
    counts.set(listOf(id), (counts.get(listOf(id)) ?? 0) + 1);
  }
  return ids.map(id => (!children.has(id) && (counts.get(listOf(id)) ?? 0) > MAX_ROW_REFRESHES ? listOf(id) : id));
}

/** Returns the lowest row that contains both positions of a moved row. */
function commonAncestor(id: string, before: TreeSnapshot, after: TreeSnapshot): string {
  const [, ...oldAncestry] = ancestry(id, before);
  return ancestry(id, after).find(each => oldAncestry.includes(each)) ?? ROOT_ID;
}

/** Returns the row and its ancestors, lowest first. */
function ancestry(id: string, snapshot: TreeSnapshot): readonly string[] {
  const parent = snapshot.nodes.get(id)?.parentId;
  return parent === undefined ? [id] : [id, ...ancestry(parent, snapshot)];
}

function isSame(before: readonly unknown[], after: readonly unknown[]): boolean {
  return before.length === after.length && before.every((each, index) => each === after[index]);
}
