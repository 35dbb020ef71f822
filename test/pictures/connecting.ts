import { eventually } from '../vscode/eventually';
import type { Studio } from './studio';
import { answerable } from './rows';

export async function takeConnecting(studio: Studio): Promise<void> {
  const { workbench, portal } = studio;
  const { page, quickInput } = workbench;
  const view = await workbench.openView();
  await studio.welcome('See your');
  await page.mouse.move(700, 500);
  await studio.take('signedOut');
  await view.welcomeAction('Connect to a Portal…');
  await quickInput.waitUntilShown();
  await studio.take('connect');
  await quickInput.type(portal.webhook.replace(portal.code, 'wrong'));
  await quickInput.accept();
  await eventually('the refusal', async () => (await quickInput.validation())?.includes('does not know'));
  await studio.take('connectRefused');
  await quickInput.type(portal.webhook);
  await quickInput.accept();
  await view.row(answerable).waitFor();
  await studio.widenSideBar(230);
  await studio.take('tree');
}
