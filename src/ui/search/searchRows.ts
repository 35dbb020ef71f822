import type { JointSearchState } from '../../model/jointSearch';
import type { Failure } from '../../model/portalFailure';
import type { FoundHere, SearchPortal } from './searchNeeds';

export type FilterName = 'portal' | 'type' | 'author' | 'days' | 'clear';

/** What stands in the list under the search box. */
export type SearchRow<P extends SearchPortal = SearchPortal> =
  | { readonly kind: 'heading'; readonly name: 'loaded' | 'further' | 'filters' }
  | ({ readonly kind: 'found' } & FoundHere<P>)
  | { readonly kind: 'note'; readonly name: 'nothing' | 'tooShort' | 'asking' }
  | { readonly kind: 'failure'; readonly failure: Failure; readonly failedIn?: SearchPortal }
  /** `total`: how many the portal has in all, where it is known. */
  | { readonly kind: 'more'; readonly isLoading: boolean; readonly total?: number }
  | { readonly kind: 'filter'; readonly name: FilterName };

export interface SearchRows<P extends SearchPortal> {
  readonly rows: readonly SearchRow<P>[];
  /** Some of what was found has no row yet. */
  readonly isCut: boolean;
}

type State<P extends SearchPortal> = JointSearchState<P>;

/** `most`: how many of those that were found get a row; `filters`: what it can be narrowed by. */
export function searchRows<P extends SearchPortal>(
  state: State<P>,
  most: number,
  filters: readonly FilterName[],
): SearchRows<P> {
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
      ...filters.map(name => ({ kind: 'filter', name }) as const),
    ],
  };
}

/** Tells a row from the others of the same list, and again in the next. */
export function rowKey(row: SearchRow): string {
  switch (row.kind) {
    case 'found':
      return `found:${row.portal.id} ${row.notification.id}`;
    case 'heading':
    case 'note':
    case 'filter':
      return `${row.kind}:${row.name}`;
    default:
      return row.kind;
  }
}

/** What is no found notification. */
type PlainRow = Exclude<SearchRow, { kind: 'found' }>;

const NOTHING: PlainRow = { kind: 'note', name: 'nothing' };

function heading(name: 'loaded' | 'further' | 'filters'): PlainRow {
  return { kind: 'heading', name };
}

function foundRow<P extends SearchPortal>(found: FoundHere<P>): SearchRow<P> {
  return { kind: 'found', ...found };
}

function moreRow({ total }: Pick<State<SearchPortal>, 'total'>, isLoading: boolean): PlainRow {
  return { kind: 'more', isLoading, ...(total === undefined ? {} : { total }) };
}

/** What is to be seen at once: that nothing is found, or that a portal could not be searched at all. */
function firstRows(state: State<SearchPortal>): readonly PlainRow[] {
  const { found, isAsking, hasMore, failure, goesOn } = state;
  if (failure !== undefined) {
    return hasMore && goesOn !== true ? [] : [failureRow(state, failure)];
  }
  return found.length === 0 && !isAsking && !hasMore ? [NOTHING] : [];
}

function failureRow({ failedIn }: State<SearchPortal>, failure: Failure): PlainRow {
  return { kind: 'failure', failure, ...(failedIn === undefined ? {} : { failedIn }) };
}

/** How it stands with what else the portal has. */
function lastRows(state: State<SearchPortal>): readonly PlainRow[] {
  const { failure, isAskable, isAsking, hasMore, goesOn } = state;
  if (hasMore) {
    return [failure === undefined || goesOn === true ? moreRow(state, isAsking) : failureRow(state, failure)];
  }
  if (isAsking) {
    return [{ kind: 'note', name: 'asking' }];
  }
  return isAskable ? [] : [{ kind: 'note', name: 'tooShort' }];
}
