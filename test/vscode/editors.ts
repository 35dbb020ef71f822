import type { Locator, Page } from 'playwright-core';
import { MarkdownPreview } from './markdownPreview';
import { ShortcutsEditor } from './shortcutsEditor';

/** The middle of the window: tabs, and what is in front. */
export class Editors {
  readonly preview: MarkdownPreview;
  readonly shortcuts: ShortcutsEditor;
  readonly #tabs: Locator;

  constructor(page: Page) {
    this.preview = new MarkdownPreview(page);
    this.shortcuts = new ShortcutsEditor(page);
    this.#tabs = page.locator('.part.editor .tabs-container').getByRole('tab');
  }

  /** The names on the tabs, from left to right. */
  async titles(): Promise<string[]> {
    const names = this.#tabs.evaluateAll(tabs => tabs.map(tab => tab.getAttribute('aria-label') ?? ''));
    return (await names).map(name => name.trim());
  }

  /** Waits for a tab and answers it. */
  async tab(name: string | RegExp): Promise<Locator> {
    const tab = this.#tabs.and(this.#tabs.page().getByRole('tab', { name, exact: true }));
    await tab.waitFor();
    return tab;
  }
}
