import * as vscode from 'vscode';

const SECTION = 'bitrix24';
const POLL_INTERVAL = 'pollIntervalSeconds';
const DEFAULT_SECONDS = 30;
const LEAST_SECONDS = 10;
const MOST_SECONDS = 3600;

/** Milliseconds between two polls; what settings.json holds is clamped. */
export function pollIntervalMs(): number {
  const value: unknown = vscode.workspace.getConfiguration(SECTION).get(POLL_INTERVAL);
  const seconds = typeof value === 'number' && Number.isFinite(value) ? value : DEFAULT_SECONDS;
  return Math.min(Math.max(seconds, LEAST_SECONDS), MOST_SECONDS) * 1000;
}

export function onDidChangePollInterval(listener: (intervalMs: number) => void): vscode.Disposable {
  return vscode.workspace.onDidChangeConfiguration(event => {
    if (event.affectsConfiguration(`${SECTION}.${POLL_INTERVAL}`)) {
      listener(pollIntervalMs());
    }
  });
}
