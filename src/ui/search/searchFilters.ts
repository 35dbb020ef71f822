import type { DayRange, HistoryQuery } from '../../model/history';
import type { Author } from '../../model/notification';

/** Days with what they are called: `Last 7 days`, `2026-03-02`. */
export interface NamedDays {
  readonly range: DayRange;
  readonly label: string;
}

/** A person of one portal: the same number is somebody else in another. */
export type PortalAuthor = Author & { readonly portalId: string };

/** What narrows a search beside its text, in words a person knows it by. */
export interface SearchFilters {
  readonly portal?: { readonly id: string; readonly name: string };
  readonly type?: { readonly id: string; readonly name: string };
  /** Any of them; empty: anybody. */
  readonly authors: readonly PortalAuthor[];
  readonly days?: NamedDays;
}

export const NO_FILTERS: SearchFilters = { authors: [] };

const MOST_NAMES = 2;

/** What to look for in that portal; `undefined`: nothing. */
export function queryOf(
  text: string,
  { portal, type, authors, days }: SearchFilters,
  portalId: string,
): HistoryQuery | undefined {
  const here = authors.filter(author => author.portalId === portalId);
  const isMeant = portal === undefined || portal.id === portalId;
  if (!isMeant || (authors.length > 0 && here.length === 0)) {
    return undefined;
  }
  return {
    text,
    authorIds: here.map(({ id }) => id),
    ...(type === undefined ? {} : { typeId: type.id }),
    ...(days === undefined ? {} : { days: days.range }),
  };
}

export function hasFilters({ portal, type, authors, days }: SearchFilters): boolean {
  return portal !== undefined || type !== undefined || authors.length > 0 || days !== undefined;
}

/** What each filter lets through; empty where it lets everything. */
export function filterWords({ portal, type, authors, days }: SearchFilters): {
  readonly portal: string;
  readonly type: string;
  readonly author: string;
  readonly days: string;
} {
  const names = authors.slice(0, MOST_NAMES).map(({ name }) => name);
  const others = authors.length > MOST_NAMES ? ` +${authors.length - MOST_NAMES}` : '';
  return {
    portal: portal?.name ?? '',
    type: type?.name ?? '',
    author: names.join(', ') + others,
    days: days?.label ?? '',
  };
}

/** The title with the filters that are set. */
export function searchTitle(title: string, filters: SearchFilters): string {
  const { portal, type, author, days } = filterWords(filters);
  return [title, portal, type, author, days].filter(words => words !== '').join(' · ');
}
