import * as vscode from 'vscode';
import { rowId } from '../tree/rows';
import type { Row } from '../tree/rows';

interface Selecting {
  readonly selection: readonly Row[];
}

/**
 * The rows that a keybinding applies to. VS Code exposes a tree's selection but not its focused row. It can, however,
 * toggle the focused row in the selection and back: the row that differs in between is the focused one.
 */
export class FocusedRows {
  readonly #tree: Selecting;
  #last: Promise<unknown> = Promise.resolve();

  constructor(tree: Selecting) {
    this.#tree = tree;
  }

  /**
   * Resolves with the selection if it contains the focused row, otherwise with that row alone. Runs one at a time:
   * concurrent toggles would interfere.
   */
  get(): Promise<readonly Row[]> {
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
