import * as vscode from 'vscode';
import type { CodePlace } from '../../model/codeReference';
import { pathWithin, permalink } from '../../model/permalink';
import { workingCopyOf } from './workingCopy';
import type { WorkingCopy } from './workingCopy';

/** The selected lines on the web. */
export interface LinesPage extends Pick<WorkingCopy, 'commit' | 'isPublished' | 'isChanged'> {
  readonly href: string;
}

/** What the active editor has to give. */
export interface EditorSource {
  readonly place: CodePlace;
  /** What is selected, which may be nothing. */
  readonly code: string;
  /** Never rejects. */
  readonly page: Promise<LinesPage | undefined>;
}

/** The selection of the active editor; of a panel's, like the output, nothing. */
export function activeSource(): EditorSource | undefined {
  const editor = vscode.window.activeTextEditor;
  if (editor?.viewColumn === undefined) {
    return undefined;
  }
  const { document, selection } = editor;
  const { start, end } = selection;
  // Whole lines are selected up to the beginning of the next.
  const isBeforeLine = end.line > start.line && end.character === 0;
  const place: CodePlace = {
    path: spokenPath(document.uri),
    from: start.line + 1,
    to: isBeforeLine ? end.line : end.line + 1,
  };
  const code = document.getText(selection);
  return { place, code: code.trim() === '' ? '' : code, page: pageOf(document, place) };
}

/** From the workspace's folder, or the name alone: where things lie on this machine is nobody's business. */
function spokenPath(uri: vscode.Uri): string {
  return vscode.workspace.getWorkspaceFolder(uri) === undefined
    ? uri.path.slice(uri.path.lastIndexOf('/') + 1)
    : vscode.workspace.asRelativePath(uri);
}

async function pageOf(
  document: vscode.TextDocument,
  { from, to }: CodePlace,
): Promise<LinesPage | undefined> {
  const copy = await workingCopyOf(document.uri);
  const path = copy && pathWithin(copy.root, document.uri.fsPath);
  if (copy === undefined || path === undefined) {
    return undefined;
  }
  const { remote, commit, isPublished } = copy;
  const href = permalink({ remote, commit, path, from, to });
  const isChanged = copy.isChanged || document.isDirty;
  return href === undefined ? undefined : { href, commit, isPublished, isChanged };
}
