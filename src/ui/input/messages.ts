import * as vscode from 'vscode';
import type { Failure } from '../../model/portalFailure';
import { failureText } from '../text/failureText';
import { escapeLabel, prefixPortal } from '../text/labels';
import type { LabeledPortal } from '../text/labels';
import type { Times } from '../text/times';
import { VIEW_ID } from '../tree/inboxView';

const SHOWN_MS = 4_000;

/** Shows a text in the status bar for a moment, where a message would be too much. */
export function showTransientMessage(words: string): void {
  vscode.window.setStatusBarMessage(words, SHOWN_MS);
}

/** Shows why something the user asked of a portal failed. */
export function showFailure(failure: Failure, times: Times, portal: LabeledPortal): void {
  void vscode.window.showErrorMessage(escapeLabel(prefixPortal(portal, failureText(failure, times))));
}

/** Runs `work` while the notifications view shows a progress bar. */
export async function withViewProgress<T>(work: () => Promise<T>): Promise<T> {
  return vscode.window.withProgress({ location: { viewId: VIEW_ID } }, work);
}
