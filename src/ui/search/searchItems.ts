import * as vscode from 'vscode';
import type { Notification } from '../../model/notification/notification';
import { failureText } from '../text/failureText';
import { escapeLabel } from '../text/labels';
import type { Times } from '../text/times';
import { authorName, iconColor, iconName, summaryLine } from '../text/words';
import { filterDescriptions } from './searchFilters';
import type { SearchFilters } from './searchFilters';
import type { FilterName, SearchPortal, SearchPortalHit, SearchRow } from './searchRows';

/** An item of the list. VS Code does not filter the items again: the search has already done so. */
export interface SearchItem<P extends SearchPortal = SearchPortal> extends vscode.QuickPickItem {
  readonly row: SearchRow<P>;
}

export type SearchItemAction = 'reply' | 'decide' | 'markRead' | 'markUnread' | 'open' | 'copyText';

/** A button on a hit. */
export interface SearchItemButton extends vscode.QuickInputButton {
  readonly act: SearchItemAction;
}

/** What rendering a row depends on. */
export interface SearchRenderContext {
  readonly times: Times;
  /** More than one portal is searched. */
  readonly isJoint: boolean;
  readonly filters: SearchFilters;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

export function toSearchItem<P extends SearchPortal>(
  row: SearchRow<P>,
  look: SearchRenderContext,
): SearchItem<P> {
  switch (row.kind) {
    case 'heading':
      return { row, label: headingWords(row.name), kind: vscode.QuickPickItemKind.Separator };
    case 'found':
      return { ...foundItem(row, look), row };
    case 'note':
      return plainItem(row, noteWords(row.name), NOTE_ICONS[row.name]);
    case 'failure':
      return {
        ...plainItem(row, escapeLabel(failureWords(row, look)), 'warning'),
        detail: vscode.l10n.t('Press Enter to try again.'),
      };
    case 'more':
      return {
        ...(row.isLoading
          ? plainItem(row, vscode.l10n.t('Loading more…'), 'loading~spin')
          : plainItem(row, vscode.l10n.t('Load more…'), 'chevron-down')),
        description: row.total === undefined ? '' : vscode.l10n.t('Total: {0}', row.total),
      };
    case 'filter':
      return {
        ...plainItem(row, filterTitle(row.name), FILTER_ICONS[row.name]),
        description: row.name === 'clear' ? '' : escapeLabel(filterDescriptions(look.filters)[row.name]),
      };
  }
}

/** Returns why the portal did not answer, with the portal's name if there are several. */
function failureWords(
  { failure, failedIn }: Extract<SearchRow, { kind: 'failure' }>,
  { times, isJoint }: SearchRenderContext,
): string {
  const words = failureText(failure, times);
  return isJoint && failedIn !== undefined ? `${failedIn.name}: ${words}` : words;
}

/** Returns the label of a filter's title button and of its row. */
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
  { portal, notification }: SearchPortalHit,
  { times, isJoint, now }: SearchRenderContext,
): vscode.QuickPickItem {
  const { typeId, date, kind, isRead } = notification;
  // The question icon has no variant with a dot, so an unread confirmation gets its dot here.
  const dot = kind === 'confirmation' && !isRead ? '● ' : '';
  const about = [
    ...(isJoint ? [portal.name] : []),
    portal.typeNames.nameOf(typeId),
    dot + times.short(date, now),
  ].filter(words => words !== '');
  return {
    label: escapeLabel(authorName(notification)),
    description: escapeLabel(about.join(' · ')),
    detail: escapeLabel(summaryLine(notification, times)),
    iconPath: new vscode.ThemeIcon(iconName(notification), iconColor(notification)),
    buttons: buttonsOf(notification),
    alwaysShow: true,
  };
}

function buttonsOf({ kind, canAnswer, isRead }: Notification): readonly SearchItemButton[] {
  const button = (act: SearchItemAction, icon: string, tooltip: string): SearchItemButton => ({
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
      return vscode.l10n.t('Older, in the portal');
    case 'filters':
      return vscode.l10n.t('Filters');
  }
}

function noteWords(name: 'nothing' | 'tooShort' | 'asking'): string {
  switch (name) {
    case 'nothing':
      return vscode.l10n.t('No results found');
    case 'tooShort':
      return vscode.l10n.t('Type at least three characters to search the portal');
    case 'asking':
      return vscode.l10n.t('Searching the portal…');
  }
}
