import * as vscode from 'vscode';
import type { Notification } from '../../model/notification';
import { detailWords } from '../text/detailWords';
import { notificationText } from '../text/notificationText';
import type { Times } from '../text/times';
import { tellBriefly } from '../tellBriefly';

/** Copies what a notification says, and nothing around it. */
export async function copyText(notification: Notification, times: Times): Promise<void> {
  const text = notificationText(notification, times.exact, detailWords());
  if (text === '') {
    void vscode.window.showInformationMessage(vscode.l10n.t('This notification has no text.'));
    return;
  }
  await vscode.env.clipboard.writeText(text);
  tellBriefly(vscode.l10n.t('Text copied'));
}
