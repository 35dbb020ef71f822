import * as vscode from 'vscode';
import type { Notification } from '../../model/notification';
import type { Portal } from '../../model/portal';
import { undoMs } from '../settings';
import { namesOf } from './names';
import type { Steps } from './steps';

/** Deletes notifications. The portal has no way back, so it is told only when the time for Undo has passed. */
export async function deleteNotifications(
  notifications: readonly Notification[],
  portal: Portal,
  steps: Steps,
): Promise<void> {
  if (notifications.length > 0) {
    const begun = portal.triage.delete(
      notifications.map(({ id }) => id),
      undoMs(),
    );
    await steps.show(vscode.l10n.t('Deleted: {0}', namesOf(notifications)), begun, portal);
  }
}
