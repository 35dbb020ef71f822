import * as vscode from 'vscode';
import type { Notification } from '../../model/notification/notification';
import type { Portal } from '../../model/portal/portal';
import { contextValue, notificationWords } from '../text/contextWords';
import { failureText } from '../text/failureText';
import type { Times } from '../text/times';
import { snoozedUntilText } from '../text/words';
import { failedChangeTitle } from '../tree/treeItems';

/** Returns what has become of a notification, for the top of its full text. */
export function notificationStateText(
  notification: Notification,
  portal: Portal,
  isGone: boolean,
  times: Times,
): string {
  if (isGone) return vscode.l10n.t('This notification is no longer in the list.');
  const { state } = portal.inbox;
  const { id } = notification;
  const isDeciding = state.kind === 'ready' && state.deciding.has(id);
  const failedChange = state.kind === 'ready' ? state.failedChanges.get(id) : undefined;
  const snooze = portal.snoozes.state.get(id);
  return [
    notification.isRead ? vscode.l10n.t('Read') : vscode.l10n.t('Unread'),
    ...(isDeciding ? [vscode.l10n.t('Sending your decision…')] : []),
    ...(failedChange === undefined ? [] : [failedChangeTitle(failedChange), failureText(failedChange.failure, times)]),
    ...(snooze === undefined ? [] : [snoozedUntilText(snooze.kind === 'until' ? snooze.until : 'next', times)]),
  ].join(' · ');
}

/** Returns the words for the menus of the preview's title, as a row has them: `;notification;unread;answerable;`. */
export function fullTextMenuContext({
  portal: { inbox, snoozes },
  notification,
}: {
  readonly portal: Portal;
  readonly notification?: Notification;
}): string {
  if (notification === undefined) return contextValue('gone');
  const { state } = inbox;
  const isDeciding = state.kind === 'ready' && state.deciding.has(notification.id);
  const isSnoozed = snoozes.state.has(notification.id);
  return contextValue('notification', ...notificationWords(notification, { isDeciding, isSnoozed }));
}
