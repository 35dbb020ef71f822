import type { Locator, Page } from 'playwright-core';
import { eventually } from './eventually';
import { wholly } from './labels';

/** An entry of a menu. */
export interface MenuEntry {
  /** Without the tick that may stand before it. */
  readonly label: string;
  readonly isChecked: boolean;
  readonly isEnabled: boolean;
  /** Whether it opens further entries. */
  readonly isSubmenu: boolean;
}

/** The menu that is open, with the submenus that are open in it. */
export class Menu {
  readonly #menus: Locator;
  readonly #outermost: Locator;

  constructor(private readonly page: Page) {
    this.#menus = page.locator('.monaco-menu');
    this.#outermost = this.#menus.first();
  }

  async waitUntilShown(): Promise<void> {
    await this.#outermost.locator('.action-menu-item').first().waitFor();
  }

  /** Clicks an entry; those before it are the submenus that lead there. */
  async choose(...path: readonly string[]): Promise<void> {
    const entry = entryOf(await this.#unfold(path.slice(0, -1)), path.at(-1) ?? '');
    await entry.waitFor();
    // A menu pays no heed to the mouse in its first moments.
    await eventually('the menu to go', async () => {
      await entry.click({ timeout: 1000 }).catch(() => undefined);
      return comes(this.#outermost, 'hidden', 150);
    });
  }

  /** The entries of the menu, or of a submenu in it, without the lines between them. Closes the menu. */
  async entries(...submenus: readonly string[]): Promise<MenuEntry[]> {
    const level = await this.#unfold(submenus);
    const entries = await itemsOf(level).evaluateAll(items =>
      items.map(item => ({
        label: item.querySelector('.action-label')?.getAttribute('aria-label') ?? '',
        isChecked: item.getAttribute('aria-checked') === 'true',
        isEnabled: item.getAttribute('aria-disabled') !== 'true',
        isSubmenu: item.classList.contains('monaco-submenu-item'),
      })),
    );
    await this.close();
    return entries.map(entry => {
      const label = entry.label.replace(/^✓ /, '');
      return { ...entry, label, isChecked: entry.isChecked || label !== entry.label };
    });
  }

  /** Closes it, submenu by submenu. One Escape too many would go to what is under the menu. */
  async close(): Promise<void> {
    for (let open = await this.#menus.count(); open > 0; open--) {
      await this.page.keyboard.press('Escape');
      await this.#menus.nth(open - 1).waitFor({ state: 'hidden' });
    }
  }

  /** Opens a submenu in a submenu and so on, and answers the last. */
  async #unfold(submenus: readonly string[]): Promise<Locator> {
    await this.waitUntilShown();
    let level = this.#outermost;
    for (const label of submenus) {
      const entry = entryOf(level, label);
      const submenu = entry.locator('xpath=..').locator('.monaco-menu').first();
      await eventually(`the submenu "${label}"`, async () => {
        await entry.click();
        return comes(submenu, 'visible', 300);
      });
      level = submenu;
    }
    return level;
  }
}

/** The entries of one menu, not those of the submenus that are open in it. */
function itemsOf(menu: Locator): Locator {
  return menu.locator('> .monaco-action-bar > .actions-container > .action-item > .action-menu-item');
}

function entryOf(menu: Locator, label: string): Locator {
  const name = menu.page().locator('.action-label', { hasText: wholly(label) });
  const ticked = menu.page().locator('.action-label', { hasText: wholly(`✓ ${label}`) });
  return itemsOf(menu).filter({ has: name.or(ticked) });
}

function comes(element: Locator, state: 'hidden' | 'visible', timeout: number): Promise<boolean> {
  return element.waitFor({ state, timeout }).then(
    () => true,
    () => false,
  );
}
