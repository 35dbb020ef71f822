import * as vscode from 'vscode';

const SHOWN_MS = 4_000;

/** Says in the status bar, for a moment, what needs no message. */
export function tellBriefly(words: string): void {
  vscode.window.setStatusBarMessage(words, SHOWN_MS);
}
