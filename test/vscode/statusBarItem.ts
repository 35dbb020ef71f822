import type { Locator } from 'playwright-core';
import type { Hovers } from './hovers';

/** An item of the status bar, told from others by its accessible name. */
export class StatusBarItem {
  readonly item: Locator;

  constructor(
    statusBar: Locator,
    private readonly hovers: Hovers,
    name: string | RegExp,
  ) {
    this.item = statusBar.getByRole('button', { name, exact: true });
  }

  async text(): Promise<string> {
    return (await this.item.innerText()).trim();
  }

  async accessibleName(): Promise<string> {
    return (await this.item.getAttribute('aria-label')) ?? '';
  }

  tooltip(): Promise<string> {
    return this.hovers.textOver(this.item);
  }

  async click(): Promise<void> {
    await this.item.click();
  }

  isShown(): Promise<boolean> {
    return this.item.isVisible();
  }

  async waitUntilShown(): Promise<void> {
    await this.item.waitFor();
  }
}
