import * as vscode from 'vscode';
import type { Failure } from '../model/portalFailure';
import { failureText } from './text/failureText';
import type { Times } from './text/times';

/** Says why what a person asked for did not come to pass. */
export function tellFailure(failure: Failure, times: Times): void {
  void vscode.window.showErrorMessage(failureText(failure, times));
}
