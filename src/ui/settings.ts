import * as vscode from 'vscode';

const SECTION = 'bitrix24';
const POLL_INTERVAL = 'pollIntervalSeconds';
const UNDO = 'undoSeconds';
const DEFAULT_SECONDS = 30;
const LEAST_SECONDS = 10;
const MOST_SECONDS = 3600;
const DEFAULT_UNDO_SECONDS = 6;
const MOST_UNDO_SECONDS = 60;

/** Milliseconds between two polls; what settings.json holds is clamped. */
export function pollIntervalMs(): number {
  return clampedSeconds(POLL_INTERVAL, DEFAULT_SECONDS, LEAST_SECONDS, MOST_SECONDS) * 1000;
}

/** Milliseconds for which a step can be taken back before the portal is told; 0: not at all. */
export function undoMs(): number {
  return clampedSeconds(UNDO, DEFAULT_UNDO_SECONDS, 0, MOST_UNDO_SECONDS) * 1000;
}

export function onDidChangePollInterval(listener: (intervalMs: number) => void): vscode.Disposable {
  return vscode.workspace.onDidChangeConfiguration(event => {
    if (event.affectsConfiguration(`${SECTION}.${POLL_INTERVAL}`)) {
      listener(pollIntervalMs());
    }
  });
}

function clampedSeconds(name: string, usual: number, least: number, most: number): number {
  const value: unknown = vscode.workspace.getConfiguration(SECTION).get(name);
  const seconds = typeof value === 'number' && Number.isFinite(value) ? value : usual;
  return Math.min(Math.max(seconds, least), most);
}
