import * as vscode from 'vscode';
import { l10n } from 'vscode';
import type { FailedChange } from '../../model/inbox/notificationChange';
import { findAcceptDeclineButtons } from '../../model/notification/notification';
import type { Notification } from '../../model/notification/notification';
import { mayHaveRun } from '../../model/portalFailure';
import { isUnsent } from '../../model/replies/reply';
import { truncateAtWord } from '../text/excerpt';
import { failureText } from '../text/failureText';
import { createHover } from '../text/hover';
import { escapeMarkdown } from '../text/markdown';
import { replyStageText, singleLineExcerpt, unsentReplyExplanation } from '../text/replyTexts';
import type { Times } from '../text/times';
import { authorName, notificationAccessibleLabel, summaryLine } from '../text/words';
import { groupTitle } from './groupTitle';
import { iconColor, iconName } from './notificationIcon';
import { portalTreeItem, statusTreeItem } from './portalItems';
import { rowId } from './rows';
import type {
  GroupRow,
  LoadMoreRow,
  NotificationRow,
  ReplyRow,
  Row,
  ShowMoreRow,
  UnsentRepliesRow,
} from './rows';

/** Maximum length of a name, so that what happened stays visible. */
const MAX_AUTHOR_NAME_LENGTH = 30;

/** What rows are rendered with. */
export interface RenderContext {
  readonly times: Times;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** Returns the tree item of a row; a notification's tooltip is resolved on demand. */
export function createTreeItem(row: Row, look: RenderContext): vscode.TreeItem {
  const item = drawn(row, look);
  item.id = rowId(row);
  return item;
}

/** For a row removed while VS Code was asking for it; VS Code asks for the others right after. */
export function emptyTreeItem(id: string): vscode.TreeItem {
  const item = new vscode.TreeItem('');
  item.id = id;
  return item;
}

function drawn(row: Row, look: RenderContext): vscode.TreeItem {
  switch (row.kind) {
    case 'portal':
      return portalTreeItem(row, look.times);
    case 'group':
      return groupItem(row, look);
    case 'notification':
      return notificationItem(row, look);
    case 'note':
      return statusTreeItem(row, look.times);
    case 'more':
      return loadMoreTreeItem(row);
    case 'left':
      return unsentRepliesTreeItem(row);
    case 'reply':
      return replyTreeItem(row, look.times);
    case 'older':
      return searchOlderTreeItem();
    case 'rest':
      return showMoreTreeItem(row);
  }
}

function groupItem(row: GroupRow, look: RenderContext): vscode.TreeItem {
  const title = groupTitle(row, look);
  const { notifications } = row.group;
  const count = String(notifications.length);
  const { Collapsed, Expanded } = vscode.TreeItemCollapsibleState;
  const item = new vscode.TreeItem(title, row.isFolded ? Collapsed : Expanded);
  item.description = count;
  item.contextValue = contextValue(['group', ...readWords(row)]);
  item.accessibilityInformation = { label: `${title}, ${count}` };
  return item;
}

/** Returns `read`, `unread` or both: what a menu offers for the group. */
export function readWords({ group: { notifications } }: GroupRow): readonly string[] {
  const { isRead: isFirstRead } = notifications[0] ?? { isRead: true };
  const isMixed = notifications.some(({ isRead }) => isRead !== isFirstRead);
  return isMixed ? ['read', 'unread'] : [isFirstRead ? 'read' : 'unread'];
}

function notificationItem(row: NotificationRow, { times, now }: RenderContext): vscode.TreeItem {
  const { notification } = row;
  const item = new vscode.TreeItem(truncateAtWord(authorName(notification), MAX_AUTHOR_NAME_LENGTH));
  const state = stateWords(row);
  // The question icon has no dotted variant, so an unread confirmation gets its dot here.
  const dot = notification.kind === 'confirmation' && !notification.isRead ? '● ' : '';
  const when = times.short(notification.date, now);
  item.description = [...state, `${dot}${when}`, summaryLine(notification, times)].join(' · ');
  item.iconPath = icon(row);
  item.contextValue = contextValue([
    'notification',
    readWord(notification),
    ...(notification.canAnswer ? ['answerable'] : []),
    ...decisionWords(row),
    ...(notification.kind === 'confirmation' ? [] : ['deletable']),
    ...(row.failedChange !== undefined && row.failedChange.change.kind !== 'confirm' ? ['troubled'] : []),
  ]);
  item.accessibilityInformation = {
    label: [...state, notificationAccessibleLabel(notification, times, now)].join(', '),
  };
  return item;
}

/** Returns what is in progress or has failed. */
function stateWords({ failedChange, isDeciding, reply }: NotificationRow): readonly string[] {
  if (isDeciding) {
    return [vscode.l10n.t('Sending your decision…')];
  }
  return [
    ...(failedChange === undefined ? [] : [failedChangeTitle(failedChange)]),
    ...(reply === undefined ? [] : [replyStageText({ stage: reply })]),
  ];
}

function icon({ notification, failedChange, isDeciding, reply }: NotificationRow): vscode.ThemeIcon {
  if (isDeciding || reply === 'waiting' || reply === 'sending') {
    return new vscode.ThemeIcon('loading~spin');
  }
  const isReplyLeft = reply !== undefined && isUnsent({ stage: reply });
  return failedChange === undefined && !isReplyLeft
    ? new vscode.ThemeIcon(iconName(notification), iconColor(notification))
    : new vscode.ThemeIcon('warning', new vscode.ThemeColor('list.warningForeground'));
}

/** An accept/decline pair gets one icon each; other buttons, or unreadable ones, share one. */
function decisionWords({ notification, isDeciding }: NotificationRow): readonly string[] {
  if (isDeciding || notification.kind !== 'confirmation') {
    return [];
  }
  return [findAcceptDeclineButtons(notification) === undefined ? 'decidable' : 'pair'];
}

function readWord({ isRead }: Notification): string {
  return isRead ? 'read' : 'unread';
}

/** `;group;unread;`: a menu's `when` clause matches a word between its semicolons. */
function contextValue(words: readonly string[]): string {
  return `;${words.join(';')};`;
}

/** The portal has more to load. */
export function loadMoreTreeItem(row: LoadMoreRow): vscode.TreeItem {
  return withCommand(vscode.l10n.t('Load more…'), 'chevron-down', 'bitrix24.loadMore', row);
}

/** The portal has more than can be kept here. */
export function searchOlderTreeItem(): vscode.TreeItem {
  return withCommand(vscode.l10n.t('Search for older notifications…'), 'search', 'bitrix24.search');
}

/** More is loaded than is shown. */
export function showMoreTreeItem(row: ShowMoreRow): vscode.TreeItem {
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

/** Maximum length of a name, so that the text stays visible. */
const MAX_REPLY_NAME_LENGTH = 30;

export function unsentRepliesTreeItem({ rows }: UnsentRepliesRow): vscode.TreeItem {
  const title = vscode.l10n.t('Unsent Replies');
  const item = new vscode.TreeItem(title, vscode.TreeItemCollapsibleState.Expanded);
  item.description = String(rows.length);
  item.contextValue = ';left;';
  item.accessibilityInformation = { label: `${title}, ${rows.length}` };
  return item;
}

export function replyTreeItem({ reply }: ReplyRow, times: Times): vscode.TreeItem {
  const item = new vscode.TreeItem(truncateAtWord(reply.to, MAX_REPLY_NAME_LENGTH));
  const words = replyStageText(reply);
  const text = singleLineExcerpt(reply.text);
  item.description = `${words} · ${text}`;
  item.iconPath = new vscode.ThemeIcon('warning', new vscode.ThemeColor('list.warningForeground'));
  item.contextValue = `;reply;${reply.stage};`;
  item.tooltip = `${unsentReplyExplanation(reply, times)}\n\n${reply.text}`;
  item.accessibilityInformation = { label: [words, reply.to, text].join(', ') };
  return item;
}

/** Returns what a row says about a failed change. */
export function failedChangeTitle({ change, failure }: FailedChange): string {
  switch (change.kind) {
    case 'delete':
      return l10n.t('Not deleted');
    case 'confirm':
      return mayHaveRun(failure) ? l10n.t('Decision not confirmed') : l10n.t('Decision not sent');
    case 'read':
      return change.isRead ? l10n.t('Not marked as read') : l10n.t('Not marked as unread');
    case 'readFrom':
    case 'readAll':
      return l10n.t('Not marked as read');
  }
}

/** Returns the same with the reason. */
export function failedChangeText(trouble: FailedChange, times: Times): string {
  return `${failedChangeTitle(trouble)}. ${failureText(trouble.failure, times)}`;
}

/** Returns the tooltip of a notification's row; a failed change comes first. */
export function rowTooltip(
  { portal, notification, failedChange }: NotificationRow,
  times: Times,
): vscode.MarkdownString {
  const { account, id: portalId, typeNames } = portal;
  const markdown = createHover(notification, {
    times,
    typeName: typeNames.nameOf,
    origin: account.origin,
    portalId,
  });
  if (failedChange !== undefined) {
    markdown.value = `${escapeMarkdown(failedChangeText(failedChange, times))}\n\n---\n\n${markdown.value}`;
  }
  return markdown;
}
