import type { Locator, Page } from 'playwright-core';
import { eventually } from './eventually';
import { titled, titlesOf, wholly } from './labels';

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

  /** Waits until the items are as they should be, and answers them. */
  async awaitItems(what: string, areMeant: (items: QuickPickItem[]) => boolean): Promise<QuickPickItem[]> {
    return eventually(what, async () => {
      const items = await this.items();
      return areMeant(items) && items;
    });
  }

  /** The words over groups of items, from top to bottom. */
  async separators(): Promise<string[]> {
    const separators = this.options.locator('.quick-input-list-separator').filter({ visible: true });
    return (await separators.allInnerTexts()).filter(text => text !== '');
  }

  /** Whether it shows that something is still on its way. */
  async isBusy(): Promise<boolean> {
    return (await this.widget.locator('.quick-input-progress.active').count()) > 0;
  }

  async pick(label: string): Promise<void> {
    await this.option(label).click();
  }

  option(label: string): Locator {
    const name = this.page.locator('.quick-input-list-row:first-child .label-name', {
      hasText: wholly(label),
    });
    return this.options.filter({ has: name });
  }

  /** The label of the item that Enter would take. */
  async activeLabel(): Promise<string | undefined> {
    const active = this.options.and(this.page.locator('.focused'));
    return (await active.locator('.label-name').allInnerTexts())[0]?.trim();
  }

  /** The titles of the buttons on an item; they show under the mouse. */
  async itemButtons(label: string): Promise<string[]> {
    await this.option(label).hover();
    return titlesOf(this.option(label).getByRole('button'));
  }

  async clickItemButton(label: string, button: string): Promise<void> {
    await this.option(label).hover();
    await this.option(label)
      .getByRole('button', { name: titled(button) })
      .click();
  }

  /** The titles of the buttons beside the box's title, from left to right; `Back` is one of them. */
  titleButtons(): Promise<string[]> {
    return titlesOf(this.titleLine.getByRole('button'));
  }

  async clickTitleButton(button: string): Promise<void> {
    await this.titleLine.getByRole('button', { name: titled(button) }).click();
  }

  /** Ticks an item of a box that takes many, or takes its tick away. */
  async setChecked(label: string, isChecked: boolean): Promise<void> {
    if ((await this.checked()).includes(label) === isChecked) return;
    await this.option(label).click();
    await eventually(`the tick of "${label}"`, async () => (await this.checked()).includes(label) === isChecked);
  }

  /** The labels of the items with a tick. */
  async checked(): Promise<string[]> {
    const ticked = this.options.and(this.page.locator('[aria-checked="true"]'));
    const names = ticked.locator('.quick-input-list-row:first-child .label-name');
    return (await names.allInnerTexts()).map(name => name.trim());
  }

  /** Presses a key with the focus in the box, as `ArrowDown`. */
  async press(key: string): Promise<void> {
    await this.input.press(key);
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

  private get titleLine(): Locator {
    return this.widget.locator('.quick-input-titlebar');
  }

  /** The items; where many can be taken, each is a checkbox. */
  private get options(): Locator {
    return this.widget.locator('.quick-input-list').locator('[role="option"], .monaco-list-row[role="checkbox"]');
  }
}
