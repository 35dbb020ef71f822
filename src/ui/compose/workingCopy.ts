import * as vscode from 'vscode';
import { propertiesOf } from '../../model/unknownValue';

/** The Git working copy of a file that is part of its current commit. */
export interface WorkingCopy {
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

/** Git may be slow, for example on a slow disk; the user should not have to wait for it. */
const PATIENCE_MS = 3_000;

/** Asks VS Code's Git extension. Resolves to `undefined` if it is missing or doesn't know the file. Never rejects. */
export function workingCopyOf(uri: vscode.Uri): Promise<WorkingCopy | undefined> {
  return new Promise(resolve => {
    const timer = setTimeout(resolve, PATIENCE_MS, undefined);
    const end = (copy?: WorkingCopy): void => {
      clearTimeout(timer);
      resolve(copy);
    };
    // The Git extension reports its own errors.
    read(uri).then(end, () => {
      end();
    });
  });
}

async function read(uri: vscode.Uri): Promise<WorkingCopy | undefined> {
  const extension = vscode.extensions.getExtension<unknown>('vscode.git');
  if (extension === undefined || uri.scheme !== 'file') {
    return undefined;
  }
  const git = extension.isActive ? extension.exports : await extension.activate();
  const repository = invoke(invoke(git, 'getAPI', 1), 'getRepository', uri);
  const state = propertiesOf(repository).state;
  const head = propertiesOf(state).HEAD;
  const root = propertiesOf(propertiesOf(repository).rootUri).fsPath;
  const commit = propertiesOf(head).commit;
  const remote = remoteOf(state, head);
  if (typeof root !== 'string' || typeof commit !== 'string' || remote === undefined) {
    return undefined;
  }
  // Rejects if the commit does not contain the file.
  await invoke(repository, 'getObjectDetails', commit, uri.fsPath);
  return { root, remote, commit, isPublished: isPublished(head), isChanged: isChanged(state, uri) };
}

/** Returns the URL of the branch's upstream remote, else of `origin`, else of the first remote. */
function remoteOf(state: unknown, head: unknown): string | undefined {
  const remotes = list(state, 'remotes');
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
    .flatMap(name => list(state, name))
    .some(change => propertiesOf(propertiesOf(change).uri).fsPath === uri.fsPath);
}

function list(value: unknown, name: string): readonly unknown[] {
  const found = propertiesOf(value)[name];
  return Array.isArray(found) ? found : [];
}

function invoke(value: unknown, name: string, ...given: readonly unknown[]): unknown {
  const method = propertiesOf(value)[name];
  return typeof method === 'function' ? Reflect.apply(method, value, given) : undefined;
}
