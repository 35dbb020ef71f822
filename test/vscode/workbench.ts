import type { Locator, Page } from 'playwright-core';
import type { Browser } from './browser';
import { clipboardText } from './clipboard';
import { reloadFromPalette, runFromPalette } from './commandPalette';
import { Editors } from './editors';
import { eventually } from './eventually';
import { Hovers } from './hovers';
import { Modal } from './modal';
import { linkOpenedBy } from './openedLink';
import { QuickInput } from './quickInput';
import type { Server } from './server';
import { StatusBarItem } from './statusBarItem';
import { awaitToast, shownToasts, type Toast } from './toasts';
import { TreePane } from './treePane';

export interface WorkbenchOptions {
  readonly server: Server;
  readonly browser: Browser;
  /** The folder to open; without it the window is an empty one. */
  readonly folder?: string;
}

/** The part of the side bar that holds the extension's view, whatever the language of its title. */
const viewContainer = 'workbench.view.extension.bitrix24';

const timeoutMs = 20_000;
const patienceMs = 5_000;

/** Opens a window of VS Code. */
export async function openWorkbench({ server, browser, folder }: WorkbenchOptions): Promise<Workbench> {
  const page = await browser.context.newPage();
  page.setDefaultTimeout(timeoutMs);
  await page.goto(`${server.url}/?${folder ? `folder=${encodeURIComponent(folder)}` : 'ew=true'}`);
  const workbench = new Workbench(page);
  await workbench.waitUntilShown();
  return workbench;
}

/** A window of VS Code with the extension in it, in the words of the person before it. */
export class Workbench {
  readonly hovers: Hovers;
  readonly quickInput: QuickInput;
  readonly modal: Modal;
  readonly editors: Editors;
  readonly view: TreePane;

  constructor(readonly page: Page) {
    this.hovers = new Hovers(page);
    this.quickInput = new QuickInput(page);
    this.modal = new Modal(page);
    this.editors = new Editors(page);
    this.view = new TreePane(page, this.hovers, page.locator(`[id="${viewContainer}"] .pane`).first());
  }

  async waitUntilShown(): Promise<void> {
    await this.page.locator('.monaco-workbench .part.statusbar .statusbar-item').first().waitFor();
  }

  async runCommand(title: string): Promise<void> {
    await runFromPalette(this.page, this.quickInput, title);
  }

  /** Brings the extension's view to the front by its icon in the activity bar. */
  async openView(): Promise<TreePane> {
    // A window that comes back may select the view by itself meanwhile, and then the click closes it.
    await eventually('the view', async () => {
      if ((await this.tab.getAttribute('aria-selected')) !== 'true') await this.tab.click();
      return this.view.isShownWithin(patienceMs);
    });
    await this.hovers.leave();
    return this.view;
  }

  /** The number on the extension's icon, when there is one. */
  async badge(): Promise<string | undefined> {
    const shown = this.tab.locator('.badge-content').filter({ visible: true });
    const [text = ''] = await shown.allInnerTexts();
    return text === '' ? undefined : text;
  }

  /** The name of the extension's icon, with what the badge says. */
  async iconName(): Promise<string> {
    return (await this.tab.locator('.action-label').getAttribute('aria-label')) ?? '';
  }

  statusBarItem(name: string | RegExp): StatusBarItem {
    return new StatusBarItem(this.page.locator('.part.statusbar'), this.hovers, name);
  }

  toasts(): Promise<Toast[]> {
    return shownToasts(this.page);
  }

  toast(text: string | RegExp): Promise<Toast> {
    return awaitToast(this.page, text);
  }

  /** The address of the browser's page that the act opens; the page stays empty. */
  linkOpenedBy(act: () => Promise<void>): Promise<string> {
    return linkOpenedBy(this.page, this.modal, act);
  }

  clipboard(): Promise<string> {
    return clipboardText(this.page);
  }

  async screenshot(path: string): Promise<void> {
    await this.page.screenshot({ path });
  }

  /** Reloads the page under VS Code: it hardly gets to keep anything, which editors were open not at all. */
  async reload(): Promise<void> {
    await this.page.reload();
    await this.waitUntilShown();
  }

  /** Reloads by VS Code's own command: it comes back with its editors. */
  async reloadWindow(): Promise<void> {
    await reloadFromPalette(this.page, this.quickInput);
    await this.waitUntilShown();
  }

  /** Closes the dialogs and menus that are open. */
  async escape(): Promise<void> {
    const open = this.page.locator('.monaco-dialog-box, .monaco-menu').filter({ visible: true });
    await eventually('dialogs and menus to go', async () => {
      if ((await open.count()) === 0) return true;
      await this.page.keyboard.press('Escape');
      return false;
    });
  }

  /** Leaves the window as a person would: VS Code says goodbye, and its extension host ends at once instead of waiting for hours. */
  async close(): Promise<void> {
    await this.page.goto('about:blank').catch(() => undefined);
    await this.page.close();
  }

  private get tab(): Locator {
    return this.page.locator('.part.activitybar').getByRole('tab', { name: /^Bitrix24/ });
  }
}
