import type { Picture } from './picture';
import { TOP } from './shownRows';

/** So many rows of a list are drawn anew one by one; for more than that the whole list is. */
const MOST_APART = 20;

/**
 * The rows to draw anew, each with all below it, for one picture to become the other; `undefined`: all of them. That
 * is a row whose look is another one, the row over those that have come, gone or changed their order, and the row over
 * both places of one that has moved: a list that loses it and gets it back in one go keeps it selected.
 */
export function changedRows(before: Picture, after: Picture): readonly string[] | undefined {
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
  return changed.has(TOP)
    ? undefined
    : [...changed].filter(id => !waysUp(id, after).some(each => each !== id && changed.has(each)));
}

function otherLooks(before: Picture, after: Picture): readonly string[] {
  return [...after.looks].flatMap(([id, look]) => {
    const was = before.looks.get(id);
    return was === undefined || isSame(was, look) ? [] : [id];
  });
}

function together(ids: readonly string[], { parents, children }: Picture): readonly string[] {
  const counts = new Map<string, number>();
  const listOf = (id: string): string => parents.get(id) ?? TOP;
  const apart = ids.filter(id => !children.has(id));
  for (const id of apart) {
    counts.set(listOf(id), (counts.get(listOf(id)) ?? 0) + 1);
  }
  return ids.map(id => (!children.has(id) && (counts.get(listOf(id)) ?? 0) > MOST_APART ? listOf(id) : id));
}

/** The lowest row that stands over both. */
function over(was: string, before: Picture, is: string, after: Picture): string {
  const ways = waysUp(was, before);
  return waysUp(is, after).find(id => ways.includes(id)) ?? TOP;
}

/** The row itself and all over it. */
function waysUp(id: string, picture: Picture): readonly string[] {
  const parent = picture.parents.get(id);
  return parent === undefined ? [id] : [id, ...waysUp(parent, picture)];
}

function isSame(before: readonly unknown[], after: readonly unknown[]): boolean {
  return before.length === after.length && before.every((each, index) => each === after[index]);
}
