import * as vscode from 'vscode';
import { pairOf } from '../../model/buttons';
import type { Notification } from '../../model/notification';
import { isLeft } from '../../model/reply';
import { replyStateWords } from '../reply/replyWords';
import { shortened } from '../text/shortened';
import type { Times } from '../text/times';
import { authorName, firstLines, spoken } from '../text/words';
import { noteItem, portalItem } from './portalItems';
import { titleOf } from './groupTitle';
import { iconColor, iconName } from './icons';
import { moreItem, olderItem, restItem } from './moreItems';
import { rowId } from './rows';
import type { GroupRow, NotificationRow, Row } from './rows';
import { leftItem, replyItem } from './replyItems';
import { troubleTitle } from './trouble';

/** Characters of a name, so that what has happened stays in sight. */
const NAME_LENGTH = 30;

/** What rows are drawn with. */
export interface Look {
  readonly times: Times;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** The tree's item for a row; its hover is made when it is asked for. */
export function treeItem(row: Row, look: Look): vscode.TreeItem {
  const item = drawn(row, look);
  item.id = rowId(row);
  return item;
}

/** For a row that went while VS Code was asking for it; it asks for the others at once. */
export function nothing(id: string): vscode.TreeItem {
  const item = new vscode.TreeItem('');
  item.id = id;
  return item;
}

function drawn(row: Row, look: Look): vscode.TreeItem {
  switch (row.kind) {
    case 'portal':
      return portalItem(row, look.times);
    case 'group':
      return groupItem(row, look);
    case 'notification':
      return notificationItem(row, look);
    case 'note':
      return noteItem(row, look.times);
    case 'more':
      return moreItem(row);
    case 'left':
      return leftItem(row);
    case 'reply':
      return replyItem(row, look.times);
    case 'older':
      return olderItem();
    case 'rest':
      return restItem(row);
  }
}

function groupItem(row: GroupRow, look: Look): vscode.TreeItem {
  const title = titleOf(row, look);
  const { notifications } = row.group;
  const count = String(notifications.length);
  const { Collapsed, Expanded } = vscode.TreeItemCollapsibleState;
  const item = new vscode.TreeItem(title, row.isFolded ? Collapsed : Expanded);
  item.description = count;
  item.contextValue = contextValue(['group', ...readWords(row)]);
  item.accessibilityInformation = { label: `${title}, ${count}` };
  return item;
}

/** `read`, `unread`, or both: what a menu can do with the group. */
export function readWords({ group: { notifications } }: GroupRow): readonly string[] {
  const { isRead: isFirstRead } = notifications[0] ?? { isRead: true };
  const isMixed = notifications.some(({ isRead }) => isRead !== isFirstRead);
  return isMixed ? ['read', 'unread'] : [isFirstRead ? 'read' : 'unread'];
}

function notificationItem(row: NotificationRow, { times, now }: Look): vscode.TreeItem {
  const { notification } = row;
  const item = new vscode.TreeItem(shortened(authorName(notification), NAME_LENGTH));
  const state = stateWords(row);
  // The question mark has no dotted shape: an unread one gets its dot here.
  const dot = notification.kind === 'confirmation' && !notification.isRead ? '● ' : '';
  const when = times.short(notification.date, now);
  item.description = [...state, `${dot}${when}`, firstLines(notification, times)].join(' · ');
  item.iconPath = icon(row);
  item.contextValue = contextValue([
    'notification',
    readWord(notification),
    ...(notification.canAnswer ? ['answerable'] : []),
    ...decisionWords(row),
    ...(notification.kind === 'confirmation' ? [] : ['deletable']),
    ...(row.trouble !== undefined && row.trouble.change.kind !== 'confirm' ? ['troubled'] : []),
  ]);
  item.accessibilityInformation = { label: [...state, spoken(notification, times, now)].join(', ') };
  return item;
}

/** What is under way, or went wrong. */
function stateWords({ trouble, isDeciding, reply }: NotificationRow): readonly string[] {
  if (isDeciding) {
    return [vscode.l10n.t('Sending your decision…')];
  }
  return [
    ...(trouble === undefined ? [] : [troubleTitle(trouble)]),
    ...(reply === undefined ? [] : [replyStateWords({ stage: reply })]),
  ];
}

function icon({ notification, trouble, isDeciding, reply }: NotificationRow): vscode.ThemeIcon {
  if (isDeciding || reply === 'waiting' || reply === 'sending') {
    return new vscode.ThemeIcon('loading~spin');
  }
  const isReplyLeft = reply !== undefined && isLeft({ stage: reply });
  return trouble === undefined && !isReplyLeft
    ? new vscode.ThemeIcon(iconName(notification), iconColor(notification))
    : new vscode.ThemeIcon('warning', new vscode.ThemeColor('list.warningForeground'));
}

/** Two opposite buttons get icons of their own; any others, and those that can't be read, one for all. */
function decisionWords({ notification, isDeciding }: NotificationRow): readonly string[] {
  if (isDeciding || notification.kind !== 'confirmation') {
    return [];
  }
  return [pairOf(notification) === undefined ? 'decidable' : 'pair'];
}

function readWord({ isRead }: Notification): string {
  return isRead ? 'read' : 'unread';
}

/** `;group;unread;`: a menu's `when` looks for a word between its semicolons. */
function contextValue(words: readonly string[]): string {
  return `;${words.join(';')};`;
}
