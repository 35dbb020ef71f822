import * as vscode from 'vscode';
import type { Author, Notification } from '../../model/notification/notification';
import type { Portal } from '../../model/portal/portal';
import type { HistoryQuery } from '../../model/search/historyQuery';
import { escapeLabel } from '../text/labels';
import { formatList } from '../text/words';
import { checkIcon, type NamedDayRange, pickDates } from './dateFilter';

export type FilterAction = 'portal' | 'type' | 'author' | 'days' | 'clear';

/** An author on one portal: the same ID is someone else on another portal. */
type PortalAuthor = Author & { readonly portalId: string };

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
  const isSearched = portal === undefined || portal.id === portalId;
  if (!isSearched || (authors.length > 0 && here.length === 0)) return undefined;
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
export function filterValueTexts(filters: SearchFilters): Readonly<Record<Exclude<FilterAction, 'clear'>, string>> {
  const { portal, type, authors, days } = filters;
  const names = formatList(authors.slice(0, MAX_NAMES).map(({ name }) => name));
  return {
    portal: portal?.name ?? '',
    type: type?.name ?? '',
    author: authors.length > MAX_NAMES ? vscode.l10n.t('{0} and {1} more', names, authors.length - MAX_NAMES) : names,
    days: days?.label ?? '',
  };
}

/** Returns the title followed by the filters that are set. */
export function titleWithFilters(title: string, filters: SearchFilters): string {
  return [title, ...Object.values(filterValueTexts(filters))].filter(words => words !== '').join(' · ');
}

/** Returns the label of a filter's title button and of its row. */
export function filterActionLabel(name: FilterAction): string {
  const labels: Readonly<Record<FilterAction, string>> = {
    portal: vscode.l10n.t('Filter by Portal…'),
    type: vscode.l10n.t('Filter by Type…'),
    author: vscode.l10n.t('Filter by Author…'),
    days: vscode.l10n.t('Filter by Date…'),
    clear: vscode.l10n.t('Clear Filters'),
  };
  return labels[name];
}

export const FILTER_ICONS: Readonly<Record<FilterAction, string>> = {
  portal: 'organization',
  type: 'tag',
  author: 'person',
  days: 'calendar',
  clear: 'clear-all',
};

/** A filter's button in the title of the search. */
export interface FilterButton extends vscode.QuickInputButton {
  readonly filter: FilterAction;
}

/** Returns the filters on offer. `isJoint`: more than one portal is searched. */
export function availableFilterActions(filters: SearchFilters, isJoint: boolean): readonly FilterAction[] {
  return [
    ...(isJoint ? (['portal'] as const) : []),
    'type',
    'author',
    'days',
    ...(hasFilters(filters) ? (['clear'] as const) : []),
  ];
}

export function createFilterButtons(names: readonly FilterAction[]): readonly FilterButton[] {
  return names.map(filter => ({
    filter,
    iconPath: new vscode.ThemeIcon(FILTER_ICONS[filter]),
    tooltip: filterActionLabel(filter),
  }));
}

interface SeenNotification {
  readonly portal: Portal;
  readonly notification: Notification;
}

/** Asks for one filter; the types and authors of the seen notifications are offered. `undefined` if canceled. */
export async function pickFilter(
  name: FilterAction,
  filters: SearchFilters,
  seen: readonly SeenNotification[],
  portals: readonly Portal[],
): Promise<SearchFilters | undefined> {
  const isSearched = ({ id }: Portal): boolean => filters.portal === undefined || filters.portal.id === id;
  const seenThere = seen.filter(({ portal }) => isSearched(portal));
  switch (name) {
    case 'portal':
      return pickPortalFilter(filters, portals);
    case 'type':
      return pickTypeFilter(
        filters,
        seenThere.map(({ notification }) => notification),
        new Map(portals.filter(isSearched).flatMap(({ typeNames }) => [...typeNames.all])),
      );
    case 'author':
      return pickAuthorFilter(filters, seenThere, portals);
    case 'days': {
      const { days, ...others } = filters;
      const picked = await pickDates(days);
      return picked && { ...others, ...picked };
    }
    case 'clear':
      return NO_FILTERS;
  }
}

/** Asks for the portal to filter by, or none; drops authors of other portals. Resolves to `undefined` if canceled. */
export async function pickPortalFilter(
  { portal: current, ...others }: SearchFilters,
  portals: readonly Portal[],
): Promise<SearchFilters | undefined> {
  const items = [
    { label: vscode.l10n.t('All portals'), iconPath: checkIcon(current === undefined), portal: undefined },
    ...portals.map(portal => ({
      label: escapeLabel(portal.name),
      iconPath: checkIcon(portal.id === current?.id),
      portal,
    })),
  ];
  const picked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Filter by Portal'),
    placeHolder: vscode.l10n.t('Choose a portal'),
    ignoreFocusOut: true,
  });
  if (picked?.portal === undefined) return picked && others;
  const { id, name } = picked.portal;
  const authors = others.authors.filter(({ portalId }) => portalId === id);
  return { ...others, authors, portal: { id, name } };
}

