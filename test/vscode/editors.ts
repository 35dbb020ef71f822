import type { Locator, Page } from 'playwright-core';
import { MarkdownPreview } from './markdownPreview';
import { ShortcutsEditor } from './shortcutsEditor';

/** The middle of the window: tabs, and what is in front. */
export class Editors {
  readonly preview: MarkdownPreview;
  readonly shortcuts: ShortcutsEditor;
  readonly #part: Locator;

  constructor(page: Page) {
    this.preview = new MarkdownPreview(page);
    this.shortcuts = new ShortcutsEditor(page);
    this.#part = page.locator('.part.editor .tabs-container');
  }

  /** The names on the tabs, from left to right. */
  async titles(): Promise<string[]> {
    const tabs = this.#part.getByRole('tab');
    const names = await tabs.evaluateAll(all => all.map(tab => tab.getAttribute('aria-label') ?? ''));
    return names.map(name => name.trim());
  }

  async awaitTab(name: string | RegExp): Promise<void> {
    await this.#part.getByRole('tab', { name, exact: true }).waitFor();
  }
}
