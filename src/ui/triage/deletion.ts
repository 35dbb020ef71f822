import * as vscode from 'vscode';
import type { Notification } from '../../model/notification';
import type { Portal } from '../../model/portal';
import { undoMs } from '../settings';
import { namesOf } from './names';
import type { UndoMessage } from './undoMessage';

/** Deletes notifications. The portal has no way back, so it is told only when the time for Undo has passed. */
export class Deletion {
  readonly #undoMessage: UndoMessage;

  constructor(undoMessage: UndoMessage) {
    this.#undoMessage = undoMessage;
  }

  delete(portal: Portal, notifications: readonly Notification[]): void {
    const ids = notifications.map(({ id }) => id);
    if (ids.length > 0) {
      const begun = portal.triage.delete(ids, undoMs());
      this.#undoMessage.show(vscode.l10n.t('Deleted: {0}', namesOf(notifications)), begun, portal);
    }
  }
}

/** A confirmation waits for a decision; like in Bitrix24 itself, it is not deleted without one. */
export function isDeletable({ kind }: Notification): boolean {
  return kind !== 'confirmation';
}
