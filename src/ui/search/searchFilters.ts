import type { DayRange, HistoryQuery } from '../../model/history';
import type { Author } from '../../model/notification';

/** Days with what they are called: `Last 7 days`, `2026-03-02`. */
export interface NamedDays {
  readonly range: DayRange;
  readonly label: string;
}

/** What narrows a search beside its text, in words a person knows it by. */
export interface SearchFilters {
  readonly type?: { readonly id: string; readonly name: string };
  /** Any of them; empty: anybody. */
  readonly authors: readonly Author[];
  readonly days?: NamedDays;
}

export const NO_FILTERS: SearchFilters = { authors: [] };

const MOST_NAMES = 2;

export function queryOf(text: string, { type, authors, days }: SearchFilters): HistoryQuery {
  return {
    text,
    authorIds: authors.map(({ id }) => id),
    ...(type === undefined ? {} : { typeId: type.id }),
    ...(days === undefined ? {} : { days: days.range }),
  };
}

/** What each filter lets through; empty where it lets everything. */
export function filterWords({ type, authors, days }: SearchFilters): {
  readonly type: string;
  readonly author: string;
  readonly days: string;
} {
  const names = authors.slice(0, MOST_NAMES).map(({ name }) => name);
  const others = authors.length > MOST_NAMES ? ` +${authors.length - MOST_NAMES}` : '';
  return { type: type?.name ?? '', author: names.join(', ') + others, days: days?.label ?? '' };
}

/** The title with the filters that are set. */
export function searchTitle(title: string, filters: SearchFilters): string {
  const { type, author, days } = filterWords(filters);
  return [title, type, author, days].filter(words => words !== '').join(' · ');
}
