import type { Locator, Page } from 'playwright-core';
import { eventually } from './eventually';
import type { Hovers } from './hovers';

/** How a row is told from others: by its whole accessible name or by a pattern in it. */
export type Name = string | RegExp;

/** One tree view of a side bar, as a person sees it: only what is scrolled into sight is there. */
export class TreePane {
  constructor(
    private readonly page: Page,
    private readonly hovers: Hovers,
    readonly pane: Locator,
  ) {}

  async waitUntilShown(): Promise<void> {
    await this.pane.locator('.pane-body').waitFor();
  }

  /** The accessible names of the rows, from top to bottom. */
  async rows(): Promise<string[]> {
    const rows = await this.pane.locator('[role="treeitem"]').evaluateAll(elements =>
      elements.map(element => ({
        index: Number(element.getAttribute('data-index')),
        name: element.getAttribute('aria-label') ?? '',
      })),
    );
    return rows.sort((a, b) => a.index - b.index).map(({ name }) => name);
  }

  row(name: Name): Locator {
    return this.pane.getByRole('treeitem', { name, exact: true });
  }

  /** The text of a row's hover. */
  async hover(row: Locator): Promise<string> {
    return this.hovers.textOver(row.locator('.monaco-icon-label-container').first());
  }

  /** Clicks one of the icons that show on a row under the mouse. */
  async inlineAction(row: Locator, label: string): Promise<void> {
    await row.hover();
    await row.getByRole('button', { name: label, exact: true }).click();
  }

  async inlineActions(row: Locator): Promise<string[]> {
    await row.hover();
    return names(row.getByRole('button'));
  }

  async contextMenu(row: Locator, label: string): Promise<void> {
    const menu = await this.openMenu(row);
    const item = menu.getByText(label, { exact: true });
    await item.waitFor();
    // A menu pays no heed to the mouse in its first moments.
    await eventually('the menu to go', async () => {
      await item.click({ timeout: 1000 }).catch(() => undefined);
      return goes(menu, 150);
    });
  }

  async contextMenuLabels(row: Locator): Promise<string[]> {
    const menu = await this.openMenu(row);
    const labels = await names(menu.locator('.action-menu-item .action-label'));
    await this.page.keyboard.press('Escape');
    await menu.waitFor({ state: 'hidden' });
    return labels;
  }

  private async openMenu(row: Locator): Promise<Locator> {
    await row.click({ button: 'right' });
    const menu = this.page.locator('.monaco-menu');
    await menu.locator('.action-menu-item').first().waitFor();
    return menu;
  }

  /** Clicks one of the icons in the view's title. */
  async titleAction(label: string): Promise<void> {
    const sideBar = this.page.locator('.part').filter({ has: this.pane });
    await this.pane.hover();
    await sideBar.getByRole('button', { name: label, exact: true }).click();
  }

  /** The line above the tree, when there is one. */
  async message(): Promise<string | undefined> {
    return textIfShown(this.pane.locator('.tree-explorer-viewlet-tree-view > .message'));
  }

  /** What stands in the place of an empty tree, when something does. */
  async welcomeText(): Promise<string | undefined> {
    return textIfShown(this.pane.locator('.welcome-view-content'));
  }

  /** Clicks a button or a link of the welcome. */
  async welcomeAction(label: string): Promise<void> {
    await this.pane
      .locator('.welcome-view-content')
      .getByRole('button', { name: label, exact: true })
      .click();
  }
}

function goes(element: Locator, timeout: number): Promise<boolean> {
  return element.waitFor({ state: 'hidden', timeout }).then(
    () => true,
    () => false,
  );
}

async function textIfShown(place: Locator): Promise<string | undefined> {
  const shown = place.filter({ visible: true });
  return (await shown.allInnerTexts())[0]?.trim();
}

async function names(elements: Locator): Promise<string[]> {
  return elements.evaluateAll(all => all.map(element => element.getAttribute('aria-label') ?? ''));
}
