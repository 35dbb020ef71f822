import * as vscode from 'vscode';
import type { Failure } from '../../model/portalFailure';
import { failureText } from '../text/failureText';
import { escapeLabel, type LabeledPortal, prefixPortal } from '../text/labels';
import type { Times } from '../text/times';
import { VIEW_ID } from '../tree/inboxView';

const SHOWN_MS = 4_000;

/** Confirms something in the status bar for a moment, where a message would be too much. */
export function showTransientMessage(words: string): void {
  vscode.window.setStatusBarMessage(words, SHOWN_MS);
}

let endHint = (): void => undefined;

/**
 * Says for a moment why a command does nothing, where a person looks and a screen reader hears it; in place of the hint
 * before.
 */
export function showHint(words: string): void {
  endHint();
  void vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: escapeLabel(words) },
    () =>
      new Promise<void>(resolve => {
        const timer = setTimeout(resolve, SHOWN_MS);
        endHint = () => {
          clearTimeout(timer);
          resolve();
        };
      }),
  );
}

/** Shows why something the user asked of a portal failed. */
export function showFailure(failure: Failure, times: Times, portal: LabeledPortal): void {
  void vscode.window.showErrorMessage(escapeLabel(prefixPortal(portal, failureText(failure, times))));
}

interface UndeliveredMessage {
  readonly portal: LabeledPortal;
  readonly sentence: string;
  /** The user's text, to be copied. */
  readonly text?: string;
  /** Absent if trying again is of no use: then it isn't an error either. */
  readonly tryAgain?: () => unknown;
  readonly tryAgainLabel?: string;
}

/** Says that something was not delivered, or may not have been, and offers to try again and to copy the text. */
export async function showUndelivered({
  portal,
  sentence,
  text,
  tryAgain,
  tryAgainLabel = vscode.l10n.t('Try Again'),
}: UndeliveredMessage): Promise<void> {
  const copy = vscode.l10n.t('Copy Text');
  const buttons = [...(tryAgain === undefined ? [] : [tryAgainLabel]), ...(text === undefined ? [] : [copy])];
  const message = escapeLabel(prefixPortal(portal, sentence));
  const choice = await (tryAgain === undefined
    ? vscode.window.showWarningMessage(message, ...buttons)
    : vscode.window.showErrorMessage(message, ...buttons));
  if (choice === tryAgainLabel) {
    await tryAgain?.();
  } else if (choice === copy) {
    await vscode.env.clipboard.writeText(text ?? '');
  }
}

/** Runs `work` while the notifications view shows a progress bar. */
export async function withViewProgress<T>(work: () => Promise<T>): Promise<T> {
  return vscode.window.withProgress({ location: { viewId: VIEW_ID } }, work);
}
