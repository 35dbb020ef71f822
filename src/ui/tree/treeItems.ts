import * as vscode from 'vscode';
import { displayHost } from '../../bitrix24/address/displayHost';
import type { MuteReason } from '../../model/arrivals/muting';
import type { FailedChange } from '../../model/inbox/notificationChange';
import type { Notification } from '../../model/notification/notification';
import { type Failure, mayHaveRun, movedOriginOf } from '../../model/portalFailure';
import { isUnsent } from '../../model/replies/reply';
import { contextValue, notificationWords, readWord } from '../text/contextWords';
import { truncateAtWord } from '../text/excerpt';
import { failureText, inboxProblemIcon, inboxProblemText, staleInboxText } from '../text/failureText';
import { createHover } from '../text/hover';
import { notificationIcon } from '../text/icons';
import { escapeMarkdown } from '../text/markdown';
import { replyStageText, singleLineExcerpt, unsentReplyExplanation } from '../text/replyTexts';
import type { Times } from '../text/times';
import {
  authorName,
  formatList,
  notificationAccessibleLabel,
  snoozedUntilText,
  snoozeEndText,
  summaryLine,
  formatUnreadTotal,
  joinPhraseAndSentences,
} from '../text/words';
import { mutedUri } from './mutedDecoration';
import {
  type GroupRow,
  type NotificationRow,
  type PortalRow,
  type ReplyRow,
  type Row,
  rowId,
  type SnoozedRow,
  type StatusRow,
} from './rows';

/** Maximum length of a name, so that what happened stays visible. */
const MAX_NAME_LENGTH = 20;
/** Maximum length of a name, so that the count stays visible at the sidebar's default width. */
const MAX_PORTAL_NAME_LENGTH = 26;

