import * as vscode from 'vscode';
import type { Focus } from '../model/attention';
import type { Session } from '../model/session';
import { onDidChangePollInterval } from './settings';

/** Passes on to the pollers what a person does to this window: the interval they set, and the focus. */
export class Polling implements vscode.Disposable {
  readonly #subscriptions: readonly vscode.Disposable[];

  constructor(session: Session, focus: Focus) {
    if (vscode.window.state.focused) {
      focus.gain();
    }
    this.#subscriptions = [
      onDidChangePollInterval(intervalMs => {
        session.portals.forEach(({ poller }) => {
          poller.setInterval(intervalMs);
        });
      }),
      vscode.window.onDidChangeWindowState(({ focused }) => {
        if (focused) {
          focus.gain();
          session.portals.forEach(({ poller }) => void poller.focus());
        } else {
          focus.lose();
        }
      }),
    ];
  }

  dispose(): void {
    vscode.Disposable.from(...this.#subscriptions).dispose();
  }
}
