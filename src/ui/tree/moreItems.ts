import * as vscode from 'vscode';
import type { RestRow } from './moreRows';
import type { MoreRow } from './rows';

/** The portal has more. */
export function moreItem(row: MoreRow): vscode.TreeItem {
  return withCommand(vscode.l10n.t('Load more…'), 'chevron-down', 'bitrix24.loadMore', row);
}

/** The portal has more than is kept here. */
export function olderItem(): vscode.TreeItem {
  return withCommand(vscode.l10n.t('Search for older ones…'), 'search', 'bitrix24.search');
}

/** There is more here than is shown at once. */
export function restItem(row: RestRow): vscode.TreeItem {
  const item = withCommand(vscode.l10n.t('Show more…'), 'chevron-down', 'bitrix24.showMore', row);
  item.description = String(row.count);
  return item;
}

function withCommand(
  title: string,
  icon: string,
  command: string,
  ...given: readonly unknown[]
): vscode.TreeItem {
  const item = new vscode.TreeItem(title);
  item.iconPath = new vscode.ThemeIcon(icon);
  item.command = { command, title, arguments: [...given] };
  return item;
}
