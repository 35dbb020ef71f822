import * as vscode from 'vscode';
import { hostOf } from '../../model/account';
import type { Portal } from '../../model/portal/portal';
import { escapeLabel } from '../text/labels';
import type { Times } from '../text/times';
import { authorName, iconName, summaryLine } from '../text/words';
import type { NotificationTarget } from '../tree/notificationTarget';

/** Lets the user pick a notification, shown with its portal if there are several; `undefined` if canceled. */
export async function pickNotification(
  targets: readonly NotificationTarget[],
  title: string,
  times: Times,
): Promise<NotificationTarget | undefined> {
  const now = Date.now();
  const isOfSeveral = targets.some(({ portal }) => portal !== targets[0]?.portal);
  const items = targets.map(target => {
    const { portal, notification } = target;
    const time = times.short(notification.date, now);
    return {
      label: escapeLabel(authorName(notification)),
      description: isOfSeveral ? `${time} · ${escapeLabel(portal.name)}` : time,
      detail: escapeLabel(summaryLine(notification, times)),
      iconPath: new vscode.ThemeIcon(iconName(notification)),
      target,
    };
  });
  const picked = await vscode.window.showQuickPick(items, {
    title,
    placeHolder: vscode.l10n.t('Choose a notification'),
    matchOnDescription: true,
    matchOnDetail: true,
  });
  return picked?.target;
}

/** Lets the user pick a portal, the likely one first, unless there is only one; `undefined` if canceled. */
export async function pickPortal(
  portals: readonly Portal[],
  title: string,
  likely?: Portal,
): Promise<Portal | undefined> {
  const [first, ...others] = portals;
  if (first === undefined || others.length === 0) {
    return first;
  }
  const sorted = portals.toSorted((a, b) => Number(b === likely) - Number(a === likely));
  const items = sorted.map(portal => ({
    label: escapeLabel(portal.name),
    description: portal.name === hostOf(portal.account) ? '' : hostOf(portal.account),
    iconPath: new vscode.ThemeIcon('organization'),
    portal,
  }));
  const placeHolder = vscode.l10n.t('Choose a portal');
  const picked = await vscode.window.showQuickPick(items, { title, placeHolder, matchOnDescription: true });
  return picked?.portal;
}
