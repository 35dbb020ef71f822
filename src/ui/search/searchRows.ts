import type { Found, HistorySearchState } from '../../model/historySearch';
import type { Failure } from '../../model/portalFailure';

export type FilterName = 'type' | 'author' | 'days' | 'clear';

/** What stands in the list under the search box. */
export type SearchRow =
  | { readonly kind: 'heading'; readonly name: 'loaded' | 'further' | 'filters' }
  | ({ readonly kind: 'found' } & Found)
  | { readonly kind: 'note'; readonly name: 'nothing' | 'tooShort' | 'asking' }
  | { readonly kind: 'failure'; readonly failure: Failure }
  /** `total`: how many the portal has in all, where it is known. */
  | { readonly kind: 'more'; readonly isLoading: boolean; readonly total?: number }
  | { readonly kind: 'filter'; readonly name: FilterName };

export interface SearchRows {
  readonly rows: readonly SearchRow[];
  /** Some of what was found has no row yet. */
  readonly isCut: boolean;
}

/** `most`: how many of those that were found get a row. */
export function searchRows(state: HistorySearchState, most: number, isFiltered: boolean): SearchRows {
  const loaded = state.found.filter(({ isLoaded }) => isLoaded);
  const further = state.found.filter(({ isLoaded }) => !isLoaded);
  const shownLoaded = loaded.slice(0, most).map(foundRow);
  const shownFurther = further.slice(0, most - shownLoaded.length).map(foundRow);
  const isCut = state.found.length > most;
  const rest = isCut ? [moreRow(state, false)] : lastRows(state);
  const isAboutPortal = shownFurther.length > 0 || (!isCut && rest.length > 0);
  return {
    isCut,
    rows: [
      ...firstRows(state),
      ...(shownLoaded.length > 0 ? [heading('loaded')] : []),
      ...shownLoaded,
      ...(isAboutPortal ? [heading('further')] : []),
      ...shownFurther,
      ...rest,
      heading('filters'),
      ...FILTERS,
      ...(isFiltered ? [CLEAR] : []),
    ],
  };
}

/** Tells a row from the others of the same list, and again in the next. */
export function rowKey(row: SearchRow): string {
  switch (row.kind) {
    case 'found':
      return `found:${row.notification.id}`;
    case 'heading':
    case 'note':
    case 'filter':
      return `${row.kind}:${row.name}`;
    default:
      return row.kind;
  }
}

const NOTHING: SearchRow = { kind: 'note', name: 'nothing' };
const FILTERS = (['type', 'author', 'days'] as const).map(name => ({ kind: 'filter', name }) as const);
const CLEAR: SearchRow = { kind: 'filter', name: 'clear' };

function heading(name: 'loaded' | 'further' | 'filters'): SearchRow {
  return { kind: 'heading', name };
}

function foundRow(found: Found): SearchRow {
  return { kind: 'found', ...found };
}

function moreRow({ total }: HistorySearchState, isLoading: boolean): SearchRow {
  return { kind: 'more', isLoading, ...(total === undefined ? {} : { total }) };
}

/** What is to be seen at once: that nothing is found, or that the portal could not be searched at all. */
function firstRows({ found, isAsking, hasMore, failure }: HistorySearchState): readonly SearchRow[] {
  if (failure !== undefined) {
    return hasMore ? [] : [{ kind: 'failure', failure }];
  }
  return found.length === 0 && !isAsking && !hasMore ? [NOTHING] : [];
}

/** How it stands with what else the portal has. */
function lastRows(state: HistorySearchState): readonly SearchRow[] {
  const { failure, isAskable, isAsking, hasMore } = state;
  if (hasMore) {
    return [failure === undefined ? moreRow(state, isAsking) : { kind: 'failure', failure }];
  }
  if (isAsking) {
    return [{ kind: 'note', name: 'asking' }];
  }
  return isAskable ? [] : [{ kind: 'note', name: 'tooShort' }];
}
