import type { Locator, Page } from 'playwright-core';

/** The dialog that holds the whole window until it is answered. */
export class Modal {
  readonly box: Locator;

  constructor(page: Page) {
    this.box = page.locator('.monaco-dialog-box');
  }

  async waitUntilShown(): Promise<void> {
    await this.box.waitFor();
  }

  isShown(): Promise<boolean> {
    return this.box.isVisible();
  }

  /** Its message, with the detail on the lines below. */
  async text(): Promise<string> {
    return (await this.box.locator('.dialog-message-container').innerText()).trim();
  }

  async click(button: string): Promise<void> {
    await this.box.getByRole('button', { name: button, exact: true }).click();
    await this.box.waitFor({ state: 'hidden' });
  }
}
