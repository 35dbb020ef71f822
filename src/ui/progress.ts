import * as vscode from 'vscode';
import { VIEW_ID } from './tree/viewState';

/** Runs the work while a bar moves on the notifications' view. */
export async function withProgress<T>(work: () => Promise<T>): Promise<T> {
  return vscode.window.withProgress({ location: { viewId: VIEW_ID } }, work);
}
