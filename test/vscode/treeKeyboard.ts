import type { Locator, Page } from 'playwright-core';
import { eventually } from './eventually';
import type { Name } from './treePane';

const patienceMs = 2000;

/** A tree as it is used without the mouse. */
export class TreeKeyboard {
  readonly #list: Locator;
  /** The row that the arrow keys have come to; it need not be selected. */
  readonly focused: Locator;

  constructor(
    private readonly page: Page,
    pane: Locator,
  ) {
    this.#list = pane.locator('.monaco-list');
    this.focused = pane.locator('[role="treeitem"].focused');
  }

  /** Puts the focus into the tree and leaves it on the row where it was. */
  async focus(): Promise<void> {
    await this.#list.focus();
  }

  /** Whether the keys go to the tree. */
  hasFocus(): Promise<boolean> {
    return this.#list.evaluate(list => list.contains(document.activeElement));
  }

  /** Goes to a row from the top, by the arrow alone; nothing is selected by that. */
  async moveTo(name: Name): Promise<void> {
    await this.focus();
    await this.#pressUntil('Home', async () => (await this.#place()) === 0);
    while (!(await this.isAt(name))) {
      const before = await this.#place();
      await this.#pressUntil('ArrowDown', async () => (await this.#place()) !== before).catch(() => {
        throw new Error(`The arrow finds no row ${String(name)}.`);
      });
    }
  }

  async isAt(name: Name): Promise<boolean> {
    return matches(await this.rowName(), name);
  }

  /** The accessible name of the focused row, or nothing. */
  async rowName(): Promise<string> {
    const names = await this.focused.evaluateAll(rows => rows.map(row => row.getAttribute('aria-label')));
    return names[0] ?? '';
  }

  /** Presses keys one after the other, as `r`, `Delete` or `Shift+ArrowDown`. */
  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) {
      await this.page.keyboard.press(key);
    }
  }

  async #pressUntil(key: string, isDone: () => Promise<boolean>): Promise<void> {
    await this.page.keyboard.press(key);
    await eventually(`${key} to have moved the focus`, isDone, patienceMs);
  }

  async #place(): Promise<number> {
    const places = await this.focused.evaluateAll(rows => rows.map(row => row.getAttribute('data-index')));
    return Number(places[0] ?? -1);
  }
}

function matches(text: string, name: Name): boolean {
  return typeof name === 'string' ? text === name : name.test(text);
}
