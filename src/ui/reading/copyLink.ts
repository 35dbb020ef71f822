import * as vscode from 'vscode';
import type { Notification } from '../../model/notification';
import { portalLink } from '../../model/portalLink';
import { tellBriefly } from '../tellBriefly';

/** Copies the address of the portal's page that a notification is about. */
export async function copyLink(notification: Notification, origin: string): Promise<void> {
  const link = portalLink(notification, origin);
  if (link === undefined) {
    void vscode.window.showInformationMessage(vscode.l10n.t('This notification has no link to the portal.'));
    return;
  }
  await vscode.env.clipboard.writeText(link);
  tellBriefly(vscode.l10n.t('Link copied'));
}
