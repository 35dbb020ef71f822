import * as vscode from 'vscode';
import type { Failure } from '../../model/portalFailure';
import { undoMs } from '../settings';

const STEPS = 30;

/** The message with Undo, shown while it can still undo an action. Only the latest one is shown. */
export class UndoMessage {
  #end: () => void = () => undefined;

  /** `sentence`: what was done; `done`: why it failed. Shows nothing if the setting is 0. */
  show(sentence: string, done: Promise<Failure | undefined>, undo: () => unknown): void {
    this.end();
    const standsMs = undoMs();
    if (standsMs === 0) {
      return;
    }
    const options = {
      location: vscode.ProgressLocation.Notification,
      title: sentence,
      // VS Code uses a string as the button's label; a version that only knows booleans takes it for `true`.
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

  /** Closes the message early. */
  end(): void {
    this.#end();
  }
}
