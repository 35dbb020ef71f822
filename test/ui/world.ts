import type { PortalOptions, StandInPortal } from '../portal/portal';
import type { Browser } from '../vscode/browser';
import { eventually } from '../vscode/eventually';
import type { Server } from '../vscode/server';
import { newest, supportedVersions } from '../vscode/versions';
import type { Workbench } from '../vscode/workbench';
import type { TreePane } from '../vscode/treePane';
import { standIn } from './traces';
import { closeWindow, keepWindow, newWindow, someWindow } from './windows';
import type { Settings, Window } from './windows';

/** A person's window, and the portal that they have an account on. */
export interface World {
  readonly portal: StandInPortal;
  readonly server: Server;
  readonly browser: Browser;
  readonly workbench: Workbench;
  readonly view: TreePane;
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

/** What is set where a test says nothing else. */
const usualSettings: Settings = { 'bitrix24.undoSeconds': 0 };

/** The same tests in a real workbench of every supported VS Code, each test with a clean window and a portal of its own. */
export function inEveryVersion(title: string, tests: Tests): void {
  inVersions(supportedVersions, title, tests);
}

/** For what no version of VS Code has a hand in: the newest alone. */
export function inNewestVersion(title: string, tests: Tests): void {
  inVersions([newest], title, tests);
}

/** Worlds with time for Undo, as a person has it. */
export function withUndo(world: SignedOut): SignedOut {
  return ({ settings, ...options } = {}) =>
    world({ ...options, settings: { 'bitrix24.undoSeconds': 6, ...settings } });
}

function inVersions(versions: typeof supportedVersions, title: string, tests: Tests): void {
  for (const version of versions) {
    describe(`${title} (VS Code ${version.code})`, () => {
      let portal: StandInPortal | undefined;
      let own: Window | undefined;
      let kept: Window | undefined;

      const open = async ({ settings, window = 'any', ...options }: WorldOptions = {}) => {
        portal = await standIn({ seed: 'sample', ...options });
        const wanted = { ...usualSettings, ...settings };
        const opened = await (window === 'new' ? newWindow : someWindow)(version, wanted);
        if (window === 'new') own = opened;
        else kept = opened;
        const { server, browser, workbench, hosts } = opened;
        const view = await workbench.openView();
        return { portal, server, browser, workbench, view, hosts };
      };

      const signedOut: SignedOut = open;

      const connected: Connected = async options => {
        const { hosts, ...world } = await open(options);
        await hosts.execute('bitrix24.connect', world.portal.webhook);
        await world.portal.journal.next('im.notify.get');
        await (await world.workbench.toast(connectedAsAlex)).dismiss();
        return world;
      };

      afterEach(async function () {
        const [before, after, ended] = [own, kept, portal];
        own = kept = portal = undefined;
        if (before) await closeWindow(before);
        if (after) {
          // What went wrong here must go wrong nowhere else.
          if (this.currentTest?.state === 'failed') await closeWindow(after);
          else await keepWindow(version, after);
        }
        await ended?.close();
      });

      tests(signedOut, connected);
    });
  }
}

const connectedAsAlex = /^Connected to 127\.0\.0\.1:\d+ as Alex Morgan\.$/;

/** Connects by typing the address, and waits until the portal has been asked for its notifications. */
export async function connect({ workbench, portal }: Pick<World, 'workbench' | 'portal'>): Promise<void> {
  await workbench.runCommand('Bitrix24: Connect to a Portal…');
  await chooseWebhook(workbench);
  await workbench.quickInput.type(portal.webhook);
  await workbench.quickInput.accept();
  await workbench.quickInput.waitUntilHidden();
  await portal.journal.next('im.notify.get');
  await (await workbench.toast(connectedAsAlex)).dismiss();
}

/** Chooses the webhook among the ways to sign in, and waits for its box. */
export async function chooseWebhook({ quickInput }: Workbench): Promise<void> {
  await quickInput.waitUntilShown('Connect to a Bitrix24 Portal');
  await quickInput.pick('Inbound webhook');
  await eventually('the box for the address', () => quickInput.isPassword());
}
