import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';
import type { Page } from 'playwright-core';
import type { LocalApplication } from '../portal/oauth/oauth';
import { eventually } from '../vscode/eventually';
import type { SignedOut, World, WorldOptions } from './world';

/** A window that knows no portal yet, and a local application of the portal that leads back to its machine. */
export interface ApplicationWorld extends World {
  readonly application: LocalApplication;
  /** Where VS Code waits for the browser. */
  readonly port: number;
}

/** What is asked for, one after the other. */
export interface Answers {
  readonly portal: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

/** As `signedOut`, with an application; each has a port of its own. */
export function withApplication(signedOut: SignedOut): (options?: WorldOptions) => Promise<ApplicationWorld> {
  return async ({ settings, ...options } = {}) => {
    const port = await freePort();
    const world = await signedOut({ ...options, settings: { ...settings, 'bitrix24.signInPort': port } });
    const application = world.portal.oauth.addApplication({ redirectUri: `http://localhost:${port}/` });
    return { ...world, application, port };
  };
}

/** Signs in by the browser, in which somebody is signed in to the portal already. */
export async function connectWithApplication(world: ApplicationWorld): Promise<void> {
  const page = await beginSignIn(world);
  await awaitConnected(world);
  await page.close();
}

/** Goes through the three steps to the page of the browser that opens then. */
export async function beginSignIn(world: ApplicationWorld, answers: Partial<Answers> = {}): Promise<Page> {
  await goToSecret(world, answers);
  return pageOpenedBy(world, () => world.workbench.quickInput.accept());
}

/** Goes through the steps until only Enter is left to be pressed. */
export async function goToSecret(
  { workbench, portal, application }: ApplicationWorld,
  { portal: origin = portal.origin, clientId, clientSecret }: Partial<Answers> = {},
): Promise<void> {
  const { quickInput } = workbench;
  await workbench.runCommand('Bitrix24: Connect to a Portal…');
  await quickInput.waitUntilShown('Connect to a Bitrix24 Portal');
  await quickInput.pick('Local application (OAuth 2.0)');
  await quickInput.waitUntilShown(step(1));
  await quickInput.type(origin);
  await quickInput.accept();
  await quickInput.waitUntilShown(step(2));
  await quickInput.type(clientId ?? application.clientId);
  await quickInput.accept();
  await quickInput.waitUntilShown(step(3));
  await quickInput.type(clientSecret ?? application.clientSecret);
}

/** The title of a step's box. */
export function step(number: number): string {
  return `Connect to a Bitrix24 Portal (${number}/3)`;
}

/** The title of the box that waits for the browser. */
export function waitingFor({ portal }: Pick<World, 'portal'>): string {
  return `Sign In to ${new URL(portal.origin).host}`;
}

/** The page of the browser that the act opens. Where it comes late after the key, the browser wants another one. */
export async function pageOpenedBy({ browser, workbench }: World, act: () => Promise<void>): Promise<Page> {
  const opened: Page[] = [];
  browser.context.once('page', page => opened.push(page));
  await act();
  return eventually('a page of the browser', async () => {
    if (await workbench.modal.isShown()) await workbench.modal.click('Retry');
    return opened[0];
  });
}

/** Fills in the portal's login form, which leads on to the application. */
export async function logIn(page: Page): Promise<void> {
  await page.getByLabel('Login').fill('alex');
  await page.getByRole('button', { name: 'Log in' }).click();
}

/** Waits until the sign-in is finished in VS Code, and the list is there. */
export async function awaitConnected({ workbench, view }: World): Promise<void> {
  await workbench.quickInput.waitUntilHidden();
  await (await workbench.toast(/^Connected to 127\.0\.0\.1:\d+ as Alex Morgan\.$/)).dismiss();
  await view.row(/^Unread, 7$/).waitFor();
}

/** Waits until such a sentence stands under the box. */
export async function complaint({ workbench }: World, pattern: RegExp): Promise<void> {
  let shown: string | undefined;
  await eventually(
    () => `the sentence ${String(pattern)}; there is: ${shown ?? 'none'}`,
    async () => {
      shown = await workbench.quickInput.validation();
      return pattern.test(shown ?? '');
    },
  );
}

/** Below those that the system takes for connections to elsewhere. */
async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(20_000, 32_000);
    if ((await isFree(port, '127.0.0.1')) && (await isFree(port, '::1'))) return port;
  }
}

function isFree(port: number, host: string): Promise<boolean> {
  return new Promise(resolve => {
    const server = createServer();
    server.once('error', ({ code }: NodeJS.ErrnoException) => {
      resolve(code !== 'EADDRINUSE');
    });
    server.listen(port, host, () => {
      server.close(() => {
        resolve(true);
      });
    });
  });
}
