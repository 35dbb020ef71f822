import * as vscode from 'vscode';
import type { Notification } from '../../model/notification/notification';
import type { Portal } from '../../model/portal/portal';
import type { Failure } from '../../model/portalFailure';
import { sanitizeText, toSingleLineName } from '../../model/sanitizeText';
import type { PortalSearchHit, PortalsSearchState } from '../../model/search/portalsSearch';
import { notificationIcon } from '../text/icons';
import { truncateAtWord } from '../text/excerpt';
import { failureText } from '../text/failureText';
import { escapeLabel, prefixPortal } from '../text/labels';
import type { Times } from '../text/times';
import { authorName, summaryLine } from '../text/words';
import {
  FILTER_ICONS,
  filterValueTexts,
  type FilterAction,
  filterActionLabel,
  type SearchFilters,
} from './searchFilters';

const MAX_TEXT_LENGTH = 40;

export type HitInPortal = PortalSearchHit<Portal>;

/** A row in the list below the search box. */
export type SearchRow =
  | { readonly kind: 'heading'; readonly name: 'loaded' | 'older' | 'filters' }
  | ({ readonly kind: 'hit' } & HitInPortal)
  | { readonly kind: 'note'; readonly name: 'noResults' | 'tooShort' | 'searching' }
  | { readonly kind: 'failure'; readonly failure: Failure; readonly failedIn?: Portal }
  /** `total`: how many hits the portals have in all, if known. */
  | { readonly kind: 'more'; readonly isLoading: boolean; readonly total?: number }
  | { readonly kind: 'filter'; readonly name: FilterAction };

interface SearchRows {
  readonly rows: readonly SearchRow[];
  /** Some hits have no row yet. */
  readonly hasHiddenHits: boolean;
}

type State = PortalsSearchState<Portal>;

/** Returns the rows of the list. `maxHits`: how many hits get a row; `filters`: the filters on offer. */
export function buildSearchRows(state: State, maxHits: number, filters: readonly FilterAction[]): SearchRows {
  const loaded = state.hits.filter(({ isLoaded }) => isLoaded);
  const older = state.hits.filter(({ isLoaded }) => !isLoaded);
  const shownLoaded = loaded.slice(0, maxHits).map(hitRow);
  const shownOlder = older.slice(0, maxHits - shownLoaded.length).map(hitRow);
  const hasHiddenHits = state.hits.length > maxHits;
  const rest = hasHiddenHits ? [moreRow(state, false)] : lastRows(state);
  const hasPortalSection = shownOlder.length > 0 || (!hasHiddenHits && rest.length > 0);
  return {
    hasHiddenHits,
    rows: [
      ...firstRows(state),
      ...(shownLoaded.length > 0 ? [{ kind: 'heading', name: 'loaded' } as const] : []),
      ...shownLoaded,
      ...(hasPortalSection ? [{ kind: 'heading', name: 'older' } as const] : []),
      ...shownOlder,
      ...rest,
      { kind: 'heading', name: 'filters' },
      ...filters.map(name => ({ kind: 'filter', name }) as const),
    ],
  };
}

/** Returns a key that identifies a row within a list, and again in the next list. */
export function searchRowKey(row: SearchRow): string {
  switch (row.kind) {
    case 'hit':
      return `hit:${row.portal.id} ${row.notification.id}`;
    case 'heading':
    case 'note':
    case 'filter':
      return `${row.kind}:${row.name}`;
    default:
      return row.kind;
  }
}

/** Any row but a hit. */
type PlainRow = Exclude<SearchRow, { kind: 'hit' }>;

function hitRow(hit: HitInPortal): SearchRow {
  return { kind: 'hit', ...hit };
}

function moreRow({ total }: Pick<State, 'total'>, isLoading: boolean): PlainRow {
  return { kind: 'more', isLoading, ...(total === undefined ? {} : { total }) };
}

/** Returns the rows at the top: that nothing was found, or a failure that {@link lastRows} does not show. */
function firstRows(state: State): readonly PlainRow[] {
  const { hits, isLoading, hasMore, failure, canLoadMore } = state;
  if (failure !== undefined) return hasMore && canLoadMore !== true ? [] : [failureRow(state, failure)];
  return hits.length === 0 && !isLoading && !hasMore ? [{ kind: 'note', name: 'noResults' }] : [];
}

function failureRow({ failedIn }: State, failure: Failure): PlainRow {
  return { kind: 'failure', failure, ...(failedIn === undefined ? {} : { failedIn }) };
}

/** Returns the rows after the hits: the status of older hits in the portal. */
function lastRows(state: State): readonly PlainRow[] {
  const { failure, canSearchPortal, isLoading, hasMore, canLoadMore } = state;
  if (hasMore) {
    return [failure === undefined || canLoadMore === true ? moreRow(state, isLoading) : failureRow(state, failure)];
  }
  if (isLoading) return [{ kind: 'note', name: 'searching' }];
  return canSearchPortal ? [] : [{ kind: 'note', name: 'tooShort' }];
}

interface Item {
  readonly row: SearchRow;
}

/** Returns the item to activate in a new list: the one that was active, if possible, or {@link initialActiveItem}. */
export function findItemToActivate<T extends Item>(
  items: readonly T[],
  before: readonly T[],
  active: T | undefined,
): T | undefined {
  if (active === undefined) return initialActiveItem(items);
  if (active.row.kind !== 'more') {
    return items.find(({ row }) => searchRowKey(row) === searchRowKey(active.row)) ?? initialActiveItem(items);
  }
  // The first new hit or, if there is none, the status row in its place; else the last hit.
  const next = items.slice(before.indexOf(active)).find(({ row }) => row.kind !== 'heading' && row.kind !== 'filter');
  return next ?? items.findLast(({ row }) => row.kind === 'hit') ?? initialActiveItem(items);
}

