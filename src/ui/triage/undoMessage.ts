import * as vscode from 'vscode';
import type { Begun } from '../../model/triage';
import type { Deletion, Reading } from '../../model/change';
import type { Portal } from '../../model/portal';
import { undoMs } from '../settings';

const STEPS = 30;

/** The message with Undo that stands while a step can be taken back by it. There is one at a time, the latest. */
export class UndoMessage implements vscode.Disposable {
  #end: () => void = () => undefined;

  /** `sentence`: what was done. Nothing is shown where the setting leaves no time. */
  show(sentence: string, { change, done }: Begun<Reading | Deletion>, portal: Portal): void {
    this.dispose();
    const standsMs = undoMs();
    if (standsMs === 0 || change.ids.length === 0) {
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
            portal.triage.undo(change);
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
  dispose(): void {
    this.#end();
  }
}
