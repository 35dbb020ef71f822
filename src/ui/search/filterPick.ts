import * as vscode from 'vscode';
import type { Notification } from '../../model/notification';
import type { TypeNames } from '../../model/typeNames';
import { pickAuthors } from './authorPick';
import { pickDays } from './dayPick';
import { NO_FILTERS } from './searchFilters';
import type { SearchFilters } from './searchFilters';
import { FILTER_ICONS, filterTitle } from './searchItems';
import type { FilterName } from './searchRows';
import { pickType } from './typePick';

/** A button in the search's title. */
export interface FilterButton extends vscode.QuickInputButton {
  readonly filter: FilterName;
}

export function filterButtons(isFiltered: boolean): readonly FilterButton[] {
  const names: readonly FilterName[] = [
    'type',
    'author',
    'days',
    ...(isFiltered ? (['clear'] as const) : []),
  ];
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
  met: readonly Notification[],
  typeNames: Pick<TypeNames, 'all'>,
): Promise<SearchFilters | undefined> {
  switch (name) {
    case 'type':
      return pickType(filters, met, typeNames);
    case 'author':
      return pickAuthors(filters, met);
    case 'days':
      return pickDays(filters);
    case 'clear':
      return NO_FILTERS;
  }
}
