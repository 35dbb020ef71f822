import type { Locator } from 'playwright-core';
import type { Hovers } from './hovers';
import type { Name } from './treePane';

/** The rows that are marked together, by the mouse. */
export class TreeSelection {
  readonly selected: Locator;

  constructor(
    private readonly hovers: Hovers,
    private readonly row: (name: Name) => Locator,
    pane: Locator,
  ) {
    this.selected = pane.locator('[role="treeitem"][aria-selected="true"]');
  }

  /** Selects these rows and no others: a click on the first, a click with Ctrl on the rest. */
  async set(first: Name, ...others: readonly Name[]): Promise<void> {
    await this.#click(first);
    for (const other of others) {
      await this.toggle(other);
    }
  }

  /** Takes a row in or out: a click with Ctrl. */
  async toggle(name: Name): Promise<void> {
    await this.#click(name, 'ControlOrMeta');
  }

  /** Selects from the row clicked last to this one: a click with Shift. */
  async extendTo(name: Name): Promise<void> {
    await this.#click(name, 'Shift');
  }

  /** The accessible names of the selected rows, from top to bottom. */
  async rows(): Promise<string[]> {
    const rows = await this.selected.evaluateAll(all =>
      all.map(row => ({
        index: Number(row.getAttribute('data-index')),
        name: row.getAttribute('aria-label') ?? '',
      })),
    );
    return rows.sort((a, b) => a.index - b.index).map(({ name }) => name);
  }

  async #click(name: Name, ...modifiers: readonly ('ControlOrMeta' | 'Shift')[]): Promise<void> {
    // The hover of the row above lies over this one.
    await this.hovers.leave();
    await this.row(name)
      .locator('.monaco-icon-label-container')
      .first()
      .click({ modifiers: [...modifiers] });
    await this.hovers.leave();
  }
}
