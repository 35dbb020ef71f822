import type { Locator, Page } from 'playwright-core';
import type { Hovers } from './hovers';
import { titled, titlesOf } from './labels';
import { Menu, type MenuEntry } from './menu';

/** The line above a view: its icons, and the menu behind the three dots. */
export class ViewTitle {
  readonly #bar: Locator;
  readonly #menu: Menu;

  constructor(
    page: Page,
    private readonly hovers: Hovers,
    private readonly pane: Locator,
  ) {
    this.#bar = page.locator('.part').filter({ has: pane }).locator('.title-actions');
    this.#menu = new Menu(page);
  }

  /** The titles of the icons. */
  async actions(): Promise<string[]> {
    await this.pane.hover();
    return titlesOf(this.#bar.locator('.action-label:not(.codicon-toolbar-more)'));
  }

  /** Clicks one of the icons. */
  async click(title: string): Promise<void> {
    await this.pane.hover();
    await this.#bar.getByLabel(titled(title)).click();
    // The icon's own hover would lie over the first row.
    await this.hovers.leave();
  }

  /** Chooses from the menu behind the three dots; the labels before the last are the submenus that lead there. */
  async choose(...path: readonly string[]): Promise<void> {
    await this.#open();
    await this.#menu.choose(...path);
    await this.hovers.leave();
  }

  /** What the menu behind the three dots offers, or a submenu of it. */
  async entries(...submenus: readonly string[]): Promise<MenuEntry[]> {
    await this.#open();
    return this.#menu.entries(...submenus);
  }

  async #open(): Promise<void> {
    await this.pane.hover();
    await this.#bar.locator('.codicon-toolbar-more').click();
    await this.#menu.waitUntilShown();
  }
}
