import * as vscode from 'vscode';
import type { CodeLocation } from '../../model/compose/codeBlock';
import { permalink, relativePath } from '../../model/compose/permalink';
import { workingCopyOf } from './workingCopy';
import type { WorkingCopy } from './workingCopy';

/** The web page that shows the selected lines. */
export interface LinesPermalink extends Pick<WorkingCopy, 'commit' | 'isPublished' | 'isChanged'> {
  readonly href: string;
}

/** The selection in the active editor. */
export interface EditorSelection {
  readonly place: CodeLocation;
  /** The selected text; empty if it is only whitespace. */
  readonly code: string;
  /** Never rejects. */
  readonly permalink: Promise<LinesPermalink | undefined>;
}

/** Returns the active editor's selection; `undefined` if there is no editor or it is in a panel, such as Output. */
export function activeEditorSelection(): EditorSelection | undefined {
  const editor = vscode.window.activeTextEditor;
  if (editor?.viewColumn === undefined) {
    return undefined;
  }
  const { document, selection } = editor;
  const { start, end } = selection;
  // A selection of whole lines ends at the start of the next line.
  const isBeforeLine = end.line > start.line && end.character === 0;
  const place: CodeLocation = {
    path: spokenPath(document.uri),
    from: start.line + 1,
    to: isBeforeLine ? end.line : end.line + 1,
  };
  const code = document.getText(selection);
  return { place, code: code.trim() === '' ? '' : code, permalink: pageOf(document, place) };
}

/** Path relative to the workspace folder, or else the file name alone: local paths must not be disclosed. */
function spokenPath(uri: vscode.Uri): string {
  return vscode.workspace.getWorkspaceFolder(uri) === undefined
    ? uri.path.slice(uri.path.lastIndexOf('/') + 1)
    : vscode.workspace.asRelativePath(uri);
}

async function pageOf(
  document: vscode.TextDocument,
  { from, to }: CodeLocation,
): Promise<LinesPermalink | undefined> {
  const copy = await workingCopyOf(document.uri);
  const path = copy && relativePath(copy.root, document.uri.fsPath);
  if (copy === undefined || path === undefined) {
    return undefined;
  }
  const { remote, commit, isPublished } = copy;
  const href = permalink({ remote, commit, path, from, to });
  const isChanged = copy.isChanged || document.isDirty;
  return href === undefined ? undefined : { href, commit, isPublished, isChanged };
}
