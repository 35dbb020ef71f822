import * as vscode from 'vscode';
import type { Group } from '../../model/groups';
import type { Notification } from '../../model/notification';
import { iconColor, iconName } from './icons';
import { escapeMarkdown, toMarkdown } from '../text/markdown';
import type { Row } from './rows';
import type { Times } from '../text/times';
import { authorName, firstLines, groupTitle, spoken } from '../text/words';

/** The tree's item for a row; its hover is made when it is asked for. */
export function treeItem(row: Row, times: Times, now: number): vscode.TreeItem {
  switch (row.kind) {
    case 'group':
      return groupItem(row.group);
    case 'notification':
      return notificationItem(row.notification, times, now);
    case 'more':
      return moreItem();
  }
}

export function hover(notification: Notification, times: Times): vscode.MarkdownString {
  const author = `**${escapeMarkdown(authorName(notification))}**`;
  const when = escapeMarkdown(times.exact(notification.date));
  const text = toMarkdown(notification.text, times.exact).trim();
  return new vscode.MarkdownString([`${author}  \n${when}`, '---', text].join('\n\n'));
}

function groupItem({ name, notifications }: Group): vscode.TreeItem {
  const title = groupTitle(name);
  const count = String(notifications.length);
  const item = new vscode.TreeItem(title, vscode.TreeItemCollapsibleState.Expanded);
  item.id = `group:${name}`;
  item.description = count;
  item.contextValue = 'group';
  item.accessibilityInformation = { label: `${title}, ${count}` };
  return item;
}

function notificationItem(notification: Notification, times: Times, now: number): vscode.TreeItem {
  const item = new vscode.TreeItem(authorName(notification));
  item.id = `notification:${notification.id}`;
  // The question mark has no dotted shape: an unread one gets its dot here.
  const dot = notification.kind === 'confirmation' && !notification.isRead ? '● ' : '';
  item.description = `${dot}${times.short(notification.date, now)} · ${firstLines(notification, times)}`;
  item.iconPath = new vscode.ThemeIcon(iconName(notification), iconColor(notification));
  item.contextValue = [
    'notification',
    notification.isRead ? 'read' : 'unread',
    ...(notification.canAnswer ? ['answerable'] : []),
  ].join(';');
  item.accessibilityInformation = { label: spoken(notification, times, now) };
  return item;
}

function moreItem(): vscode.TreeItem {
  const title = vscode.l10n.t('Load more…');
  const item = new vscode.TreeItem(title);
  item.id = 'more';
  item.iconPath = new vscode.ThemeIcon('chevron-down');
  item.command = { command: 'bitrix24.loadMore', title };
  return item;
}
