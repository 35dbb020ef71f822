import * as vscode from 'vscode';
import type { Notification } from '../../model/notification/notification';
import { escapeLabel } from '../text/labels';
import { pickDateFilter } from './dateFilterPick';
import { authorFilterChoices, hasFilters, NO_FILTERS, typeFilterChoices } from './searchFilters';
import type { PortalAuthor, SearchFilters, TypeChoice } from './searchFilters';
import { FILTER_ICONS, filterTitle } from './searchItems';
import type { FilterName, SearchPortal } from './searchRows';

/** A filter's button in the title of the search. */
export interface FilterButton extends vscode.QuickInputButton {
  readonly filter: FilterName;
}

/** Returns the filters on offer. `isJoint`: more than one portal is searched. */
export function availableFilters(filters: SearchFilters, isJoint: boolean): readonly FilterName[] {
  return [
    ...(isJoint ? (['portal'] as const) : []),
    'type',
    'author',
    'days',
    ...(hasFilters(filters) ? (['clear'] as const) : []),
  ];
}

export function filterTitleButtons(names: readonly FilterName[]): readonly FilterButton[] {
  return names.map(filter => ({
    filter,
    iconPath: new vscode.ThemeIcon(FILTER_ICONS[filter]),
    tooltip: filterTitle(filter),
  }));
}

/** Asks for one filter; `met`: notifications whose types and authors are offered. `undefined` if canceled. */
export async function pickFilter(
  name: FilterName,
  filters: SearchFilters,
  met: readonly { readonly portal: SearchPortal; readonly notification: Notification }[],
  portals: readonly SearchPortal[],
): Promise<SearchFilters | undefined> {
  const isHere = ({ id }: SearchPortal): boolean => filters.portal === undefined || filters.portal.id === id;
  const metHere = met.filter(({ portal }) => isHere(portal));
  switch (name) {
    case 'portal':
      return pickPortalFilter(filters, portals);
    case 'type': {
      const names = new Map(portals.filter(isHere).flatMap(({ typeNames }) => [...typeNames.all]));
      return pickTypeFilter(
        filters,
        metHere.map(({ notification }) => notification),
        names,
      );
    }
    case 'author':
      return pickAuthorFilter(filters, metHere, portals);
    case 'days':
      return pickDateFilter(filters);
    case 'clear':
      return NO_FILTERS;
  }
}

interface PortalItem extends vscode.QuickPickItem {
  /** Absent for all portals. */
  readonly portal?: SearchPortal;
}

/** Asks for the portal to filter by, or none; drops authors of other portals. Resolves to `undefined` if canceled. */
export async function pickPortalFilter(
  { portal: chosen, ...others }: SearchFilters,
  portals: readonly SearchPortal[],
): Promise<SearchFilters | undefined> {
  const check = (isChosen: boolean): vscode.ThemeIcon => new vscode.ThemeIcon(isChosen ? 'check' : 'blank');
  const items: readonly PortalItem[] = [
    { label: vscode.l10n.t('All portals'), iconPath: check(chosen === undefined) },
    ...portals.map(portal => ({
      label: escapeLabel(portal.name),
      iconPath: check(portal.id === chosen?.id),
      portal,
    })),
  ];
  const picked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Filter by Portal'),
    placeHolder: vscode.l10n.t('Choose a portal'),
    ignoreFocusOut: true,
  });
  if (picked?.portal === undefined) {
    return picked && others;
  }
  const { id, name } = picked.portal;
  return {
    ...others,
    authors: others.authors.filter(({ portalId }) => portalId === id),
    portal: { id, name },
  };
}

/** Asks for the type to filter by, or none. Resolves to `undefined` if canceled. */
export async function pickTypeFilter(
  { type, ...others }: SearchFilters,
  met: readonly Notification[],
  names: ReadonlyMap<string, string>,
): Promise<SearchFilters | undefined> {
  const choices = typeFilterChoices(met, names);
  const item = (choice: TypeChoice): TypeItem => ({
    label: escapeLabel(choice.name),
    description: escapeLabel(choice.moduleName),
    iconPath: new vscode.ThemeIcon(choice.id === type?.id ? 'check' : 'blank'),
    choice,
  });
  const items: TypeItem[] = [
    { label: vscode.l10n.t('Any type'), iconPath: new vscode.ThemeIcon(type ? 'blank' : 'check') },
    ...section(vscode.l10n.t('In these notifications'), choices.met.map(item)),
    ...section(vscode.l10n.t('Other types in the portal'), choices.others.map(item)),
  ];
  const picked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Filter by Type'),
    placeHolder: vscode.l10n.t('Choose a type'),
    matchOnDescription: true,
    ignoreFocusOut: true,
  });
  if (picked === undefined) {
    return undefined;
  }
  const { choice } = picked;
  return choice === undefined ? others : { ...others, type: { id: choice.id, name: choice.name } };
}

interface TypeItem extends vscode.QuickPickItem {
  /** Absent for any type. */
  readonly choice?: TypeChoice;
}

function section(label: string, items: readonly TypeItem[]): readonly TypeItem[] {
  return items.length === 0 ? [] : [{ label, kind: vscode.QuickPickItemKind.Separator }, ...items];
}

/** Asks for the authors to filter by, none meaning anybody. Resolves to `undefined` if canceled. */
export async function pickAuthorFilter(
  filters: SearchFilters,
  met: readonly { readonly portal: SearchPortal; readonly notification: Notification }[],
  portals: readonly SearchPortal[],
): Promise<SearchFilters | undefined> {
  const isChosen = ({ id, portalId }: PortalAuthor): boolean =>
    filters.authors.some(author => author.id === id && author.portalId === portalId);
  const portalName = ({ portalId }: PortalAuthor): string =>
    portals.length > 1 ? escapeLabel(portals.find(({ id }) => id === portalId)?.name ?? '') : '';
  const system = { id: 0, name: vscode.l10n.t('Bitrix24') };
  const items = authorFilterChoices(met, filters.authors, system).map(author => ({
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
