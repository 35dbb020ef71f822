import * as vscode from 'vscode';
import type { Notification } from '../../model/notification/notification';
import { findPortalLink, portalPageUrl } from '../../model/notification/portalLinks';
import { showTransientMessage } from '../input/messages';
import { contentPlainText } from '../text/details';
import type { Times } from '../text/times';

/** Opens the portal page that a notification is about, or else the notification center. */
export async function openNotificationPage(notification: Notification, origin: string): Promise<void> {
  // As a string: a Uri decodes percent-encoding, and `%26` in a query does not mean the same as `&`.
  await vscode.commands.executeCommand('vscode.open', portalPageUrl(notification, origin));
}

/** Copies the URL of the portal page that a notification is about. */
export async function copyLink(notification: Notification, origin: string): Promise<void> {
  const link = findPortalLink(notification, origin);
  if (link === undefined) {
    void vscode.window.showInformationMessage(vscode.l10n.t('This notification has no link to the portal.'));
    return;
  }
  await vscode.env.clipboard.writeText(link);
  showTransientMessage(vscode.l10n.t('Link copied'));
}

/** Copies a notification's text and attachments, without its author, type and date. */
export async function copyText(notification: Notification, times: Times): Promise<void> {
  const text = contentPlainText(notification, times.exact);
  if (text === '') {
    void vscode.window.showInformationMessage(vscode.l10n.t('This notification has no text.'));
    return;
  }
  await vscode.env.clipboard.writeText(text);
  showTransientMessage(vscode.l10n.t('Text copied'));
}