/** Asks for the type to filter by, or none. Resolves to `undefined` if canceled. */
export async function pickTypeFilter(
  { type: current, ...others }: SearchFilters,
  seen: readonly Notification[],
  names: ReadonlyMap<string, string>,
): Promise<SearchFilters | undefined> {
  const choices = typeFilterChoices(seen, names);
  const section = (
    label: string,
    types: readonly TypeChoice[],
  ): readonly (vscode.QuickPickItem & { type?: TypeChoice })[] => [
    ...(types.length === 0 ? [] : [{ label, kind: vscode.QuickPickItemKind.Separator }]),
    ...types.map(type => ({
      label: escapeLabel(type.name),
      description: escapeLabel(type.moduleName),
      iconPath: checkIcon(type.id === current?.id),
      type,
    })),
  ];
  const items = [
    { label: vscode.l10n.t('Any type'), iconPath: checkIcon(current === undefined) },
    ...section(vscode.l10n.t('In these notifications'), choices.seen),
    ...section(vscode.l10n.t('Other types in the portal'), choices.others),
  ];
  const picked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Filter by Type'),
    placeHolder: vscode.l10n.t('Choose a type'),
    matchOnDescription: true,
    ignoreFocusOut: true,
  });
  if (picked?.type === undefined) return picked && others;
  const { id, name } = picked.type;
  return { ...others, type: { id, name } };
}

/** Asks for the authors to filter by, none meaning anybody. Resolves to `undefined` if canceled. */
export async function pickAuthorFilter(
  filters: SearchFilters,
  seen: readonly SeenNotification[],
  portals: readonly Portal[],
): Promise<SearchFilters | undefined> {
  const isChosen = ({ id, portalId }: PortalAuthor): boolean =>
    filters.authors.some(author => author.id === id && author.portalId === portalId);
  const portalName = ({ portalId }: PortalAuthor): string =>
    portals.length > 1 ? escapeLabel(portals.find(({ id }) => id === portalId)?.name ?? '') : '';
  const system = { id: 0, name: vscode.l10n.t('Bitrix24') };
  const items = authorFilterChoices(seen, filters.authors, system).map(author => ({
    label: escapeLabel(author.name),
    description: portalName(author),
    picked: isChosen(author),
    author,
  }));
  const picked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Filter by Author'),
    placeHolder: vscode.l10n.t('Choose authors, or none to include everyone'),
    canPickMany: true,
    matchOnDescription: true,
    ignoreFocusOut: true,
  });
  return picked && { ...filters, authors: picked.map(({ author }) => author) };
}

interface TypeChoice {
  /** `module|event`. */
  readonly id: string;
  readonly name: string;
  /** Name of the type's module; empty if unknown. */
  readonly moduleName: string;
}

/** Returns the types seen in notifications and all others that the portal has a name for, each sorted by name. */
export function typeFilterChoices(
  seen: readonly Notification[],
  names: ReadonlyMap<string, string>,
): { readonly seen: readonly TypeChoice[]; readonly others: readonly TypeChoice[] } {
  const choice = (id: string): TypeChoice => {
    const moduleId = id.split('|', 1)[0] ?? '';
    const moduleName = names.get(moduleId) ?? '';
    return { id, name: names.get(id) ?? (moduleName || vscode.l10n.t('Other')), moduleName };
  };
  const seenIds = new Set(seen.map(({ typeId }) => typeId).filter(id => id !== ''));
  const otherIds = [...names.keys()].filter(id => id.includes('|') && !seenIds.has(id));
  const sorted = (ids: Iterable<string>): readonly TypeChoice[] =>
    [...ids].map(choice).sort((a, b) => a.name.localeCompare(b.name));
  return { seen: sorted(seenIds), others: sorted(otherIds) };
}

/** Returns the authors, unique per portal and sorted by name. `system` stands for a missing author. */
export function authorFilterChoices(
  seen: readonly { readonly portal: { readonly id: string }; readonly notification: Notification }[],
  chosen: readonly PortalAuthor[],
  system: Author,
): readonly PortalAuthor[] {
  const authors = seen.map(({ portal, notification: { author = system } }) => ({ ...author, portalId: portal.id }));
  const byId = new Map([...chosen, ...authors].map(author => [`${author.portalId} ${author.id}`, author]));
  return [...byId.values()].sort((a, b) => a.name.localeCompare(b.name));
}
