import { findAcceptDeclineButtons, type Notification } from '../../model/notification/notification';

interface NotificationStates {
  readonly isDeciding: boolean;
  readonly isSnoozed: boolean;
}

/** Returns the words by which the `when` clauses of menus and keys tell what can be done with a notification. */
export function notificationWords(notification: Notification, states: NotificationStates): readonly string[] {
  return [
    readWord(notification),
    ...(notification.canAnswer ? ['answerable'] : []),
    ...decisionWords(notification, states),
    ...(notification.kind === 'confirmation' ? [] : ['deletable']),
    ...(states.isSnoozed ? ['snoozed'] : []),
  ];
}

export function readWord({ isRead }: Notification): string {
  return isRead ? 'read' : 'unread';
}

/** `;group;unread;`: a `when` clause matches a word between its semicolons. */
export function contextValue(...words: readonly string[]): string {
  return `;${words.join(';')};`;
}

/** An accept/decline pair gets one icon each; other buttons, or unreadable ones, share one. */
function decisionWords(notification: Notification, { isDeciding }: NotificationStates): readonly string[] {
  if (isDeciding || notification.kind !== 'confirmation') return [];
  return [findAcceptDeclineButtons(notification) === undefined ? 'decidable' : 'pair'];
}
