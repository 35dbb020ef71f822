import type { Author, Notification } from '../../model/notification/notification';
import type { DayRange, HistoryQuery } from '../../model/search/historyQuery';

/** A range of days and its label: `Last 7 days`, `2026-03-02`. */
export interface NamedDayRange {
  readonly range: DayRange;
  readonly label: string;
}

/** An author on one portal: the same ID is someone else on another portal. */
export type PortalAuthor = Author & { readonly portalId: string };

/** The filters of a search besides its text, with the names that the user knows them by. */
export interface SearchFilters {
  readonly portal?: { readonly id: string; readonly name: string };
  readonly type?: { readonly id: string; readonly name: string };
  /** Matches any of these; empty for anybody. */
  readonly authors: readonly PortalAuthor[];
  readonly days?: NamedDayRange;
}

export const NO_FILTERS: SearchFilters = { authors: [] };

const MAX_NAMES = 2;

/** Returns the query for a portal, or `undefined` if the filters exclude that portal. */
export function historyQueryFor(
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

/** Returns what each filter is set to; empty for filters that are not set. */
export function filterDescriptions({ portal, type, authors, days }: SearchFilters): {
  readonly portal: string;
  readonly type: string;
  readonly author: string;
  readonly days: string;
} {
  const names = authors.slice(0, MAX_NAMES).map(({ name }) => name);
  const others = authors.length > MAX_NAMES ? ` +${authors.length - MAX_NAMES}` : '';
  return {
    portal: portal?.name ?? '',
    type: type?.name ?? '',
    author: names.join(', ') + others,
    days: days?.label ?? '',
  };
}

/** Returns the title followed by the filters that are set. */
export function titleWithFilters(title: string, filters: SearchFilters): string {
  const { portal, type, author, days } = filterDescriptions(filters);
  return [title, portal, type, author, days].filter(words => words !== '').join(' · ');
}

export interface TypeChoice {
  /** `module|event`. */
  readonly id: string;
  readonly name: string;
  /** Name of the type's module; empty if unknown. */
  readonly moduleName: string;
}

/** Returns the types seen in notifications and all others that the portal has a name for, each sorted by name. */
export function typeFilterChoices(
  met: readonly Notification[],
  names: ReadonlyMap<string, string>,
): { readonly met: readonly TypeChoice[]; readonly others: readonly TypeChoice[] } {
  const choice = (id: string): TypeChoice => {
    const moduleId = id.split('|', 1)[0] ?? '';
    return { id, name: names.get(id) ?? id, moduleName: names.get(moduleId) ?? '' };
  };
  const metIds = new Set(met.map(({ typeId }) => typeId).filter(id => id !== ''));
  const otherIds = [...names.keys()].filter(id => id.includes('|') && !metIds.has(id));
  const sorted = (ids: Iterable<string>): readonly TypeChoice[] =>
    [...ids].map(choice).sort((a, b) => a.name.localeCompare(b.name));
  return { met: sorted(metIds), others: sorted(otherIds) };
}

/** Returns the authors, unique per portal and sorted by name. `system` stands for a missing author. */
export function authorFilterChoices(
  met: readonly { readonly portal: { readonly id: string }; readonly notification: Notification }[],
  chosen: readonly PortalAuthor[],
  system: Author,
): readonly PortalAuthor[] {
  const authors = met.map(({ portal, notification: { author = system } }) => ({
    ...author,
    portalId: portal.id,
  }));
  const byId = new Map([...chosen, ...authors].map(author => [`${author.portalId} ${author.id}`, author]));
  return [...byId.values()].sort((a, b) => a.name.localeCompare(b.name));
}