/** What rows are rendered with. */
export interface RenderContext {
  readonly times: Times;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** Returns the tree item of a row, without the hover of a notification. */
export function createTreeItem(row: Row, context: RenderContext): vscode.TreeItem {
  return Object.assign(itemOf(row, context), { id: rowId(row) });
}

/** For a row removed while VS Code was asking for it; VS Code asks for the others right after. */
export function removedRowItem(id: string): vscode.TreeItem {
  return Object.assign(new vscode.TreeItem(''), { id });
}

function itemOf(row: Row, context: RenderContext): vscode.TreeItem {
  switch (row.kind) {
    case 'portal':
      return portalItem(row, context.times);
    case 'group':
      return groupItem(row, context);
    case 'notification':
      return notificationItem(row, context);
    case 'status':
      return statusItem(row, context.times);
    case 'snoozed':
      return countedItem(vscode.l10n.t('Snoozed'), row.rows.length, snoozedContext(row), true);
    case 'unsentReplies':
      return countedItem(vscode.l10n.t('Unsent Replies'), row.rows.length, contextValue('unsentReplies'));
    case 'reply':
      return replyItem(row, context.times);
    case 'loadMore':
      return commandItem(vscode.l10n.t('Load more…'), 'chevron-down', 'bitrix24.loadMore', row);
    case 'searchOlder':
      return commandItem(vscode.l10n.t('Search for older notifications…'), 'search', 'bitrix24.search');
    case 'showMore':
      return Object.assign(commandItem(vscode.l10n.t('Show more…'), 'chevron-down', 'bitrix24.showMore', row), {
        description: String(row.count),
      });
  }
}

function commandItem(title: string, icon: string, command: string, ...given: readonly unknown[]): vscode.TreeItem {
  const item = new vscode.TreeItem(title);
  item.iconPath = new vscode.ThemeIcon(icon);
  item.command = { command, title, arguments: [...given] };
  return item;
}

function warningIcon(): vscode.ThemeIcon {
  return new vscode.ThemeIcon('warning', new vscode.ThemeColor('list.warningForeground'));
}

function portalItem({ portal, inbox }: PortalRow, times: Times): vscode.TreeItem {
  const item = new vscode.TreeItem(
    truncateAtWord(portal.name, MAX_PORTAL_NAME_LENGTH),
    vscode.TreeItemCollapsibleState.Expanded,
  );
  const count = inbox.kind === 'ready' ? formatUnreadTotal([inbox]) : '';
  const problem = inboxProblemText(inbox, times);
  const icon = inboxProblemIcon(inbox);
  item.description = [count, staleInboxText(inbox, times)].filter(part => part !== '').join(' · ');
  item.iconPath = icon === 'warning' ? warningIcon() : new vscode.ThemeIcon(icon ?? 'organization');
  item.contextValue = portalContext(inbox.kind === 'loading' ? undefined : inbox.failure);
  item.tooltip = [...new Set([portal.name, displayHost(portal.account.origin)]), problem].join('\n').trim();
  const name = count === '' ? portal.name : vscode.l10n.t('{0}, {1} unread', portal.name, count);
  item.accessibilityInformation = { label: joinPhraseAndSentences(name, problem === '' ? [] : [problem]) };
  return item;
}

function portalContext(failure: Failure | undefined): string {
  if (movedOriginOf(failure) !== undefined) return ';portal;moved;';
  return failure?.kind === 'unauthorized' ? ';portal;unauthorized;' : ';portal;';
}

function statusItem(row: StatusRow, times: Times): vscode.TreeItem {
  const text = statusText(row, times);
  const item = new vscode.TreeItem(text);
  item.tooltip = text;
  item.iconPath = new vscode.ThemeIcon(row.view === 'loading' ? 'loading~spin' : 'info');
  item.contextValue = `;note;${row.view};`;
  return item;
}

/** Explains why a portal has nothing to show. */
export function statusText({ inbox, view }: Pick<StatusRow, 'inbox' | 'view'>, times: Times): string {
  if (inbox.kind !== 'loading' && inbox.failure !== undefined) return failureText(inbox.failure, times);
  switch (view) {
    case 'loading':
      return vscode.l10n.t('Loading notifications…');
    case 'allRead':
      return vscode.l10n.t('No unread notifications.');
    default:
      return vscode.l10n.t('No notifications');
  }
}

function groupItem(row: GroupRow, context: RenderContext): vscode.TreeItem {
  const { notifications } = row.group;
  const words = [...readWords(notifications), ...groupMuteWords(row)];
  const title = groupTitle(row, context);
  const item = countedItem(title, notifications.length, contextValue('group', ...words), row.isCollapsed);
  if (row.isMuted === true) {
    item.iconPath = new vscode.ThemeIcon('bell-slash');
    item.resourceUri = mutedUri();
    item.accessibilityInformation = { label: formatList([title, item.description as string, vscode.l10n.t('Muted')]) };
  }
  return item;
}

function snoozedContext({ rows }: SnoozedRow): string {
  return contextValue('snoozedGroup', ...readWords(rows.map(({ notification }) => notification)), 'snoozed');
}

function countedItem(title: string, size: number, context: string, isCollapsed = false): vscode.TreeItem {
  const count = String(size);
  const { Collapsed, Expanded } = vscode.TreeItemCollapsibleState;
  const item = new vscode.TreeItem(title, isCollapsed ? Collapsed : Expanded);
  item.description = count;
  item.contextValue = context;
  item.accessibilityInformation = { label: formatList([title, count]) };
  return item;
}

function groupTitle({ portal, group: { key } }: GroupRow, { times, now }: RenderContext): string {
  switch (key.by) {
    case 'state':
      return {
        decision: vscode.l10n.t('Waiting for Your Decision'),
        unread: vscode.l10n.t('Unread'),
        today: vscode.l10n.t('Today'),
        yesterday: vscode.l10n.t('Yesterday'),
        thisWeek: vscode.l10n.t('This Week'),
        earlier: vscode.l10n.t('Earlier'),
      }[key.name];
    case 'type':
      return portal.typeNames.nameOf(key.typeId) || vscode.l10n.t('Other');
    case 'author':
      return authorName(key);
    case 'day':
      return times.day(key.start, now);
  }
}

/** `Anna  commented on the task “Ship 5.4” · 4h`: whose and what, like a sentence; the text alone where no name is told. */
function notificationItem(row: NotificationRow, { times, now }: RenderContext): vscode.TreeItem {
  const { notification } = row;
  const notes = [...progressTexts(row), ...(row.snooze === undefined ? [] : [snoozeEndText(row.snooze, times, now)])];
  const text = summaryLine(notification, times);
  // A long text would hide the notes.
  const name = truncateAtWord(
    row.name === '' && notes.length > 0 ? authorName(notification) : row.name,
    MAX_NAME_LENGTH,
  );
  const time = row.snooze === undefined ? [timeText(row, times, now)] : [];
  const item = new vscode.TreeItem(name === '' ? text : name);
  item.description = [...notes, ...(name === '' ? [] : [text]), ...time].join(' · ');
  item.iconPath = rowIcon(row);
  item.contextValue = contextValue(
    'notification',
    ...notificationWords(notification, { isDeciding: row.isDeciding, isSnoozed: row.snooze !== undefined }),
    ...(row.failedChange !== undefined && row.failedChange.change.kind !== 'confirm' ? ['troubled'] : []),
    ...muteWords(row.mutedBy),
  );
  const states = [
    ...(row.snooze === undefined ? [] : [vscode.l10n.t('Snoozed')]),
    ...(row.mutedBy === undefined ? [] : [vscode.l10n.t('Muted')]),
  ];
  const label = notificationAccessibleLabel(notification, { name, notes, text, time }, states);
  item.accessibilityInformation = { label };
  if (row.mutedBy !== undefined) item.resourceUri = mutedUri();
  return item;
}

function timeText({ notification: { date }, time }: NotificationRow, times: Times, now: number): string {
  switch (time) {
    case 'age':
      return times.short(date, now);
    case 'clock':
      return times.clock(date);
    case 'date':
      return times.date(date, now);
  }
}

function muteWords(mutedBy: readonly MuteReason[] = []): readonly string[] {
  const words: Readonly<Record<MuteReason, string>> = { type: 'mutedType', author: 'mutedAuthor' };
  return mutedBy.length === 0 ? [] : ['muted', ...mutedBy.map(reason => words[reason])];
}

/** A group by type or author can be muted as such. */
function groupMuteWords({ group: { key }, isMuted }: GroupRow): readonly string[] {
  if (key.by !== 'type' && key.by !== 'author') return [];
  return [key.by === 'type' ? 'byType' : 'byAuthor', ...(isMuted === true ? muteWords([key.by]) : [])];
}

/** Returns what is in progress or has failed. */
function progressTexts({ failedChange, isDeciding, reply }: NotificationRow): readonly string[] {
  if (isDeciding) return [vscode.l10n.t('Sending your decision…')];
  return [
    ...(failedChange === undefined ? [] : [failedChangeTitle(failedChange)]),
    ...(reply === undefined ? [] : [replyStageText({ stage: reply })]),
  ];
}

function rowIcon({ notification, failedChange, isDeciding, reply }: NotificationRow): vscode.IconPath {
  if (isDeciding || reply === 'waiting' || reply === 'sending') return new vscode.ThemeIcon('loading~spin');
  const isReplyUnsent = reply !== undefined && isUnsent({ stage: reply });
  return failedChange === undefined && !isReplyUnsent ? notificationIcon(notification) : warningIcon();
}

function readWords(notifications: readonly Notification[]): readonly string[] {
  return ['read', 'unread'].filter(word => notifications.some(each => readWord(each) === word));
}

function replyItem({ reply }: ReplyRow, times: Times): vscode.TreeItem {
  const item = new vscode.TreeItem(truncateAtWord(reply.to, MAX_NAME_LENGTH));
  const stage = replyStageText(reply);
  const text = singleLineExcerpt(reply.text);
  item.description = `${stage} · ${text}`;
  item.iconPath = warningIcon();
  item.contextValue = `;reply;${reply.stage};`;
  item.tooltip = `${unsentReplyExplanation(reply, times)}\n\n${reply.text}`;
  item.accessibilityInformation = { label: formatList([stage, reply.to, text]) };
  return item;
}

export function failedChangeTitle({ change, failure }: FailedChange): string {
  switch (change.kind) {
    case 'delete':
      return vscode.l10n.t('Not deleted');
    case 'confirm':
      return mayHaveRun(failure) ? vscode.l10n.t('Decision not confirmed') : vscode.l10n.t('Decision not sent');
    case 'read':
      return change.isRead ? vscode.l10n.t('Not marked as read') : vscode.l10n.t('Not marked as unread');
    case 'readFrom':
    case 'readAll':
      return vscode.l10n.t('Not marked as read');
  }
}

/** Returns the hover of a notification's row; a failed change and its snooze come first. */
export function notificationRowTooltip(
  { portal, notification, failedChange, snooze }: NotificationRow,
  times: Times,
): vscode.MarkdownString {
  const { account, id: portalId, typeNames } = portal;
  const isSnoozed = snooze !== undefined;
  const context = { times, typeName: typeNames.nameOf, origin: account.origin, portalId, isSnoozed };
  const hover = createHover(notification, context);
  const texts = [
    ...(failedChange === undefined
      ? []
      : [joinPhraseAndSentences(failedChangeTitle(failedChange), [failureText(failedChange.failure, times)])]),
    ...(snooze === undefined ? [] : [snoozedUntilText(snooze.kind === 'until' ? snooze.until : 'next', times)]),
  ];
  if (texts.length > 0) {
    hover.value = [...texts.map(escapeMarkdown), '---', hover.value].join('\n\n');
  }
  return hover;
}

/** Returns what determines a row's hover that its item does not show. */
export function hoverSources(row: Row): readonly unknown[] {
  if (row.kind !== 'notification') return [];
  const fields: readonly unknown[] = Object.values(row.notification);
  return [...fields, row.failedChange, JSON.stringify(row.snooze)];
}
