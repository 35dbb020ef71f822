import * as vscode from 'vscode';
import type { Failure } from '../model/portalFailure';
import { failureText } from './text/failureText';
import { inPortal } from './text/inPortal';
import type { Among } from './text/inPortal';
import { inert } from './text/inert';
import type { Times } from './text/times';

/** Says why what a person asked of a portal did not come to pass. */
export function tellFailure(failure: Failure, times: Times, portal: Among): void {
  void vscode.window.showErrorMessage(inert(inPortal(portal, failureText(failure, times))));
}