/** Returns the first hit, so that Enter opens it, or else the first item that is not a heading. */
export function initialActiveItem<T extends Item>(items: readonly T[]): T | undefined {
  return items.find(({ row }) => row.kind === 'hit') ?? items.find(({ row }) => row.kind !== 'heading');
}

/** An item of the list. VS Code does not filter the items again: the search has already done so. */
export interface SearchItem extends vscode.QuickPickItem {
  readonly row: SearchRow;
}

type SearchItemAction =
  'reply' | 'decide' | 'markRead' | 'markUnread' | 'snooze' | 'showFullText' | 'open' | 'copyText' | 'copyLink';

/** A button on a hit. */
export interface SearchItemButton extends vscode.QuickInputButton {
  readonly action: SearchItemAction;
}

/** What rendering a row depends on. */
interface SearchRenderContext {
  readonly times: Times;
  /** More than one portal is searched. */
  readonly isJoint: boolean;
  readonly filters: SearchFilters;
  /** What is searched for; empty or absent if anything. */
  readonly text?: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

export function toSearchItem(row: SearchRow, context: SearchRenderContext): SearchItem {
  switch (row.kind) {
    case 'heading': {
      const labels = {
        loaded: vscode.l10n.t('In the list'),
        older: vscode.l10n.t('Older, in the portal'),
        filters: vscode.l10n.t('Filters'),
      };
      return { row, label: labels[row.name], kind: vscode.QuickPickItemKind.Separator };
    }
    case 'hit':
      return { ...hitItem(row, context), row };
    case 'note': {
      const notes = {
        noResults: { text: noResultsText(context), icon: 'circle-slash' },
        tooShort: { text: vscode.l10n.t('Type at least three characters to search the portal'), icon: 'info' },
        searching: { text: vscode.l10n.t('Searching the portal…'), icon: 'loading~spin' },
      };
      return plainItem(row, escapeLabel(notes[row.name].text), notes[row.name].icon);
    }
    case 'failure': {
      const portal = { label: context.isJoint ? (row.failedIn?.name ?? '') : '' };
      const text = prefixPortal(portal, failureText(row.failure, context.times));
      return { ...plainItem(row, escapeLabel(text), 'warning'), detail: vscode.l10n.t('Press Enter to try again.') };
    }
    case 'more':
      return {
        ...(row.isLoading
          ? plainItem(row, vscode.l10n.t('Loading more…'), 'loading~spin')
          : plainItem(row, vscode.l10n.t('Load more…'), 'chevron-down')),
        description: row.total === undefined ? '' : vscode.l10n.t('Total: {0}', row.total),
      };
    case 'filter':
      return {
        ...plainItem(row, filterActionLabel(row.name), FILTER_ICONS[row.name]),
        description: row.name === 'clear' ? '' : escapeLabel(filterValueTexts(context.filters)[row.name]),
      };
  }
}

function noResultsText({ text = '', filters: { days } }: SearchRenderContext): string {
  const words = truncateAtWord(toSingleLineName(sanitizeText(text)), MAX_TEXT_LENGTH);
  if (words === '') return vscode.l10n.t('No results found');
  return days === undefined
    ? vscode.l10n.t('Nothing found for “{0}”', words)
    : vscode.l10n.t('Nothing found for “{0}” ({1})', words, days.label);
}

function plainItem(row: SearchRow, label: string, icon: string): SearchItem {
  return { row, label, iconPath: new vscode.ThemeIcon(icon), alwaysShow: true };
}

function hitItem(
  { portal, notification, isLoaded }: HitInPortal,
  { times, isJoint, now }: SearchRenderContext,
): vscode.QuickPickItem {
  const { typeId, date } = notification;
  return {
    label: escapeLabel(authorName(notification)),
    description: escapeLabel(
      [...(isJoint ? [portal.name] : []), portal.typeNames.nameOf(typeId), times.short(date, now)]
        .filter(fact => fact !== '')
        .join(' · '),
    ),
    detail: escapeLabel(summaryLine(notification, times)),
    iconPath: notificationIcon(notification),
    buttons: hitButtons(notification, isLoaded),
    alwaysShow: true,
  };
}

function hitButtons({ kind, canAnswer, isRead }: Notification, isLoaded: boolean): readonly SearchItemButton[] {
  const button = (action: SearchItemAction, icon: string, tooltip: string): SearchItemButton => ({
    action,
    iconPath: new vscode.ThemeIcon(icon),
    tooltip,
  });
  return [
    ...(canAnswer ? [button('reply', 'reply', vscode.l10n.t('Reply…'))] : []),
    ...(kind === 'confirmation' ? [button('decide', 'list-selection', vscode.l10n.t('Decide…'))] : []),
    isRead
      ? button('markUnread', 'mail', vscode.l10n.t('Mark as Unread'))
      : button('markRead', 'mail-read', vscode.l10n.t('Mark as Read')),
    ...(isLoaded ? [button('snooze', 'clock', vscode.l10n.t('Snooze…'))] : []),
    button('showFullText', 'book', vscode.l10n.t('Show Full Text')),
    button('open', 'link-external', vscode.l10n.t('Open in Browser')),
    button('copyText', 'copy', vscode.l10n.t('Copy Text')),
    button('copyLink', 'link', vscode.l10n.t('Copy Link')),
  ];
}
