import * as vscode from 'vscode';
import type { Session } from '../model/portal/session';
import type { Focus } from '../model/windows/windowFocus';
import { onDidChangePollInterval } from './settings';

/** Forwards the polling interval setting and this window's focus to the pollers. */
export class PollingSettings implements vscode.Disposable {
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
