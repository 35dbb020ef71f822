import type { JournalEntry } from '../portal/journal';
import type { PortalOptions, StandInPortal } from '../portal/portal';
import type { Browser } from '../vscode/browser';
import { eventually } from '../vscode/eventually';
import type { Server } from '../vscode/server';
import { newest, supportedVersions, type VSCodeVersion } from '../vscode/versions';
import type { Workbench } from '../vscode/workbench';
import type { TreePane } from '../vscode/treePane';
import { onScreen } from './onScreen';
import { standIn } from './traces';
import { closeWindow, keepWindow, newWindow, type Settings, someWindow, type Window } from './windows';

/** A person's window, and the portal that they have an account on. */
export interface World {
  readonly portal: StandInPortal;
  readonly server: Server;
  readonly browser: Browser;
  readonly workbench: Workbench;
  readonly view: TreePane;
  /** Starts the extension anew, as a reload of the window does, in much less time; what is in the window stays. */
  restart(whileStopped?: () => Promise<void>): Promise<void>;
}

export interface WorldOptions extends PortalOptions {
  /** Of the user, for this one test, beside the usual ones. */
  readonly settings?: Settings;
  /**
   * `new`: in a browser that was never used, and gone after the test. Else it may be the one of a test before, in which
   * the extension has forgotten everything and is started anew.
   */
  readonly window?: 'new' | 'any';
}

/** A window that knows no portal yet, with the extension's view in front. */
export type SignedOut = (options?: WorldOptions) => Promise<World>;
/** The same with a portal connected. */
export type Connected = SignedOut;

type Tests = (signedOut: SignedOut, connected: Connected) => void;

/** What is set where a test says nothing else: what arrives by itself shows no message. */
const usualSettings: Settings = { 'bitrix24.undoSeconds': 0, 'bitrix24.notifications.show': 'none' };

/** Those of the tests that the other versions have, too. */
const everywhereTests = new Set<Mocha.Test>();

/** In place of `it`: for a way through the extension that each supported VS Code has to offer. */
export function everywhere(title: string, test: Mocha.AsyncFunc): void {
  everywhereTests.add(it(title, test));
}

const isInDepth = process.env.UI_TESTS === 'all';

/** In place of `it`: for what `npm run test:all` looks at too, as `npm test` has to come to its end in ten minutes. */
export function inDepth(title: string, test: Mocha.AsyncFunc): void {
  if (isInDepth) it(title, test);
}

/** In place of `it`: `everywhere`, in the other versions only in depth. */
export function everywhereInDepth(title: string, test: Mocha.AsyncFunc): void {
  const made = it(title, test);
  if (isInDepth) everywhereTests.add(made);
}

/**
 * Tests in a real workbench, each with a clean window and a portal of its own: in the newest VS Code all of them, in
 * the others those that are meant for `everywhere`.
 */
export function inEveryVersion(title: string, tests: Tests): void {
  for (const version of supportedVersions) inVersion(version, title, tests);
}

/** For what no version of VS Code has a hand in: the newest alone. */
export function inNewestVersion(title: string, tests: Tests): void {
  inVersion(newest, title, tests);
}

/** Worlds with time for Undo, as a person has it. */
export function withUndo(world: SignedOut): SignedOut {
  return ({ settings, ...options } = {}) => world({ ...options, settings: { 'bitrix24.undoSeconds': 6, ...settings } });
}

function inVersion(version: VSCodeVersion, title: string, tests: Tests): void {
  describe(`${title} (VS Code ${version.code})`, function () {
    /** What the test has, to be given back after it. */
    let portal: StandInPortal | undefined;
    let borrowed: Window | undefined;
    let own: Window | undefined;

    const open = async ({ settings, window = 'any', ...options }: WorldOptions = {}) => {
      portal = await standIn({ seed: 'sample', ...options });
      const wanted = { ...usualSettings, ...settings };
      const opened = await (window === 'new' ? newWindow : someWindow)(version, wanted);
      if (window === 'new') own = opened;
      else borrowed = opened;
      const { server, browser, workbench, hosts } = opened;
      const view = await workbench.openView();
      const restart = async (whileStopped?: () => Promise<void>) => {
        await hosts.stop();
        await view.pane.locator('[role="treeitem"]').first().waitFor({ state: 'hidden' });
        await whileStopped?.();
        await hosts.start();
      };
      const world: World = { portal, server, browser, workbench, view, restart };
      return { world, hosts };
    };

    const signedOut: SignedOut = async options => (await open(options)).world;

    const connected: Connected = async options => {
      const { world, hosts } = await open(options);
      await hosts.execute('bitrix24.connect', world.portal.webhook);
      await world.portal.journal.next('im.notify.get', isPage);
      await hosts.execute('notifications.clearAll');
      return world;
    };

    afterEach(async function () {
      // What went wrong here must go wrong nowhere else.
      const isTrusted = this.currentTest?.state === 'passed';
      const shown = own ?? borrowed;
      if (!isTrusted && shown) console.log(await onScreen(shown.workbench));
      if (borrowed) await (isTrusted ? keepWindow(version, borrowed) : closeWindow(borrowed));
      if (own) await closeWindow(own);
      await portal?.close();
      portal = borrowed = own = undefined;
    });

    tests(signedOut, connected);
    if (version !== newest) this.tests = this.tests.filter(test => everywhereTests.has(test));
  });
}

/** Whether a call of `im.notify.get` asks for a page of the list; a sign-in is checked with another one before. */
const isPage = ({ params }: Pick<JournalEntry, 'params'>): boolean => params.LIMIT !== 1;

const connectedAsAlex = /^Connected to 127\.0\.0\.1:\d+ as Alex Morgan\.$/;

/** Connects by typing the address, and waits until the portal has been asked for its notifications. */
export async function connect({ workbench, portal }: Pick<World, 'workbench' | 'portal'>): Promise<void> {
  await workbench.runCommand('Bitrix24: Connect to a Portal…');
  await chooseWebhook(workbench);
  await workbench.quickInput.type(portal.webhook);
  await workbench.quickInput.accept();
  await workbench.quickInput.waitUntilHidden();
  await portal.journal.next('im.notify.get', isPage);
  await (await workbench.toast(connectedAsAlex)).dismiss();
}

/** Chooses the webhook among the ways to sign in, and waits for its box. */
export async function chooseWebhook({ quickInput }: Workbench): Promise<void> {
  await quickInput.waitUntilShown('Connect to a Bitrix24 Portal');
  await quickInput.pick('Inbound webhook');
  await eventually('the box for the address', () => quickInput.isPassword());
}
