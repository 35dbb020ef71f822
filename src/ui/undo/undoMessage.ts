import * as vscode from 'vscode';
import type { Failure } from '../../model/portalFailure';
import { cancellableWithLabel } from '../input/undocumented';
import { undoMs } from '../settings';

const STEPS = 30;

/** A message with Undo, about one action. */
export class UndoMessage {
  #end: () => void = () => undefined;

  /** Shown for the undo period, unless the action fails; shows nothing if the period is 0. */
  show(sentence: string, failed: Promise<Failure | undefined>, undo: () => unknown): void {
    const standsMs = undoMs();
    if (standsMs === 0) return;
    const cancellable = cancellableWithLabel(vscode.l10n.t('Undo'));
    void vscode.window.withProgress(
      { location: vscode.ProgressLocation.Notification, title: sentence, cancellable },
      (progress, cancellation) =>
        new Promise<void>(resolve => {
          const end = (): void => {
            clearTimeout(timer);
            clearInterval(clock);
            resolve();
          };
          const timer = setTimeout(end, standsMs);
          const clock = setInterval(() => progress.report({ increment: 100 / STEPS }), standsMs / STEPS);
          cancellation.onCancellationRequested(() => {
            end();
            undo();
          });
          void failed.then(failure => {
            if (failure !== undefined) {
              end();
            }
          });
          this.#end = end;
        }),
    );
  }

  /** Closes the message early. */
  end(): void {
    this.#end();
  }
}
