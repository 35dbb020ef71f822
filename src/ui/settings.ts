import * as vscode from 'vscode';

const SECTION = 'bitrix24';
const POLL_INTERVAL = 'pollIntervalSeconds';
const UNDO = 'undoSeconds';
const SIGN_IN_PORT = 'signInPort';
const SIGN_IN_WAIT = 'signInWaitSeconds';
const DEFAULT_SECONDS = 30;
const LEAST_SECONDS = 10;
const MOST_SECONDS = 3600;
const DEFAULT_UNDO_SECONDS = 6;
const MOST_UNDO_SECONDS = 60;
const DEFAULT_PORT = 24824;
const LEAST_PORT = 1024;
const MOST_PORT = 65_535;
const DEFAULT_WAIT_SECONDS = 300;
const LEAST_WAIT_SECONDS = 10;
const MOST_WAIT_SECONDS = 900;

/** Milliseconds between two polls; the value in settings.json is clamped. */
export function pollIntervalMs(): number {
  return clamped(POLL_INTERVAL, DEFAULT_SECONDS, LEAST_SECONDS, MOST_SECONDS) * 1000;
}

/** Milliseconds for which an action can be undone before it is sent to the portal; 0: not at all. */
export function undoMs(): number {
  return clamped(UNDO, DEFAULT_UNDO_SECONDS, 0, MOST_UNDO_SECONDS) * 1000;
}

/** The port on this machine that the browser is redirected to; part of the address in the application's settings. */
export function signInPort(): number {
  return Math.trunc(clamped(SIGN_IN_PORT, DEFAULT_PORT, LEAST_PORT, MOST_PORT));
}

/** Milliseconds to wait for the browser. */
export function signInWaitMs(): number {
  return clamped(SIGN_IN_WAIT, DEFAULT_WAIT_SECONDS, LEAST_WAIT_SECONDS, MOST_WAIT_SECONDS) * 1000;
}

export function onDidChangePollInterval(listener: (intervalMs: number) => void): vscode.Disposable {
  return vscode.workspace.onDidChangeConfiguration(event => {
    if (event.affectsConfiguration(`${SECTION}.${POLL_INTERVAL}`)) {
      listener(pollIntervalMs());
    }
  });
}

function clamped(name: string, usual: number, least: number, most: number): number {
  const value: unknown = vscode.workspace.getConfiguration(SECTION).get(name);
  const number = typeof value === 'number' && Number.isFinite(value) ? value : usual;
  return Math.min(Math.max(number, least), most);
}
