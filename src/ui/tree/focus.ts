import * as vscode from 'vscode';
import { rowId } from './rows';
import type { Row } from './rows';

interface Selecting {
  readonly selection: readonly Row[];
}

/**
 * Which rows a key is about. VS Code tells an extension what is selected in its tree and not what has the focus, but
 * it can put the focused row into the selection and take it out again: what differs meanwhile is that row.
 */
export class Focus {
  readonly #tree: Selecting;
  #last: Promise<unknown> = Promise.resolve();

  constructor(tree: Selecting) {
    this.#tree = tree;
  }

  /** The whole selection where the focused row is part of it, else that row alone. One look at a time: two would be at odds. */
  rows(): Promise<readonly Row[]> {
    const rows = this.#last.then(() => this.#look());
    this.#last = rows.catch(() => undefined);
    return rows;
  }

  async #look(): Promise<readonly Row[]> {
    const before = this.#tree.selection;
    await vscode.commands.executeCommand('list.toggleSelection');
    const after = this.#tree.selection;
    await vscode.commands.executeCommand('list.toggleSelection');
    const known = new Set(before.map(rowId));
    const added = after.filter(row => !known.has(rowId(row)));
    return added.length > 0 ? added : before;
  }
}
