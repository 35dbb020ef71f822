import * as vscode from 'vscode';
import { hostOf } from '../../model/account';
import { movedTo } from '../../model/portalFailure';
import type { Failure } from '../../model/portalFailure';
import { failureText, staleText } from '../text/failureText';
import { portalTrouble, troubleIcon } from '../text/portalTrouble';
import { shortened } from '../text/shortened';
import type { Times } from '../text/times';
import { unreadWords } from '../text/unread';
import type { NoteRow, PortalRow } from './rows';

/** Characters of a name, so that the count stays in sight in a side bar as wide as it is at first. */
const NAME_LENGTH = 26;

/** The root of a portal among several. */
export function portalItem(row: PortalRow, times: Times): vscode.TreeItem {
  const { portal, inbox } = row;
  const item = new vscode.TreeItem(
    shortened(portal.name, NAME_LENGTH),
    vscode.TreeItemCollapsibleState.Expanded,
  );
  const trouble = portalTrouble(inbox, times);
  item.description = portalWords(row, times);
  const icon = troubleIcon(inbox);
  item.iconPath =
    icon === 'warning'
      ? new vscode.ThemeIcon(icon, new vscode.ThemeColor('list.warningForeground'))
      : new vscode.ThemeIcon(icon ?? 'organization');
  item.contextValue = portalContext(inbox.kind === 'loading' ? undefined : inbox.failure);
  item.tooltip = [...new Set([portal.name, hostOf(portal.account)]), trouble].join('\n').trim();
  const spoken = inbox.kind === 'ready' ? vscode.l10n.t('{0} unread', unreadWords([inbox])) : '';
  item.accessibilityInformation = {
    label: [portal.name, spoken, trouble].filter(words => words !== '').join(', '),
  };
  return item;
}

function portalContext(failure: Failure | undefined): string {
  if (movedTo(failure) !== undefined) {
    return ';portal;moved;';
  }
  return failure?.kind === 'unauthorized' ? ';portal;unauthorized;' : ';portal;';
}

/** The portal's own count; where it is old, since when and why. */
export function portalWords({ inbox }: PortalRow, times: Times): string {
  return inbox.kind === 'ready'
    ? [unreadWords([inbox]), staleText(inbox, times)].filter(words => words !== '').join(' · ')
    : '';
}

/** Why a portal among several has nothing to show. */
export function noteItem(row: NoteRow, times: Times): vscode.TreeItem {
  const words = noteWords(row, times);
  const item = new vscode.TreeItem(words);
  item.tooltip = words;
  item.iconPath = new vscode.ThemeIcon(row.look === 'loading' ? 'loading~spin' : 'info');
  item.contextValue = `;note;${row.look};`;
  return item;
}

export function noteWords({ inbox, look }: Pick<NoteRow, 'inbox' | 'look'>, times: Times): string {
  if (inbox.kind !== 'loading' && inbox.failure !== undefined) {
    return failureText(inbox.failure, times);
  }
  switch (look) {
    case 'loading':
      return vscode.l10n.t('Loading notifications…');
    case 'allRead':
      return vscode.l10n.t('Nothing is unread.');
    default:
      return vscode.l10n.t('No notifications');
  }
}
