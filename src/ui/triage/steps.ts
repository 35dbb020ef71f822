import * as vscode from 'vscode';
import type { Deletion, Reading } from '../../model/change';
import type { Notification } from '../../model/notification';
import type { Portal } from '../../model/portal';
import type { Begun } from '../../model/triage';
import type { Outcome } from './outcome';
import { UndoMessage } from './undoMessage';
import { tellBriefly } from '../tellBriefly';

/** Shows what was done with a way back, takes it back, and tries it again. */
export class Steps {
  readonly #outcome: Outcome;
  readonly #message = new UndoMessage();

  constructor(outcome: Outcome) {
    this.#outcome = outcome;
  }

  /** Says that it was done, and gives whether the portal took it. */
  show(sentence: string, begun: Begun<Reading | Deletion>, portal: Portal): Promise<boolean> {
    if (begun.change.ids.length > 0) {
      this.#message.show(sentence, begun.done, () => this.undo(portal, begun.change));
    }
    return this.#outcome.of(begun, portal);
  }

  /** Takes back a step, the last one where none is named; gives it. */
  undo(portal: Portal, step?: Reading | Deletion): Reading | Deletion | undefined {
    this.#message.end();
    const undone = portal.triage.undo(step);
    const words = undone === undefined ? vscode.l10n.t('Nothing to undo.') : undoneWords(undone.change);
    tellBriefly(words);
    if (undone !== undefined) {
      void this.#outcome.of(undone, portal);
    }
    return undone?.change;
  }

  /** Tells the portal once more what it did not take; what was tried together, and still is in trouble, is tried again together. */
  async retry(portal: Portal, notifications: readonly Notification[]): Promise<void> {
    const { state } = portal.inbox;
    const troubles = state.kind === 'ready' ? [...state.troubles] : [];
    const meant = new Set(notifications.map(({ id }) => id));
    const changes = new Set(troubles.flatMap(([id, { change }]) => (meant.has(id) ? [change] : [])));
    const begun = [...changes].flatMap(change => {
      const ids = troubles.flatMap(([id, trouble]) => (trouble.change === change ? [id] : []));
      return portal.triage.retry({ ...change, ids }) ?? [];
    });
    await Promise.all(begun.map(each => this.#outcome.of(each, portal)));
  }

  /** Ends the message: what it stands for can no longer be taken back. */
  end(): void {
    this.#message.end();
  }
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
