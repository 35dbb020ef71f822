import * as vscode from 'vscode';
import { undoMs } from '../settings';
import type { Meant } from '../tree/meant';
import { namesOf } from './names';
import type { Steps } from './steps';

/** Deletes notifications. The portal has no way back, so it is told only when the time for Undo has passed. */
export async function deleteNotifications(meant: readonly Meant[], steps: Steps): Promise<void> {
  if (meant.length > 0) {
    const done = meant.map(({ portal, notifications }) => ({
      portal,
      begun: portal.triage.delete(
        notifications.map(({ id }) => id),
        undoMs(),
      ),
    }));
    await steps.show(vscode.l10n.t('Deleted: {0}', namesOf(meant)), done);
  }
}
