import type { Locator, Page } from 'playwright-core';

export interface QuickPickItem {
  readonly label: string;
  readonly description: string;
  readonly detail: string;
}

/** The box at the top of the window that asks for a text or a choice. */
export class QuickInput {
  readonly widget: Locator;
  readonly input: Locator;

  constructor(private readonly page: Page) {
    this.widget = page.locator('.quick-input-widget');
    this.input = this.widget.locator('.quick-input-box input');
  }

  async waitUntilShown(title?: string): Promise<void> {
    const expected = title === undefined ? this.widget : this.titleBar.getByText(title, { exact: true });
    await expected.waitFor();
  }

  async waitUntilHidden(): Promise<void> {
    await this.widget.waitFor({ state: 'hidden' });
  }

  isShown(): Promise<boolean> {
    return this.widget.isVisible();
  }

  async title(): Promise<string> {
    return (await this.titleBar.innerText()).trim();
  }

  async placeholder(): Promise<string> {
    return (await this.input.getAttribute('placeholder')) ?? '';
  }

  value(): Promise<string> {
    return this.input.inputValue();
  }

  async isPassword(): Promise<boolean> {
    return (await this.input.getAttribute('type')) === 'password';
  }

  /** The line under the input: its prompt, or what is wrong with the text in it. */
  async message(): Promise<string> {
    return (await this.widget.locator('.quick-input-message').innerText()).trim();
  }

  /** What is wrong with the text, as long as something is. */
  async validation(): Promise<string | undefined> {
    const wrong = this.widget.locator('.monaco-inputbox').and(this.page.locator('.error, .warning, .info'));
    return (await wrong.count()) ? this.message() : undefined;
  }

  /** Puts a text in the place of what is there. */
  async type(text: string): Promise<void> {
    await this.input.fill(text);
  }

  async items(): Promise<QuickPickItem[]> {
    return this.options.evaluateAll(options => {
      const text = (option: Element, part: string) => option.querySelector(part)?.textContent.trim() ?? '';
      return options.map(option => ({
        label: text(option, '.label-name'),
        description: text(option, '.label-description'),
        detail: text(option, '.quick-input-list-label-meta'),
      }));
    });
  }

  async pick(label: string): Promise<void> {
    await this.option(label).click();
  }

  option(label: string): Locator {
    const name = this.page.locator('.label-name').getByText(label, { exact: true });
    return this.options.filter({ has: name });
  }

  async accept(): Promise<void> {
    await this.input.press('Enter');
  }

  async escape(): Promise<void> {
    await this.input.press('Escape');
    await this.waitUntilHidden();
  }

  private get titleBar(): Locator {
    return this.widget.locator('.quick-input-title');
  }

  private get options(): Locator {
    return this.widget.locator('.quick-input-list').getByRole('option');
  }
}
