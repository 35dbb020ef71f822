import * as vscode from 'vscode';
import type { Failure } from '../../model/portalFailure';
import { undoMs } from '../settings';

const STEPS = 30;

/** The message with Undo that stands while a step can be taken back by it. There is one at a time, the latest. */
export class UndoMessage {
  #end: () => void = () => undefined;

  /** `sentence`: what was done; `done`: why it came to nothing. Nothing is shown where the setting leaves no time. */
  show(sentence: string, done: Promise<Failure | undefined>, undo: () => unknown): void {
    this.end();
    const standsMs = undoMs();
    if (standsMs === 0) {
      return;
    }
    const options = {
      location: vscode.ProgressLocation.Notification,
      title: sentence,
      // A word here is what VS Code writes on the button; where it knows only yes and no, it is a yes.
      cancellable: vscode.l10n.t('Undo') as unknown as boolean,
    };
    void vscode.window.withProgress(
      options,
      (progress, cancellation) =>
        new Promise<void>(resolve => {
          const end = (): void => {
            clearTimeout(timer);
            clearInterval(clock);
            resolve();
          };
          const timer = setTimeout(end, standsMs);
          const clock = setInterval(() => {
            progress.report({ increment: 100 / STEPS });
          }, standsMs / STEPS);
          cancellation.onCancellationRequested(() => {
            end();
            undo();
          });
          void done.then(failure => {
            if (failure !== undefined) {
              end();
            }
          });
          this.#end = end;
        }),
    );
  }

  /** Ends the message before its time. */
  end(): void {
    this.#end();
  }
}
