import * as vscode from 'vscode';
import type { Notification } from '../../model/notification';
import { failureText } from '../text/failureText';
import { inert } from '../text/inert';
import type { Times } from '../text/times';
import { authorName, firstLines } from '../text/words';
import { iconColor, iconName } from '../tree/icons';
import { filterWords } from './searchFilters';
import type { SearchFilters } from './searchFilters';
import type { FilterName, SearchRow } from './searchRows';
import type { FoundHere, SearchPortal } from './searchNeeds';

/** A row of the list; VS Code hides none of them, the search has decided already. */
export interface SearchItem<P extends SearchPortal = SearchPortal> extends vscode.QuickPickItem {
  readonly row: SearchRow<P>;
}

export type ItemAct = 'reply' | 'decide' | 'markRead' | 'markUnread' | 'open' | 'copyText';

/** A button on what was found. */
export interface ItemButton extends vscode.QuickInputButton {
  readonly act: ItemAct;
}

/** What rows are drawn with. */
export interface SearchLook {
  readonly times: Times;
  /** More than one portal is searched. */
  readonly isJoint: boolean;
  readonly filters: SearchFilters;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

export function searchItem<P extends SearchPortal>(row: SearchRow<P>, look: SearchLook): SearchItem<P> {
  switch (row.kind) {
    case 'heading':
      return { row, label: headingWords(row.name), kind: vscode.QuickPickItemKind.Separator };
    case 'found':
      return { ...foundItem(row, look), row };
    case 'note':
      return plainItem(row, noteWords(row.name), NOTE_ICONS[row.name]);
    case 'failure':
      return {
        ...plainItem(row, inert(failureWords(row, look)), 'warning'),
        detail: vscode.l10n.t('Press Enter to try again.'),
      };
    case 'more':
      return {
        ...(row.isLoading
          ? plainItem(row, vscode.l10n.t('Loading more…'), 'loading~spin')
          : plainItem(row, vscode.l10n.t('Load more…'), 'chevron-down')),
        description: row.total === undefined ? '' : vscode.l10n.t('{0} in all', row.total),
      };
    case 'filter':
      return {
        ...plainItem(row, filterTitle(row.name), FILTER_ICONS[row.name]),
        description: row.name === 'clear' ? '' : inert(filterWords(look.filters)[row.name]),
      };
  }
}

/** Why the portal did not answer; of several, which portal. */
function failureWords(
  { failure, failedIn }: Extract<SearchRow, { kind: 'failure' }>,
  { times, isJoint }: SearchLook,
): string {
  const words = failureText(failure, times);
  return isJoint && failedIn !== undefined ? `${failedIn.name}: ${words}` : words;
}

/** What the button in the title and the row in the list are called. */
export function filterTitle(name: FilterName): string {
  switch (name) {
    case 'portal':
      return vscode.l10n.t('Filter by Portal…');
    case 'type':
      return vscode.l10n.t('Filter by Type…');
    case 'author':
      return vscode.l10n.t('Filter by Author…');
    case 'days':
      return vscode.l10n.t('Filter by Date…');
    case 'clear':
      return vscode.l10n.t('Clear Filters');
  }
}

export const FILTER_ICONS: Readonly<Record<FilterName, string>> = {
  portal: 'organization',
  type: 'tag',
  author: 'person',
  days: 'calendar',
  clear: 'clear-all',
};

const NOTE_ICONS = { nothing: 'circle-slash', tooShort: 'info', asking: 'loading~spin' } as const;

function plainItem<P extends SearchPortal>(row: SearchRow<P>, label: string, icon: string): SearchItem<P> {
  return { row, label, iconPath: new vscode.ThemeIcon(icon), alwaysShow: true };
}

function foundItem(
  { portal, notification }: FoundHere,
  { times, isJoint, now }: SearchLook,
): vscode.QuickPickItem {
  const { typeId, date, kind, isRead } = notification;
  // The question mark has no dotted shape: an unread one gets its dot here.
  const dot = kind === 'confirmation' && !isRead ? '● ' : '';
  const about = [
    ...(isJoint ? [portal.name] : []),
    portal.typeNames.of(typeId),
    dot + times.short(date, now),
  ].filter(words => words !== '');
  return {
    label: inert(authorName(notification)),
    description: inert(about.join(' · ')),
    detail: inert(firstLines(notification, times)),
    iconPath: new vscode.ThemeIcon(iconName(notification), iconColor(notification)),
    buttons: buttonsOf(notification),
    alwaysShow: true,
  };
}

function buttonsOf({ kind, canAnswer, isRead }: Notification): readonly ItemButton[] {
  const button = (act: ItemAct, icon: string, tooltip: string): ItemButton => ({
    act,
    iconPath: new vscode.ThemeIcon(icon),
    tooltip,
  });
  return [
    ...(canAnswer ? [button('reply', 'reply', vscode.l10n.t('Reply…'))] : []),
    ...(kind === 'confirmation' ? [button('decide', 'list-selection', vscode.l10n.t('Decide…'))] : []),
    isRead
      ? button('markUnread', 'mail', vscode.l10n.t('Mark as Unread'))
      : button('markRead', 'mail-read', vscode.l10n.t('Mark as Read')),
    button('open', 'link-external', vscode.l10n.t('Open in Browser')),
    button('copyText', 'copy', vscode.l10n.t('Copy Text')),
  ];
}

function headingWords(name: 'loaded' | 'further' | 'filters'): string {
  switch (name) {
    case 'loaded':
      return vscode.l10n.t('In the list');
    case 'further':
      return vscode.l10n.t('Further back in the portal');
    case 'filters':
      return vscode.l10n.t('Filters');
  }
}

function noteWords(name: 'nothing' | 'tooShort' | 'asking'): string {
  switch (name) {
    case 'nothing':
      return vscode.l10n.t('Nothing found');
    case 'tooShort':
      return vscode.l10n.t('Type three characters to search the portal');
    case 'asking':
      return vscode.l10n.t('Searching the portal…');
  }
}
