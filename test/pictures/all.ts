import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { startPortal } from './portal/portal';
import type { StandInPortal } from './portal/portal';
import { startBrowser } from './vscode/browser';
import { eventually } from './vscode/eventually';
import { packageVsix } from './vscode/package';
import { outDir } from './vscode/paths';
import { startServer } from './vscode/server';
import type { Theme } from './vscode/settings';
import { newest } from './vscode/versions';
import { openWorkbench } from './vscode/workbench';
import type { Workbench } from './vscode/workbench';

/** Pictures of every surface in every kind of theme, to be looked at: `out/pictures/<theme>-<what>.png`. */
const folder = path.join(outDir, 'pictures');
const themes: readonly Theme[] = ['dark', 'light', 'highContrast'];
const size = { width: 1000, height: 620 };
const answerable = /^Unread, Anna Orlova, Commented/;

async function takeAll(): Promise<void> {
  await mkdir(folder, { recursive: true });
  const vsix = await packageVsix();
  for (const theme of themes) {
    const portal = await startPortal({ seed: 'sample' });
    const server = await startServer({ version: newest, vsix, theme });
    const browser = await startBrowser();
    const workbench = await openWorkbench({ server, browser });
    await workbench.page.setViewportSize(size);
    await takeThemed(theme, workbench, portal);
    await browser.close();
    await server.stop();
    await portal.close();
    console.log(`${theme}: done`);
  }
}

async function takeThemed(theme: Theme, workbench: Workbench, portal: StandInPortal): Promise<void> {
  const { page, quickInput } = workbench;
  const take = async (what: string): Promise<void> => {
    // What fades in is let come to rest.
    await page.evaluate(() =>
      Promise.all(document.getAnimations().map(animation => animation.finished.catch(() => undefined))),
    );
    await workbench.screenshot(path.join(folder, `${theme}-${what}.png`));
  };
  const view = await workbench.openView();
  const welcome = (words: string) =>
    eventually(words, async () => (await view.welcomeText())?.includes(words));

  await welcome('See your');
  await page.mouse.move(700, 500);
  await take('signedOut');
  await view.welcomeAction('Connect to a Portal…');
  await quickInput.waitUntilShown();
  await take('connect');
  await quickInput.type(portal.webhook.replace(portal.code, 'wrong'));
  await quickInput.accept();
  await eventually('the refusal', async () => (await quickInput.validation())?.includes('does not know'));
  await take('connectRefused');
  await quickInput.type(portal.webhook);
  await quickInput.accept();
  await view.row(answerable).waitFor();
  await widenSideBar(workbench, 230);
  await take('tree');
  await view.hover(view.row(answerable));
  await take('hover');
  await view.inlineAction(view.row(answerable), 'Quick Reply…');
  await quickInput.waitUntilShown();
  await quickInput.type('The dates are in, thank you!');
  await take('reply');
  await quickInput.accept();
  await workbench.toast(/Comment/);
  await take('replied');
  await workbench.runCommand('Bitrix24: Quick Reply…');
  await quickInput.waitUntilShown('Quick Reply');
  await take('pick');
  await quickInput.escape();
  await view.contextMenu(view.row(/^Unread, Anna Orlova, Assigned/), 'Quick Reply…');
  await quickInput.waitUntilShown();
  await take('replyNotAnswerable');
  await quickInput.escape();
  portal.faults.add({ method: 'im.notify.get', times: Infinity, fault: { kind: 'html', status: 502 } });
  await workbench.runCommand('Bitrix24: Refresh');
  await eventually('the message', view.message.bind(view));
  await workbench.statusBarItem(/^Bitrix24: .* unread/).tooltip();
  await take('stale');
  await workbench.reload();
  await workbench.openView();
  await welcome('can’t be reached');
  await take('unreachable');
  portal.faults.clear();
  for (const [state, words] of [
    ['revoked', 'does not accept'],
    ['held', 'does not allow'],
  ] as const) {
    portal.access.state = state;
    await workbench.reload();
    await workbench.openView();
    await welcome(words);
    await take(state);
  }
  portal.access.state = 'active';
  portal.access.scope = [];
  await workbench.reload();
  await workbench.openView();
  await welcome('lacks the permission');
  await take('noScope');
  portal.access.scope = ['im'];
  portal.box.clear();
  await view.welcomeAction('Try Again');
  await welcome('No notifications.');
  await take('empty');
}

/** Pulls the side bar's edge to the right, by pixels. */
async function widenSideBar({ page }: Workbench, by: number): Promise<void> {
  const sideBar = await page.locator('.part.sidebar').boundingBox();
  const edge = (sideBar?.x ?? 0) + (sideBar?.width ?? 0);
  await page.mouse.move(edge, 400);
  await page.mouse.down();
  await page.mouse.move(edge + by, 400, { steps: 5 });
  await page.mouse.up();
  await page.mouse.move(edge + by + 150, 500);
}

takeAll().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
