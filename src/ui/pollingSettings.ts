import * as vscode from 'vscode';
import type { Session } from '../model/portal/session';
import type { WindowFocus } from '../model/windows/windowFocus';
import { onDidChangePollInterval } from './settings';

/** Forwards the polling interval setting and this window's focus to the pollers. */
export class PollingSettings implements vscode.Disposable {
  readonly #subscriptions: readonly vscode.Disposable[];

  constructor(session: Session, focus: WindowFocus) {
    if (vscode.window.state.focused) {
      focus.setFocused(true);
    }
    this.#subscriptions = [
      onDidChangePollInterval(intervalMs => {
        session.portals.forEach(({ poller }) => {
          poller.setInterval(intervalMs);
        });
      }),
      vscode.window.onDidChangeWindowState(({ focused }) => {
        focus.setFocused(focused);
        if (focused) {
          session.portals.forEach(({ poller }) => void poller.focus());
        }
      }),
    ];
  }

  dispose(): void {
    vscode.Disposable.from(...this.#subscriptions).dispose();
  }
}
