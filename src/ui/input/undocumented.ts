import * as vscode from 'vscode';

// Ways of VS Code that are not in its documentation or its typings. Each says what it relies on, and what to do when
// it stops working.

/**
 * Returns the `cancellable` option of a progress notification whose button has this label instead of Cancel.
 *
 * Relies on `withProgress` passing the option on unchanged and on the notification using a string as the button's
 * label. A version that only knows booleans takes the string for `true` and labels the button Cancel; if that is
 * what remains, show an information message with a button instead.
 */
export function cancellableWithLabel(label: string): boolean {
  return label as unknown as boolean;
}

/**
 * Keeps the items in their given order while the user types; otherwise VS Code sorts them by where their label
 * matches, without regard to separators.
 *
 * Relies on `QuickPick.sortByLabel`, a proposed API whose setter works without being enabled. If it is ignored, the
 * items are merely sorted; if it throws, remove the call and set `QuickPickItem.sortText` or its successor.
 */
export function keepItemOrder(pick: vscode.QuickPick<vscode.QuickPickItem>): void {
  Object.assign(pick, { sortByLabel: false });
}

/**
 * Puts the cursor at the end of the pick's text; otherwise VS Code selects all of it when the pick is shown again,
 * so that typing replaces it.
 *
 * Relies on `QuickPick.valueSelection`, which is documented for input boxes only. If it is ignored, the text is
 * selected again; if it throws, remove the call.
 */
export function moveCursorToEnd(pick: vscode.QuickPick<vscode.QuickPickItem>): void {
  Object.assign(pick, { valueSelection: [pick.value.length, pick.value.length] });
}

/**
 * Finds the rows that a keybinding applies to. VS Code exposes a tree's selection but not its focused row.
 *
 * Relies on the built-in command `list.toggleSelection`, which toggles the focused row in the selection: the row that
 * differs between two toggles is the focused one. If the command is gone, the selection alone remains: return it.
 */
export class FocusedRows<T> {
  readonly #tree: { readonly selection: readonly T[] };
  readonly #idOf: (row: T) => string;
  #last: Promise<unknown> = Promise.resolve();

  constructor(tree: { readonly selection: readonly T[] }, idOf: (row: T) => string) {
    this.#tree = tree;
    this.#idOf = idOf;
  }

  /**
   * Resolves with the selection if it contains the focused row, otherwise with that row alone. Runs one at a time:
   * concurrent toggles would interfere.
   */
  get(): Promise<readonly T[]> {
    const rows = this.#last.then(() => this.#find());
    this.#last = rows.catch(() => undefined);
    return rows;
  }

  async #find(): Promise<readonly T[]> {
    const before = this.#tree.selection;
    await vscode.commands.executeCommand('list.toggleSelection');
    const after = this.#tree.selection;
    await vscode.commands.executeCommand('list.toggleSelection');
    const selected = new Set(before.map(this.#idOf));
    const added = after.filter(row => !selected.has(this.#idOf(row)));
    return added.length > 0 ? added : before;
  }
}
