import * as vscode from 'vscode';
import type { Notification } from '../model/notification';
import { iconName } from './tree/icons';
import { inert } from './text/inert';
import type { Times } from './text/times';
import { authorName, firstLines } from './text/words';

/** Lets a person choose among notifications; `undefined`: given up. */
export async function pickNotification(
  notifications: readonly Notification[],
  title: string,
  times: Times,
): Promise<Notification | undefined> {
  const now = Date.now();
  const items = notifications.map(notification => ({
    label: inert(authorName(notification)),
    description: times.short(notification.date, now),
    detail: inert(firstLines(notification, times)),
    iconPath: new vscode.ThemeIcon(iconName(notification)),
    notification,
  }));
  const picked = await vscode.window.showQuickPick(items, {
    title,
    placeHolder: vscode.l10n.t('Choose a notification'),
    matchOnDescription: true,
    matchOnDetail: true,
  });
  return picked?.notification;
}
