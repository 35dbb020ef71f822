import { answerable } from './rows';
import type { Studio } from './studio';
import { eventually } from '../vscode/eventually';

/** The ways to sign in, up to the box that waits for the browser; nothing is connected by it. */
export async function takeSigningIn(studio: Studio): Promise<void> {
  const { workbench, portal, view } = studio;
  const { page, quickInput } = workbench;
  await workbench.openView();
  await studio.welcome('See your');
  await page.mouse.move(700, 500);
  await studio.take('signedOut');
  await view.welcomeAction('Connect to a Portal…');
  await quickInput.waitUntilShown('Connect to a Bitrix24 Portal');
  await studio.take('signInKinds');
  await quickInput.pick('Local application (OAuth 2.0)');
  const application = portal.oauth.addApplication({ redirectUri: 'http://localhost:24824/' });
  for (const [index, typed] of [portal.origin, application.clientId, application.clientSecret].entries()) {
    await quickInput.waitUntilShown(`Connect to a Bitrix24 Portal (${index + 1}/3)`);
    await quickInput.type(typed);
    await studio.take(`signInStep${index + 1}`);
    if (index < 2) await quickInput.accept();
  }
  portal.oauth.signedInUserId = undefined;
  const [browserPage] = await Promise.all([page.context().waitForEvent('page'), quickInput.accept()]);
  await browserPage.close();
  await page.bringToFront();
  await quickInput.waitUntilShown(`Sign In to ${new URL(portal.origin).host}`);
  await studio.take('signInWaiting');
  await quickInput.type('http://localhost:24824/?code=abc&state=abc');
  await eventually('the complaint', async () => (await quickInput.validation())?.includes('different sign-in'));
  await studio.take('signInOther');
  await quickInput.escape();
}

/** With the webhook's address in place of the local application. */
export async function takeConnecting(studio: Studio): Promise<void> {
  const { workbench, portal, view } = studio;
  const { quickInput } = workbench;
  await view.welcomeAction('Connect to a Portal…');
  await quickInput.waitUntilShown('Connect to a Bitrix24 Portal');
  await quickInput.pick('Inbound webhook');
  await eventually('the box for the address', () => quickInput.isPassword());
  await studio.take('connect');
  await quickInput.type(portal.webhook.replace(portal.code, 'wrong'));
  await quickInput.accept();
  await eventually('the refusal', async () => (await quickInput.validation())?.includes('does not recognize'));
  await studio.take('connectRefused');
  await quickInput.type(portal.webhook);
  await quickInput.accept();
  await view.row(answerable).waitFor();
  await studio.widenSideBar(230);
  await studio.take('tree');
}
