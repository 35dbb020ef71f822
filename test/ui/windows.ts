import type { Browser } from '../vscode/browser';
import type { ExtensionHosts } from '../vscode/extensionHosts';
import type { Server } from '../vscode/server';
import type { VSCodeVersion } from '../vscode/versions';
import { openWorkbench, type Workbench } from '../vscode/workbench';
import { serverOf } from './servers';
import { freshBrowser } from './traces';

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

/** The windows that wait for the next test, one of a version: empty, and the extension in them has ended. */
const spare = new Map<VSCodeVersion, Window>();

/** Those that are open, with a test or without. */
const open = new Set<Window>();

/** The window that a test before has left, if there is one of this version; else a new one. */
export async function someWindow(version: VSCodeVersion, settings: Settings): Promise<Window> {
  const window = spare.get(version);
  if (!window) return newWindow(version, settings);
  try {
    const gone = Object.fromEntries(Object.keys(window.settings).map(name => [name, null]));
    await window.hosts.start({ ...gone, ...settings });
    spare.delete(version);
    window.settings = settings;
    return window;
  } catch (error) {
    console.warn('The window of the test before does not serve again:', error);
    return newWindow(version, settings);
  }
}

/** A new window in a new browser. No other of this version is open then: `hosts` speaks to the newest. */
export async function newWindow(version: VSCodeVersion, settings: Settings): Promise<Window> {
  await closeSpare(version);
  const { server, hosts } = await serverOf(version);
  await server.setSettings(settings);
  const browser = await freshBrowser();
  try {
    const [workbench] = await Promise.all([openWorkbench({ server, browser }), hosts.another()]);
    const window = { server, hosts, browser, workbench, settings };
    open.add(window);
    return window;
  } catch (error) {
    await browser.close();
    throw error;
  }
}

/** Keeps a window for the next test, cleared of what this one has left in it. */
export async function keepWindow(version: VSCodeVersion, window: Window): Promise<void> {
  const { browser, workbench, hosts } = window;
  try {
    const others = browser.context.pages().filter(page => page !== workbench.page);
    await Promise.all(others.map(page => page.close()));
    await workbench.escape();
    await workbench.page.setViewportSize(size);
    await browser.context.clearPermissions();
    await hosts.stop();
    await hosts.forget();
    spare.set(version, window);
  } catch (error) {
    console.warn('A window could not be cleared:', error);
    await closeWindow(window);
  }
}

export async function closeWindow(window: Window): Promise<void> {
  open.delete(window);
  await window.workbench.close();
  await window.browser.close();
}

async function closeSpare(version: VSCodeVersion): Promise<void> {
  const window = spare.get(version);
  spare.delete(version);
  if (window) await closeWindow(window);
}

/** Also those that a test could not give back. */
export async function closeWindows(): Promise<void> {
  spare.clear();
  for (const window of open) await closeWindow(window);
}
