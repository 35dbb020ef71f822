import * as vscode from 'vscode';
import type { Session } from '../model/portal/session';
import type { WindowFocus } from '../model/windows/windowFocus';

const SECTION = 'bitrix24';

/** As in the manifest; the default is used if a setting is not a number. */
const NUMBERS = {
  pollIntervalSeconds: { default: 30, minimum: 10, maximum: 3600 },
  undoSeconds: { default: 6, minimum: 0, maximum: 60 },
  signInPort: { default: 24_824, minimum: 1024, maximum: 65_535 },
  signInWaitSeconds: { default: 300, minimum: 10, maximum: 900 },
};

/** Milliseconds between two polls; the value in settings.json is clamped. */
export function pollIntervalMs(): number {
  return clamped('pollIntervalSeconds') * 1000;
}

/** Milliseconds for which an action can be undone before it is sent to the portal; 0: not at all. */
export function undoMs(): number {
  return clamped('undoSeconds') * 1000;
}

/** The port on this machine that the browser is redirected to; part of the address in the application's settings. */
export function signInPort(): number {
  return Math.trunc(clamped('signInPort'));
}

/** Milliseconds to wait for the browser. */
export function signInWaitMs(): number {
  return clamped('signInWaitSeconds') * 1000;
}

function clamped(name: keyof typeof NUMBERS): number {
  const { default: fallback, minimum, maximum } = NUMBERS[name];
  const value: unknown = vscode.workspace.getConfiguration(SECTION).get(name);
  const number = typeof value === 'number' && Number.isFinite(value) ? value : fallback;
  return Math.min(Math.max(number, minimum), maximum);
}

/** Forwards the polling interval setting and this window's focus to the pollers. */
export class PollingSettings implements vscode.Disposable {
  readonly #subscription: vscode.Disposable;

  constructor(session: Session, focus: WindowFocus) {
    if (vscode.window.state.focused) {
      focus.setFocused(true);
    }
    this.#subscription = vscode.Disposable.from(
      vscode.workspace.onDidChangeConfiguration(event => {
        if (event.affectsConfiguration(`${SECTION}.pollIntervalSeconds`)) {
          const intervalMs = pollIntervalMs();
          session.portals.forEach(({ poller }) => poller.setInterval(intervalMs));
        }
      }),
      vscode.window.onDidChangeWindowState(({ focused }) => {
        focus.setFocused(focused);
        if (focused) {
          session.portals.forEach(({ poller }) => void poller.focus());
        }
      }),
    );
  }

  dispose(): void {
    this.#subscription.dispose();
  }
}
