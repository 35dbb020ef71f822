import { rowKey } from './searchRows';
import type { SearchRow } from './searchRows';

interface Item {
  readonly row: SearchRow;
}

/** A list and where in it the person is. */
export interface Place<T extends Item> {
  readonly items: readonly T[];
  readonly active: T | undefined;
}

/** Where the person is in a list that takes the place of another: where they were, as far as there is such a place. */
export function stillActive<T extends Item>(
  items: readonly T[],
  { items: before, active }: Place<T>,
): T | undefined {
  if (active === undefined) {
    return firstToOpen(items);
  }
  const same =
    active.row.kind === 'more'
      ? inPlaceOfMore(items, before.indexOf(active))
      : items.find(({ row }) => rowKey(row) === rowKey(active.row));
  return same ?? firstToOpen(items);
}

/** The first of what was found, so that Enter opens it, else the first there is. */
export function firstToOpen<T extends Item>(items: readonly T[]): T | undefined {
  return items.find(({ row }) => row.kind === 'found') ?? items.find(({ row }) => row.kind !== 'heading');
}

/** The first of what has come, or how it stands with more; else the last of what there was. */
function inPlaceOfMore<T extends Item>(items: readonly T[], index: number): T | undefined {
  const next = items.slice(index).find(({ row }) => row.kind !== 'heading' && row.kind !== 'filter');
  return next ?? items.findLast(({ row }) => row.kind === 'found');
}
