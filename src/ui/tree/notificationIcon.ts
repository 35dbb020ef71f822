import { ThemeColor } from 'vscode';
import type { Notification } from '../../model/notification/notification';

/** Returns a notification's codicon: its shape shows whether it can be answered, a dot that it is unread. */
export function iconName({ kind, isRead, canAnswer }: Notification): string {
  if (kind === 'confirmation') {
    return 'question';
  }
  if (canAnswer) {
    return isRead ? 'comment' : 'comment-unresolved';
  }
  return isRead ? 'bell' : 'bell-dot';
}

/** Unread notifications also stand out by color; read ones keep the theme's. */
export function iconColor({ isRead }: Notification): ThemeColor | undefined {
  return isRead ? undefined : new ThemeColor('notificationsInfoIcon.foreground');
}
