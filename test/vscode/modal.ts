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

  /** What it asks, without the detail. */
  async message(): Promise<string> {
    return (await this.box.locator('.dialog-message').innerText()).trim();
  }

  /** The smaller words below the message. */
  async detail(): Promise<string> {
    return (await this.box.locator('.dialog-message-detail').innerText()).trim();
  }

  /** Its buttons, without the cross in the corner. */
  async buttons(): Promise<string[]> {
    return this.box.locator('.dialog-buttons').getByRole('button').allInnerTexts();
  }

  async click(button: string): Promise<void> {
    await this.box.getByRole('button', { name: button, exact: true }).click();
    await this.box.waitFor({ state: 'hidden' });
  }
}
