import * as vscode from 'vscode';
import type { Portal } from '../../model/portal';
import type { Notification } from '../../model/notification';
import type { UndoMessage } from './undoMessage';

const SHOWN_MS = 4_000;

/** Takes back the last step. */
export function undo(portal: Portal, undoMessage: UndoMessage): void {
  undoMessage.dispose();
  const undone = portal.triage.undo();
  vscode.window.setStatusBarMessage(
    undone === undefined ? vscode.l10n.t('Nothing to undo.') : vscode.l10n.t('Undone.'),
    SHOWN_MS,
  );
}

/** Tells the portal once more what it did not take; what was tried together is tried again together. */
export function retry(portal: Portal, notifications: readonly Notification[]): void {
  const { state } = portal.inbox;
  const troubles = state.kind === 'ready' ? state.troubles : new Map<never, never>();
  const changes = new Set(notifications.flatMap(({ id }) => troubles.get(id)?.change ?? []));
  for (const change of changes) {
    portal.triage.retry(change);
  }
}
