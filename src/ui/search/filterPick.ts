import * as vscode from 'vscode';
import type { Notification } from '../../model/notification';
import { pickAuthors } from './authorPick';
import { pickDays } from './dayPick';
import { pickSearchPortal } from './portalFilter';
import { hasFilters, NO_FILTERS } from './searchFilters';
import type { SearchFilters } from './searchFilters';
import { FILTER_ICONS, filterTitle } from './searchItems';
import type { SearchPortal } from './searchNeeds';
import type { FilterName } from './searchRows';
import { pickType } from './typePick';

/** A button in the search's title. */
export interface FilterButton extends vscode.QuickInputButton {
  readonly filter: FilterName;
}

/** What a search can be narrowed by; `isJoint`: in more than one portal. */
export function filterNames(filters: SearchFilters, isJoint: boolean): readonly FilterName[] {
  return [
    ...(isJoint ? (['portal'] as const) : []),
    'type',
    'author',
    'days',
    ...(hasFilters(filters) ? (['clear'] as const) : []),
  ];
}

export function filterButtons(names: readonly FilterName[]): readonly FilterButton[] {
  return names.map(filter => ({
    filter,
    iconPath: new vscode.ThemeIcon(FILTER_ICONS[filter]),
    tooltip: filterTitle(filter),
  }));
}

/** Asks for one of the filters anew; `undefined`: given up. `met`: whose types and authors are on offer. */
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
      return pickSearchPortal(filters, portals);
    case 'type': {
      const names = new Map(portals.filter(isHere).flatMap(({ typeNames }) => [...typeNames.all]));
      return pickType(
        filters,
        metHere.map(({ notification }) => notification),
        names,
      );
    }
    case 'author':
      return pickAuthors(filters, metHere, portals);
    case 'days':
      return pickDays(filters);
    case 'clear':
      return NO_FILTERS;
  }
}
