import type { Locator, Page } from 'playwright-core';
import { eventually } from './eventually';

export interface Shortcut {
  readonly command: string;
  /** As it is drawn, like `Ctrl+K B`; empty where the command has no key. */
  readonly keys: string;
}

/** VS Code's list of keyboard shortcuts. */
export class ShortcutsEditor {
  readonly #editor: Locator;

  constructor(page: Page) {
    this.#editor = page.locator('.keybindings-editor');
  }

  /** Waits until it lists a command, and answers its first shortcut; what it searches for comes in after it is shown. */
  async awaitCommand(title: string): Promise<Shortcut> {
    return eventually(`a shortcut of "${title}"`, async () =>
      (await this.shortcuts()).find(({ command }) => command === title),
    );
  }

  /** What stands in its search box. */
  search(): Promise<string> {
    return this.#editor.locator('.keybindings-header input').inputValue();
  }

  /** The shortcuts that are scrolled into sight, from top to bottom. */
  async shortcuts(): Promise<Shortcut[]> {
    const rows = await this.#editor.getByRole('listitem').evaluateAll(all =>
      all.map(row => ({
        index: Number(row.getAttribute('data-index')),
        command: row.querySelector('.command-label, .command-default-label:not(.hide)')?.textContent.trim() ?? '',
        keys: row.querySelector('.monaco-keybinding')?.getAttribute('aria-label') ?? '',
      })),
    );
    return rows.sort((a, b) => a.index - b.index).map(({ command, keys }) => ({ command, keys }));
  }
}
