import { ThemeColor, ThemeIcon, Uri } from 'vscode';
import type { Notification } from '../../model/notification/notification';

type Icon = ThemeIcon | { readonly light: Uri; readonly dark: Uri };

/** VS Code has no question icon with a dot. */
const UNREAD_DECISION = { light: questionWithDot('#1a85ff'), dark: questionWithDot('#3794ff') };

/**
 * Returns a notification's icon: its shape shows whether it waits for a decision or can be answered, a dot and the color
 * that it is unread.
 */
export function notificationIcon({ kind, isRead, canAnswer }: Notification): Icon {
  if (kind === 'confirmation') return isRead ? new ThemeIcon('question') : UNREAD_DECISION;
  if (isRead) return new ThemeIcon(canAnswer ? 'comment' : 'bell');
  const color = new ThemeColor('notificationsInfoIcon.foreground');
  return new ThemeIcon(canAnswer ? 'comment-unresolved' : 'bell-dot', color);
}

function questionWithDot(color: string): Uri {
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16" fill="none" stroke="${color}">` +
    '<path d="M9 2.1A6 6 0 1 0 13.9 7"/><path d="M6 6.3a2 2 0 1 1 3 1.8c-.7.4-1 .8-1 1.6"/>' +
    `<path d="M7.5 11.6h1" /><circle cx="13" cy="3" r="2.5" fill="${color}" stroke="none"/></svg>`;
  return Uri.parse(`data:image/svg+xml;utf8,${encodeURIComponent(svg)}`);
}
