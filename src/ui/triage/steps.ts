import * as vscode from 'vscode';
import type { Deletion, Reading } from '../../model/change';
import type { Portal } from '../../model/portal';
import type { Notification } from '../../model/notification';
import type { UndoMessage } from './undoMessage';

const SHOWN_MS = 4_000;

/** Takes back the last step. */
export function undo(portal: Portal, undoMessage: UndoMessage): void {
  undoMessage.dispose();
  const undone = portal.triage.undo();
  const words = undone === undefined ? vscode.l10n.t('Nothing to undo.') : undoneWords(undone.change);
  vscode.window.setStatusBarMessage(words, SHOWN_MS);
}

function undoneWords(step: Reading | Deletion): string {
  const count = step.ids.length;
  if (step.kind === 'delete') {
    return vscode.l10n.t('Not deleted after all: {0}', count);
  }
  return step.kind === 'read' && !step.isRead
    ? vscode.l10n.t('Read again: {0}', count)
    : vscode.l10n.t('Unread again: {0}', count);
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
