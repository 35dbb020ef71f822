import { ThemeColor } from 'vscode';
import type { Notification } from '../../model/notification';

/** The codicon of a notification: its shape tells answerable from not, a dot unread from read. */
export function iconName({ kind, isRead, canAnswer }: Notification): string {
  if (kind === 'confirmation') {
    return 'question';
  }
  if (canAnswer) {
    return isRead ? 'comment' : 'comment-unresolved';
  }
  return isRead ? 'bell' : 'bell-dot';
}

/** Unread stands out by colour too; read ones keep the theme's. */
export function iconColor({ isRead }: Notification): ThemeColor | undefined {
  return isRead ? undefined : new ThemeColor('notificationsInfoIcon.foreground');
}
