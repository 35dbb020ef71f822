import type { Browser } from '../vscode/browser';
import { startBrowser } from '../vscode/browser';
import type { ExtensionHosts } from '../vscode/extensionHosts';
import type { Server } from '../vscode/server';
import type { VSCodeVersion } from '../vscode/versions';
import { openWorkbench } from '../vscode/workbench';
import type { Workbench } from '../vscode/workbench';
import { serverOf } from './servers';
import { profileDir, traces } from './traces';

export type Settings = Readonly<Record<string, unknown>>;

/** A window of VS Code with a browser of its own. */
export interface Window {
  readonly server: Server;
  readonly hosts: ExtensionHosts;
  readonly browser: Browser;
  readonly workbench: Workbench;
  /** What of the user's settings is set by the tests. */
  settings: Settings;
}

const size = { width: 1280, height: 800 };

/** The window that waits for the next test: empty, and the extension in it has ended. One of all versions. */
let spare: { readonly version: VSCodeVersion; readonly window: Window } | undefined;

/** How many windows were opened, and how many tests had the one of a test before. */
export const windowsCount = { opened: 0, reused: 0 };

/** The window of the test before, where that left one of this version; else a new one. */
export async function someWindow(version: VSCodeVersion, settings: Settings): Promise<Window> {
  const waiting = spare;
  if (waiting?.version !== version) return newWindow(version, settings);
  const { window } = waiting;
  try {
    const gone = Object.fromEntries(Object.keys(window.settings).map(name => [name, null]));
    await window.hosts.start({ ...gone, ...settings });
    spare = undefined;
    window.settings = settings;
    windowsCount.reused++;
    return window;
  } catch (error) {
    console.warn('The window of the test before does not serve again:', error);
    return newWindow(version, settings);
  }
}

/** A new window in a new browser. No other is open meanwhile: the newest is the one that `hosts` speaks to. */
export async function newWindow(version: VSCodeVersion, settings: Settings): Promise<Window> {
  await closeSpare();
  const { server, hosts } = await serverOf(version);
  await server.setSettings(settings);
  const browser = await startBrowser({ profileDir: await profileDir(), onMessage: text => traces.messages.add(text) });
  try {
    const workbench = await openWorkbench({ server, browser });
    windowsCount.opened++;
    return { server, hosts, browser, workbench, settings };
  } catch (error) {
    await browser.close();
    throw error;
  }
}

/** Keeps a window for the next test, cleared of what this one has left in it. */
export async function keepWindow(version: VSCodeVersion, window: Window): Promise<void> {
  const { browser, workbench, hosts } = window;
  try {
    await Promise.all(
      browser.context.pages().map(page => page !== workbench.page && page.close()),
    );
    await workbench.escape();
    await workbench.page.setViewportSize(size);
    await browser.context.clearPermissions();
    await hosts.end();
    spare = { version, window };
  } catch (error) {
    console.warn('A window could not be cleared:', error);
    await closeWindow(window);
  }
}

export async function closeWindow({ workbench, browser }: Window): Promise<void> {
  await workbench.close();
  await browser.close();
}

export async function closeSpare(): Promise<void> {
  const waiting = spare;
  spare = undefined;
  if (waiting) await closeWindow(waiting.window);
}
