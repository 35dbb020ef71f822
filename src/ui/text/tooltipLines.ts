import * as vscode from 'vscode';
import { MAX_UNREAD_COUNT, type Notification } from '../../model/notification/notification';
import type { PortalState } from '../../model/portal/session';
import { truncateAtWord } from './excerpt';
import { commandLink } from './hover';
import { escapeMarkdown } from './markdown';
import type { Times } from './times';
import { authorName, formatList, readyInboxes, summaryLine, unreadCountNumber } from './words';

const MAX_LINES = 5;
const MAX_LINE_LENGTH = 60;

/** Returns the notifications to look at, each as a link that reveals it: decisions first, then what is unread. */
export function tooltipLines(portals: readonly PortalState[], times: Times): string {
  const decisions = firstOf(portals, ({ kind }) => kind === 'confirmation');
  const others = firstOf(portals, ({ kind, isRead }) => kind !== 'confirmation' && !isRead);
  const shown = [...decisions, ...others].slice(0, MAX_LINES);
  const lines = shown.map(({ portalId, notification }) => {
    const words = formatList([authorName(notification), summaryLine(notification, times)]);
    const tooltip = vscode.l10n.t('Show in the list');
    const ref = { id: notification.id, portalId };
    return `- ${commandLink(truncateAtWord(words, MAX_LINE_LENGTH), tooltip, 'bitrix24.reveal', [ref])}`;
  });
  return [...lines, ...moreLines(portals, shown.filter(({ notification }) => !notification.isRead).length)].join('\n');
}

interface Shown {
  readonly portalId: string;
  readonly notification: Notification;
}

/** Stops at the last one needed, as the list may be long. */
function firstOf(portals: readonly PortalState[], matches: (notification: Notification) => boolean): readonly Shown[] {
  const found: Shown[] = [];
  for (const { portal, inbox, snoozes } of portals) {
    if (inbox.kind !== 'ready') continue;
    for (const notification of inbox.notifications) {
      if (found.length === MAX_LINES) return found;
      if (matches(notification) && !snoozes.has(notification.id)) found.push({ portalId: portal.id, notification });
    }
  }
  return found;
}

function moreLines(portals: readonly PortalState[], shown: number): readonly string[] {
  const counted = readyInboxes(portals.map(({ inbox }) => inbox));
  const isMore = counted.some(({ unreadTotal }) => unreadTotal >= MAX_UNREAD_COUNT);
  const left = unreadCountNumber(counted) - shown;
  if (left <= 0) return [];
  return [`- ${escapeMarkdown(isMore ? vscode.l10n.t('and more') : vscode.l10n.t('and {0} more', left))}`];
}
