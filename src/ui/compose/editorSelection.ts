import * as vscode from 'vscode';
import type { CodeLocation } from '../../model/compose/codeBlock';
import { permalink, relativePath } from '../../model/compose/permalink';
import { propertiesOf } from '../../model/unknownValue';

/** Git may be slow, for example on a slow disk; the user should not have to wait for it. */
const GIT_TIMEOUT_MS = 3_000;

/** The Git working copy of a file that is part of its current commit. */
interface WorkingCopy {
  /** File system path of the root folder. */
  readonly root: string;
  /** URL of the branch's remote repository. May contain credentials. */
  readonly remote: string;
  readonly commit: string;
  /** The remote repository has the commit, as far as is known locally. */
  readonly isPublished: boolean;
  /** The file differs from its committed version. */
  readonly isChanged: boolean;
}

/** The web page that shows the selected lines. */
export interface LinesPermalink extends Pick<WorkingCopy, 'commit' | 'isPublished' | 'isChanged'> {
  readonly href: string;
}

/**
 * Why there is no permalink. `remote`: the file is on another machine, and so is VS Code's Git extension, while this
 * extension runs here. `git`: the Git extension does not know the file, or that it is committed. `repository`: there
 * is no remote repository, or none whose web pages are known.
 */
export type PermalinkProblem = 'remote' | 'git' | 'repository';

/** The selection in the active editor. */
export interface EditorSelection {
  readonly place: CodeLocation;
  /** The selected text; empty if it is only whitespace. */
  readonly code: string;
  /** Never rejects. */
  readonly permalink: Promise<LinesPermalink | PermalinkProblem>;
}

/** Returns the active editor's selection; `undefined` if there is no editor or it is in a panel, such as Output. */
export function activeEditorSelection(): EditorSelection | undefined {
  const editor = vscode.window.activeTextEditor;
  return editor && isInEditorArea(editor) ? selectionIn(editor) : undefined;
}

/** Returns whether the editor is none in a panel, such as Output. */
export function isInEditorArea({ viewColumn }: vscode.TextEditor): boolean {
  return viewColumn !== undefined;
}

/** Returns the selection in the editor, which may be hidden. */
export function selectionIn({ document, selection }: vscode.TextEditor): EditorSelection {
  const { start, end } = selection;
  // A selection of whole lines ends at the start of the next line.
  const isBeforeLine = end.line > start.line && end.character === 0;
  const place: CodeLocation = {
    path: disclosedPath(document.uri),
    from: start.line + 1,
    to: isBeforeLine ? end.line : end.line + 1,
  };
  const code = document.getText(selection);
  return { place, code: code.trim() === '' ? '' : code, permalink: permalinkOf(document, place) };
}

/** Path relative to the workspace folder, or else the file name alone: local paths must not be disclosed. */
function disclosedPath(uri: vscode.Uri): string {
  return vscode.workspace.getWorkspaceFolder(uri) === undefined
    ? uri.path.slice(uri.path.lastIndexOf('/') + 1)
    : vscode.workspace.asRelativePath(uri);
}

async function permalinkOf(
  document: vscode.TextDocument,
  { from, to }: CodeLocation,
): Promise<LinesPermalink | PermalinkProblem> {
  const copy = await workingCopyOf(document.uri);
  if (typeof copy === 'string') return copy;
  const path = relativePath(copy.root, document.uri.fsPath);
  if (path === undefined) return 'git';
  const { remote, commit, isPublished } = copy;
  const href = permalink({ remote, commit, path, from, to });
  const isChanged = copy.isChanged || document.isDirty;
  return href === undefined ? 'repository' : { href, commit, isPublished, isChanged };
}

/** Asks VS Code's Git extension. Never rejects. */
function workingCopyOf(uri: vscode.Uri): Promise<WorkingCopy | PermalinkProblem> {
  return new Promise(resolve => {
    const timer = setTimeout(resolve, GIT_TIMEOUT_MS, 'git');
    // The Git extension reports its own errors.
    void readWorkingCopy(uri)
      .catch((): PermalinkProblem => 'git')
      .then(copy => {
        clearTimeout(timer);
        resolve(copy);
      });
  });
}

async function readWorkingCopy(uri: vscode.Uri): Promise<WorkingCopy | PermalinkProblem> {
  // Where this extension runs on the other machine itself, the scheme is `file`.
  if (uri.scheme === 'vscode-remote') return 'remote';
  const extension = vscode.extensions.getExtension<unknown>('vscode.git');
  if (extension === undefined || uri.scheme !== 'file') return 'git';
  const git = extension.isActive ? extension.exports : await extension.activate();
  const repository = invoke(invoke(git, 'getAPI', 1), 'getRepository', uri);
  const state = propertiesOf(repository).state;
  const head = propertiesOf(state).HEAD;
  const root = propertiesOf(propertiesOf(repository).rootUri).fsPath;
  const commit = propertiesOf(head).commit;
  const remote = remoteOf(state, head);
  if (typeof root !== 'string' || typeof commit !== 'string') return 'git';
  if (remote === undefined) return 'repository';
  // Rejects if the commit does not contain the file.
  await invoke(repository, 'getObjectDetails', commit, uri.fsPath);
  return { root, remote, commit, isPublished: isPublished(head), isChanged: isChanged(state, uri) };
}

/** Returns the URL of the branch's upstream remote, else of `origin`, else of the first remote. */
function remoteOf(state: unknown, head: unknown): string | undefined {
  const remotes = arrayIn(state, 'remotes');
  const named = (name: unknown): unknown =>
    name === undefined ? undefined : remotes.find(remote => propertiesOf(remote).name === name);
  const remote = named(propertiesOf(propertiesOf(head).upstream).remote) ?? named('origin') ?? remotes[0];
  const address = propertiesOf(remote).fetchUrl ?? propertiesOf(remote).pushUrl;
  return typeof address === 'string' ? address : undefined;
}

/** A detached HEAD counts as published: it was checked out from somewhere. */
function isPublished(head: unknown): boolean {
  const isBranch = propertiesOf(head).name !== undefined;
  return !isBranch || (propertiesOf(head).upstream !== undefined && propertiesOf(head).ahead === 0);
}

function isChanged(state: unknown, uri: vscode.Uri): boolean {
  return ['workingTreeChanges', 'indexChanges', 'mergeChanges']
    .flatMap(name => arrayIn(state, name))
    .some(change => propertiesOf(propertiesOf(change).uri).fsPath === uri.fsPath);
}

function arrayIn(value: unknown, name: string): readonly unknown[] {
  const found = propertiesOf(value)[name];
  return Array.isArray(found) ? found : [];
}

function invoke(value: unknown, name: string, ...args: readonly unknown[]): unknown {
  const method = propertiesOf(value)[name];
  return typeof method === 'function' ? Reflect.apply(method, value, args) : undefined;
}
