import * as vscode from 'vscode';
import { iconName } from './tree/icons';
import { inert } from './text/inert';
import type { Times } from './text/times';
import { authorName, firstLines } from './text/words';
import type { One } from './tree/meant';

/** Lets a person choose among notifications, each with its portal where they are of several; `undefined`: given up. */
export async function pickNotification(
  ones: readonly One[],
  title: string,
  times: Times,
): Promise<One | undefined> {
  const now = Date.now();
  const isOfSeveral = new Set(ones.map(({ portal }) => portal)).size > 1;
  const items = ones.map(one => ({
    ...itemOf(one, times, now),
    ...(isOfSeveral && {
      description: `${times.short(one.notification.date, now)} · ${inert(one.portal.name)}`,
    }),
    one,
  }));
  const picked = await vscode.window.showQuickPick(items, {
    title,
    placeHolder: vscode.l10n.t('Choose a notification'),
    matchOnDescription: true,
    matchOnDetail: true,
  });
  return picked?.one;
}

function itemOf({ notification }: One, times: Times, now: number): vscode.QuickPickItem {
  return {
    label: inert(authorName(notification)),
    description: times.short(notification.date, now),
    detail: inert(firstLines(notification, times)),
    iconPath: new vscode.ThemeIcon(iconName(notification)),
  };
}
