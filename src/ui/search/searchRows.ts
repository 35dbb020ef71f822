import type { Event } from '../../model/emitter';
import type { InboxState } from '../../model/inbox/inboxState';
import type { TypeNames } from '../../model/notification/typeNames';
import type { Failure } from '../../model/portalFailure';
import type { HistoryApi } from '../../model/search/historyQuery';
import type { PortalSearchHit, PortalsSearchState } from '../../model/search/portalsSearch';
import type { Times } from '../text/times';

/** A portal that is searched. */
export interface SearchPortal {
  readonly id: string;
  readonly name: string;
  readonly history: HistoryApi;
  readonly inbox: { readonly state: InboxState; readonly onDidChange: Event<unknown> };
  readonly typeNames: Pick<TypeNames, 'all' | 'nameOf' | 'load' | 'onDidChange'>;
}

export type SearchPortalHit<P extends SearchPortal = SearchPortal> = PortalSearchHit<P>;

/** Options of the history search. */
export interface SearchOptions<P extends SearchPortal> {
  readonly portals: readonly P[];
  readonly times: Times;
  readonly actions: SearchActions<P>;
}

/** Actions on a hit. Each reports its own outcome to the user. */
export interface SearchActions<P extends SearchPortal> {
  reply(found: SearchPortalHit<P>): unknown;
  decide(found: SearchPortalHit<P>): unknown;
  open(found: SearchPortalHit<P>): unknown;
  copyText(found: SearchPortalHit<P>): unknown;
  /** Resolves to whether the portal accepted the change. Never rejects. */
  setRead(found: SearchPortalHit<P>, isRead: boolean): Promise<boolean>;
  /** Reveals the notification in the tree. Resolves to whether it is there. */
  reveal(found: SearchPortalHit<P>): Promise<boolean>;
  showFullText(found: SearchPortalHit<P>): unknown;
}

export type FilterName = 'portal' | 'type' | 'author' | 'days' | 'clear';

/** A row in the list below the search box. */
export type SearchRow<P extends SearchPortal = SearchPortal> =
  | { readonly kind: 'heading'; readonly name: 'loaded' | 'further' | 'filters' }
  | ({ readonly kind: 'found' } & SearchPortalHit<P>)
  | { readonly kind: 'note'; readonly name: 'nothing' | 'tooShort' | 'asking' }
  | { readonly kind: 'failure'; readonly failure: Failure; readonly failedIn?: SearchPortal }
  /** `total`: how many hits the portals have in all, if known. */
  | { readonly kind: 'more'; readonly isLoading: boolean; readonly total?: number }
  | { readonly kind: 'filter'; readonly name: FilterName };

export interface SearchRows<P extends SearchPortal> {
  readonly rows: readonly SearchRow<P>[];
  /** Some hits have no row yet. */
  readonly isCut: boolean;
}

type State<P extends SearchPortal> = PortalsSearchState<P>;

/** Returns the rows of the list. `most`: how many hits get a row; `filters`: the filters on offer. */
export function buildSearchRows<P extends SearchPortal>(
  state: State<P>,
  most: number,
  filters: readonly FilterName[],
): SearchRows<P> {
  const loaded = state.hits.filter(({ isLoaded }) => isLoaded);
  const further = state.hits.filter(({ isLoaded }) => !isLoaded);
  const shownLoaded = loaded.slice(0, most).map(foundRow);
  const shownFurther = further.slice(0, most - shownLoaded.length).map(foundRow);
  const isCut = state.hits.length > most;
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

/** Returns a key that identifies a row within a list, and again in the next list. */
export function searchRowKey(row: SearchRow): string {
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

/** Any row but a hit. */
type PlainRow = Exclude<SearchRow, { kind: 'found' }>;

const NOTHING: PlainRow = { kind: 'note', name: 'nothing' };

function heading(name: 'loaded' | 'further' | 'filters'): PlainRow {
  return { kind: 'heading', name };
}

function foundRow<P extends SearchPortal>(found: SearchPortalHit<P>): SearchRow<P> {
  return { kind: 'found', ...found };
}

function moreRow({ total }: Pick<State<SearchPortal>, 'total'>, isLoading: boolean): PlainRow {
  return { kind: 'more', isLoading, ...(total === undefined ? {} : { total }) };
}

/** Rows at the top: that nothing was found, or a failure that {@link lastRows} does not show. */
function firstRows(state: State<SearchPortal>): readonly PlainRow[] {
  const { hits, isLoading, hasMore, failure, canLoadMore } = state;
  if (failure !== undefined) {
    return hasMore && canLoadMore !== true ? [] : [failureRow(state, failure)];
  }
  return hits.length === 0 && !isLoading && !hasMore ? [NOTHING] : [];
}

function failureRow({ failedIn }: State<SearchPortal>, failure: Failure): PlainRow {
  return { kind: 'failure', failure, ...(failedIn === undefined ? {} : { failedIn }) };
}

/** Rows after the hits: the status of further hits in the portal. */
function lastRows(state: State<SearchPortal>): readonly PlainRow[] {
  const { failure, canSearchPortal, isLoading, hasMore, canLoadMore } = state;
  if (hasMore) {
    return [
      failure === undefined || canLoadMore === true ? moreRow(state, isLoading) : failureRow(state, failure),
    ];
  }
  if (isLoading) {
    return [{ kind: 'note', name: 'asking' }];
  }
  return canSearchPortal ? [] : [{ kind: 'note', name: 'tooShort' }];
}

interface Item {
  readonly row: SearchRow;
}

/** A list and its active item. */
export interface ActivePosition<T extends Item> {
  readonly items: readonly T[];
  readonly active: T | undefined;
}

/** Returns the item to activate in a new list: the one that was active, if possible, or {@link firstOpenableItem}. */
export function findStillActiveItem<T extends Item>(
  items: readonly T[],
  { items: before, active }: ActivePosition<T>,
): T | undefined {
  if (active === undefined) {
    return firstOpenableItem(items);
  }
  const same =
    active.row.kind === 'more'
      ? inPlaceOfMore(items, before.indexOf(active))
      : items.find(({ row }) => searchRowKey(row) === searchRowKey(active.row));
  return same ?? firstOpenableItem(items);
}

/** Returns the first hit, so that Enter opens it, or else the first item that is not a heading. */
export function firstOpenableItem<T extends Item>(items: readonly T[]): T | undefined {
  return items.find(({ row }) => row.kind === 'found') ?? items.find(({ row }) => row.kind !== 'heading');
}

/** Returns the first new hit or, if there is none, the status row in its place; else the last hit. */
function inPlaceOfMore<T extends Item>(items: readonly T[], index: number): T | undefined {
  const next = items.slice(index).find(({ row }) => row.kind !== 'heading' && row.kind !== 'filter');
  return next ?? items.findLast(({ row }) => row.kind === 'found');
}
