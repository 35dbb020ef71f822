import { startPortal } from '../portal/portal';
import type { PortalOptions, StandInPortal } from '../portal/portal';
import { startBrowser } from '../vscode/browser';
import type { Browser } from '../vscode/browser';
import { eventually } from '../vscode/eventually';
import type { Server } from '../vscode/server';
import { newest, supportedVersions } from '../vscode/versions';
import { openWorkbench } from '../vscode/workbench';
import type { Workbench } from '../vscode/workbench';
import type { TreePane } from '../vscode/treePane';
import { serverOf } from './servers';

/** A person's window, and the portal that they have an account on. */
export interface World {
  readonly portal: StandInPortal;
  readonly server: Server;
  readonly browser: Browser;
  readonly workbench: Workbench;
  readonly view: TreePane;
}

export interface WorldOptions extends PortalOptions {
  /** Of the user, for this one test. */
  readonly settings?: Readonly<Record<string, unknown>>;
}

/** A window that knows no portal yet, with the extension's view in front. */
export type SignedOut = (options?: WorldOptions) => Promise<World>;
/** The same after the webhook's address was typed and taken. */
export type Connected = SignedOut;

/** The codes of all webhooks of this run: each of them is a secret that may turn up nowhere. */
export const secretCodes = new Set<string>();

type Tests = (signedOut: SignedOut, connected: Connected) => void;

/** The same tests in a real workbench of every supported VS Code, each test with a window and a portal of its own. */
export function inEveryVersion(title: string, tests: Tests): void {
  inVersions(supportedVersions, title, tests);
}

/** For what no version of VS Code has a hand in: the newest alone. */
export function inNewestVersion(title: string, tests: Tests): void {
  inVersions([newest], title, tests);
}

function inVersions(versions: typeof supportedVersions, title: string, tests: Tests): void {
  for (const version of versions) {
    describe(`${title} (VS Code ${version.code})`, () => {
      const ends: (() => Promise<void>)[] = [];

      const signedOut: SignedOut = async ({ settings = {}, ...options } = {}) => {
        const portal = await startPortal({ seed: 'sample', ...options });
        ends.unshift(() => portal.close());
        secretCodes.add(portal.code);
        const server = await serverOf(version);
        await server.setSettings(settings);
        const browser = await startBrowser();
        ends.unshift(() => browser.close());
        const workbench = await openWorkbench({ server, browser });
        ends.unshift(() => workbench.close());
        const view = await workbench.openView();
        return { portal, server, browser, workbench, view };
      };

      const connected: Connected = async options => {
        const world = await signedOut(options);
        await connect(world);
        return world;
      };

      afterEach(async () => {
        for (const end of ends.splice(0)) {
          await end();
        }
      });

      tests(signedOut, connected);
    });
  }
}

/** Connects by typing the address, and waits until the portal has been asked for its notifications. */
export async function connect({ workbench, portal }: Pick<World, 'workbench' | 'portal'>): Promise<void> {
  await workbench.runCommand('Bitrix24: Connect to a Portal…');
  await chooseWebhook(workbench);
  await workbench.quickInput.type(portal.webhook);
  await workbench.quickInput.accept();
  await workbench.quickInput.waitUntilHidden();
  await portal.journal.next('im.notify.get');
  await (await workbench.toast(/^Connected to 127\.0\.0\.1:\d+ as Alex Morgan\.$/)).dismiss();
}

/** Chooses the webhook among the ways to sign in, and waits for its box. */
export async function chooseWebhook({ quickInput }: Workbench): Promise<void> {
  await quickInput.waitUntilShown('Connect to a Bitrix24 Portal');
  await quickInput.pick('Inbound webhook');
  await eventually('the box for the address', () => quickInput.isPassword());
}
