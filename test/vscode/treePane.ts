import type { Locator, Page } from 'playwright-core';
import { eventually } from './eventually';
import type { Hovers } from './hovers';
import { titled, titlesOf } from './labels';
import { Menu } from './menu';
import { TreeKeyboard } from './treeKeyboard';
import { TreeSelection } from './treeSelection';
import { ViewTitle } from './viewTitle';

const clickMs = 3_000;

/** How a row is told from others: by its whole accessible name or by a pattern in it. */
export type Name = string | RegExp;

/** One tree view of a side bar, as a person sees it: only what is scrolled into sight is there. */
export class TreePane {
  readonly keyboard: TreeKeyboard;
  readonly selection: TreeSelection;
  readonly title: ViewTitle;
  private readonly menu: Menu;

  constructor(
    page: Page,
    private readonly hovers: Hovers,
    readonly pane: Locator,
  ) {
    this.keyboard = new TreeKeyboard(page, pane);
    this.selection = new TreeSelection(hovers, this.row.bind(this), pane);
    this.title = new ViewTitle(page, hovers, pane);
    this.menu = new Menu(page);
  }

  /** Whether it is on the screen, at the latest after this time. */
  isShownWithin(timeoutMs: number): Promise<boolean> {
    const body = this.pane.locator('.pane-body');
    return body.waitFor({ timeout: timeoutMs }).then(
      () => true,
      () => false,
    );
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
    // A row that is drawn anew under the mouse loses its icons until the mouse comes again.
    await eventually(`the icon ${label}`, async () => {
      await row.hover();
      const icon = row.getByRole('button', { name: titled(label) });
      return icon.click({ timeout: clickMs }).then(
        () => true,
        () => this.hovers.leave().then(() => false),
      );
    });
  }

  async inlineActions(row: Locator): Promise<string[]> {
    await row.hover();
    return titlesOf(row.getByRole('button'));
  }

  async contextMenu(row: Locator, ...path: readonly string[]): Promise<void> {
    await this.openMenu(row);
    await this.menu.choose(...path);
  }

  async contextMenuLabels(row: Locator): Promise<string[]> {
    await this.openMenu(row);
    return (await this.menu.entries()).map(({ label }) => label);
  }

  private async openMenu(row: Locator): Promise<void> {
    await row.click({ button: 'right' });
    await this.menu.waitUntilShown();
  }

  /** Clicks one of the icons in the view's title. */
  async titleAction(label: string): Promise<void> {
    await this.title.click(label);
  }

  /** Whether a group shows what is in it; a row that holds nothing is not expanded. */
  async isExpanded(row: Locator): Promise<boolean> {
    return (await row.getAttribute('aria-expanded')) === 'true';
  }

  /** Clicks the twistie of a group, if need be. */
  async expand(row: Locator): Promise<void> {
    await this.turn(row, 'true');
  }

  async collapse(row: Locator): Promise<void> {
    await this.turn(row, 'false');
  }

  private async turn(row: Locator, expanded: 'true' | 'false'): Promise<void> {
    if ((await row.getAttribute('aria-expanded')) === expanded) return;
    await this.hovers.leave();
    await row.locator('.monaco-tl-twistie').click();
    await row.and(this.pane.locator(`[aria-expanded="${expanded}"]`)).waitFor();
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
    await this.pane.locator('.welcome-view-content').getByRole('button', { name: label, exact: true }).click();
  }
}

async function textIfShown(place: Locator): Promise<string | undefined> {
  const shown = place.filter({ visible: true });
  return (await shown.allInnerTexts())[0]?.trim();
}
