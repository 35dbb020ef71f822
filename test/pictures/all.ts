import { mkdir } from 'node:fs/promises';
import { startPortal } from '../portal/portal';
import { startBrowser } from '../vscode/browser';
import { packageVsix } from '../vscode/package';
import { startServer } from '../vscode/server';
import type { Theme } from '../vscode/settings';
import { newest } from '../vscode/versions';
import { openWorkbench } from '../vscode/workbench';
import { folder, Studio } from './studio';
import { takeArrivals, takeSnoozing } from './arrivals';
import { takeFailures } from './failures';
import { takeReplying } from './replying';
import { takeSearching } from './searching';
import { takeSeveralPortals } from './severalPortals';
import { takeConnecting, takeSigningIn } from './signingIn';
import { takeTriage } from './triage';

const themes: readonly Theme[] = ['dark', 'light', 'highContrast'];
const size = { width: 1000, height: 620 };

/** Each goes on from where the one before has left the window. */
const scenes = [
  takeSigningIn,
  takeConnecting,
  takeReplying,
  takeTriage,
  takeArrivals,
  takeSnoozing,
  takeSearching,
  takeSeveralPortals,
  takeFailures,
];

/**
 * Pictures of every surface in every kind of theme, or in the one named on the command line, to be looked at:
 * `out/pictures/<theme>-<what>.png`.
 */
async function takeAll(): Promise<void> {
  await mkdir(folder, { recursive: true });
  const vsix = await packageVsix();
  const [only] = process.argv.slice(2);
  for (const theme of themes.filter(each => only === undefined || each === only)) {
    const portal = await startPortal({ seed: 'sample', scope: ['im', 'user'] });
    const server = await startServer({ version: newest, vsix, theme });
    const browser = await startBrowser({ viewport: size });
    const workbench = await openWorkbench({ server, browser });
    const studio = new Studio(theme, workbench, portal, server);
    for (const scene of scenes) {
      await scene(studio);
    }
    await browser.close();
    await server.stop();
    await portal.close();
    console.log(`${theme}: done`);
  }
}

takeAll().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
