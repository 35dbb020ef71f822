import * as vscode from 'vscode';
import { hostOf } from '../../model/account';
import { movedOriginOf } from '../../model/portalFailure';
import type { Failure } from '../../model/portalFailure';
import { truncateAtWord } from '../text/excerpt';
import { failureText, inboxProblemIcon, inboxProblemText, staleText } from '../text/failureText';
import type { Times } from '../text/times';
import { unreadCountText } from '../text/words';
import type { PortalRow, StatusRow } from './rows';

/** Maximum length of a name, so that the count stays visible at the sidebar's default width. */
const MAX_PORTAL_NAME_LENGTH = 26;

/** Returns the root item of a portal among several. */
export function portalTreeItem(row: PortalRow, times: Times): vscode.TreeItem {
  const { portal, inbox } = row;
  const item = new vscode.TreeItem(
    truncateAtWord(portal.name, MAX_PORTAL_NAME_LENGTH),
    vscode.TreeItemCollapsibleState.Expanded,
  );
  const trouble = inboxProblemText(inbox, times);
  item.description = portalDescription(row, times);
  const icon = inboxProblemIcon(inbox);
  item.iconPath =
    icon === 'warning'
      ? new vscode.ThemeIcon(icon, new vscode.ThemeColor('list.warningForeground'))
      : new vscode.ThemeIcon(icon ?? 'organization');
  item.contextValue = portalContext(inbox.kind === 'loading' ? undefined : inbox.failure);
  item.tooltip = [...new Set([portal.name, hostOf(portal.account)]), trouble].join('\n').trim();
  const spoken = inbox.kind === 'ready' ? vscode.l10n.t('{0} unread', unreadCountText([inbox])) : '';
  item.accessibilityInformation = {
    label: [portal.name, spoken, trouble].filter(words => words !== '').join(', '),
  };
  return item;
}

function portalContext(failure: Failure | undefined): string {
  if (movedOriginOf(failure) !== undefined) {
    return ';portal;moved;';
  }
  return failure?.kind === 'unauthorized' ? ';portal;unauthorized;' : ';portal;';
}

/** Returns the portal's own count and, if it is stale, since when and why. */
export function portalDescription({ inbox }: PortalRow, times: Times): string {
  return inbox.kind === 'ready'
    ? [unreadCountText([inbox]), staleText(inbox, times)].filter(words => words !== '').join(' · ')
    : '';
}

/** Explains why a portal among several has nothing to show. */
export function statusTreeItem(row: StatusRow, times: Times): vscode.TreeItem {
  const words = statusText(row, times);
  const item = new vscode.TreeItem(words);
  item.tooltip = words;
  item.iconPath = new vscode.ThemeIcon(row.view === 'loading' ? 'loading~spin' : 'info');
  item.contextValue = `;note;${row.view};`;
  return item;
}

export function statusText({ inbox, view }: Pick<StatusRow, 'inbox' | 'view'>, times: Times): string {
  if (inbox.kind !== 'loading' && inbox.failure !== undefined) {
    return failureText(inbox.failure, times);
  }
  switch (view) {
    case 'loading':
      return vscode.l10n.t('Loading notifications…');
    case 'allRead':
      return vscode.l10n.t('No unread notifications.');
    default:
      return vscode.l10n.t('No notifications');
  }
}
