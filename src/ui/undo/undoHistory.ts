import * as vscode from 'vscode';
import type { Portal } from '../../model/portal/portal';
import { showHint } from '../input/messages';
import type { UndoMessage } from './undoMessage';

/** An action of the user that can be undone. */
export interface UndoEntry {
  readonly portals: readonly Portal[];
  /** Undoes the action in the portals still connected; returns `undefined` if it is too late. */
  readonly undo: () => RevealAfterUndo | undefined;
  /** Shown if it is too late; without it, the next older action is undone instead. */
  readonly tooLateText?: string;
  /** Offers to undo the action; closed when the action no longer can be. */
  readonly message?: UndoMessage;
}

export interface RevealAfterUndo {
  /** The notification to reveal, if any, by its ID alone, as it may not be loaded. */
  readonly toReveal: { readonly portal: Portal; readonly id: number } | undefined;
}

export const MAX_UNDO_ENTRIES = 20;

/** What the user did in this window and can undo, whatever it was: last in, first out. */
export class UndoHistory {
  /** Latest last. */
  #entries: readonly UndoEntry[] = [];

  /** Adds the latest action; with `inPlaceOf`, what became of an action that was already added. */
  add(entry: UndoEntry, inPlaceOf?: UndoEntry): void {
    const index = inPlaceOf === undefined ? -1 : this.#entries.indexOf(inPlaceOf);
    this.#entries =
      index === -1 ? [...this.#entries, entry].slice(-MAX_UNDO_ENTRIES) : this.#entries.with(index, entry);
  }

  /** Removes an action that can no longer be undone. */
  remove(entry: UndoEntry): void {
    entry.message?.end();
    this.#entries = this.#entries.filter(each => each !== entry);
  }

  /** Undoes the given action, by default the latest that can be undone. */
  undo(named?: UndoEntry): RevealAfterUndo | undefined {
    for (const entry of named === undefined ? this.#entries.toReversed() : [named]) {
      const result = entry.undo();
      this.remove(entry);
      if (result !== undefined) return result;
      if (entry.tooLateText !== undefined) {
        showHint(entry.tooLateText);
        return undefined;
      }
    }
    showHint(vscode.l10n.t('Nothing to undo.'));
    return undefined;
  }

  /** Removes the actions none of whose portals is still connected. */
  keepPortals(portals: readonly Portal[]): void {
    const gone = this.#entries.filter(entry => !entry.portals.some(portal => portals.includes(portal)));
    for (const entry of gone) {
      this.remove(entry);
    }
  }

  /** Closes the messages. */
  dispose(): void {
    for (const { message } of this.#entries) {
      message?.end();
    }
  }
}
