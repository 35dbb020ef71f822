import * as vscode from 'vscode';
import { field } from '../field';

/** A file that is in a commit of the git working copy that it lies in. */
export interface WorkingCopy {
  /** The folder, in the file system's words. */
  readonly root: string;
  /** The address of the repository that the branch goes to. May hold credentials. */
  readonly remote: string;
  readonly commit: string;
  /** As far as is known here, that repository has the commit. */
  readonly isPublished: boolean;
  /** The file differs from the one in the commit. */
  readonly isChanged: boolean;
}

/** Git may lie on a slow disk; a person does not wait for it. */
const PATIENCE_MS = 3_000;

/** By VS Code's own git extension; `undefined` where it knows nothing of the file, or is not there. Never rejects. */
export function workingCopyOf(uri: vscode.Uri): Promise<WorkingCopy | undefined> {
  return new Promise(resolve => {
    const timer = setTimeout(resolve, PATIENCE_MS, undefined);
    const end = (copy?: WorkingCopy): void => {
      clearTimeout(timer);
      resolve(copy);
    };
    // What goes wrong there has been said there.
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
  // Rejects where the commit does not have the file.
  await invoke(repository, 'getObjectDetails', commit, uri.fsPath);
  return { root, remote, commit, isPublished: isPublished(head), isChanged: isChanged(state, uri) };
}

/** Of the branch's own remote, else of `origin`, else of the first. */
function remoteOf(state: unknown, head: unknown): string | undefined {
  const remotes = list(state, 'remotes');
  const named = (name: unknown): unknown =>
    name === undefined ? undefined : remotes.find(remote => field(remote, 'name') === name);
  const remote = named(field(field(head, 'upstream'), 'remote')) ?? named('origin') ?? remotes[0];
  const address = field(remote, 'fetchUrl') ?? field(remote, 'pushUrl');
  return typeof address === 'string' ? address : undefined;
}

/** A head without a branch was checked out from somewhere. */
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
