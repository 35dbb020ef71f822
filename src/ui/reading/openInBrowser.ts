import * as vscode from 'vscode';
import type { Notification } from '../../model/notification';
import { portalPage } from '../../model/portalLink';

/** Opens the portal's page that a notification is about, else the notification centre. */
export async function openInBrowser(notification: Notification, origin: string): Promise<void> {
  // As a string: a Uri takes the percent signs out of an address, and `%26` in a query is something else than `&`.
  await vscode.commands.executeCommand('vscode.open', portalPage(notification, origin));
}
