import * as vscode from 'vscode';
import { field } from '../../model/unknownValue';

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
  const state = field(repository, 'state');
  const head = field(state, 'HEAD');
  const root = field(field(repository, 'rootUri'), 'fsPath');
  const commit = field(head, 'commit');
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
    name === undefined ? undefined : remotes.find(remote => field(remote, 'name') === name);
  const remote = named(field(field(head, 'upstream'), 'remote')) ?? named('origin') ?? remotes[0];
  const address = field(remote, 'fetchUrl') ?? field(remote, 'pushUrl');
  return typeof address === 'string' ? address : undefined;
}

/** A detached HEAD counts as published: it was checked out from somewhere. */
function isPublished(head: unknown): boolean {
  const isBranch = field(head, 'name') !== undefined;
  return !isBranch || (field(head, 'upstream') !== undefined && field(head, 'ahead') === 0);
}

function isChanged(state: unknown, uri: vscode.Uri): boolean {
  return ['workingTreeChanges', 'indexChanges', 'mergeChanges']
    .flatMap(name => list(state, name))
    .some(change => field(field(change, 'uri'), 'fsPath') === uri.fsPath);
}

function list(value: unknown, name: string): readonly unknown[] {
  const found = field(value, name);
  return Array.isArray(found) ? found : [];
}

function invoke(value: unknown, name: string, ...given: readonly unknown[]): unknown {
  const method = field(value, name);
  return typeof method === 'function' ? Reflect.apply(method, value, given) : undefined;
}
