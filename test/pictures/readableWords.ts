import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { startPortal } from '../portal/portal';
import { startBrowser } from '../vscode/browser';
import { packageVsix } from '../vscode/package';
import { startServer } from '../vscode/server';
import type { Theme } from '../vscode/settings';
import { newest } from '../vscode/versions';
import { openWorkbench, type Workbench } from '../vscode/workbench';
import { readableSamples, readableStaff } from './readableSamples';
import { folder } from './studio';

const WIDTHS = [220, 300, 400];
const LANGUAGES = ['en', 'ru'] as const;

/** Returns how many words of each row's text can be read: those that end before the ellipsis. */
function countWords(workbench: Workbench): Promise<readonly number[]> {
  return workbench.page.evaluate(() => {
    const rows = [...document.querySelectorAll('[id="workbench.view.extension.bitrix24"] [role="treeitem"]')];
    return rows
      .filter(row => row.getAttribute('aria-level') === '2')
      .map(row => {
        const box = row.querySelector('.monaco-icon-label-container') ?? row;
        const described = row.querySelector('.label-description')?.firstChild;
        // The description is `text · time`, or the time alone: then the label is the text.
        const isTextFirst = !(described instanceof Text) || !described.data.includes(' · ');
        const label = document.createTreeWalker(row.querySelector('.label-name') ?? row, NodeFilter.SHOW_TEXT);
        const text = isTextFirst ? label.nextNode() : described;
        if (!(text instanceof Text)) return 0;
        const end = isTextFirst ? text.data.length : text.data.lastIndexOf(' · ');
        const ellipsisPx = 12;
        const { right } = box.getBoundingClientRect();
        const range = document.createRange();
        range.selectNodeContents(text);
        const isWhole = range.getBoundingClientRect().right <= right;
        return [...text.data.matchAll(/[\p{L}\p{N}][^\s]*/gu)].filter(word => {
          if (word.index >= end) return false;
          range.setStart(text, word.index);
          range.setEnd(text, word.index + word[0].length);
          return range.getBoundingClientRect().right <= right - (isWhole ? 0 : ellipsisPx);
        }).length;
      });
  });
}

/** Pulls the side bar's edge until it is so wide. */
async function setSideBarWidth({ page }: Workbench, width: number): Promise<void> {
  const sideBar = await page.locator('.part.sidebar').boundingBox();
  const edge = (sideBar?.x ?? 0) + (sideBar?.width ?? 0);
  await page.mouse.move(edge, 400);
  await page.mouse.down();
  await page.mouse.move((sideBar?.x ?? 0) + width, 400, { steps: 5 });
  await page.mouse.up();
  await page.mouse.move(900, 500);
}

/** Prints how many words of 46 notifications can be read in their rows, and takes pictures of them. */
async function main(): Promise<void> {
  await mkdir(folder, { recursive: true });
  const vsix = await packageVsix();
  const [theme = 'dark'] = process.argv.slice(2) as Theme[];
  const counts = new Map<number, number[]>();
  for (const language of LANGUAGES) {
    const portal = await startPortal({ seed: readableSamples(language, Date.now()), scope: ['im', 'user'] });
    const [someone] = portal.people.values();
    if (someone !== undefined) for (const each of readableStaff(someone)) portal.people.set(each.id, each);
    const server = await startServer({ version: newest, vsix, theme, language });
    const browser = await startBrowser({ viewport: { width: 1000, height: 800 } });
    const workbench = await openWorkbench({ server, browser });
    const view = await workbench.openView();
    await view.pane.locator('.welcome-view-content .monaco-button').first().click();
    await workbench.quickInput.waitUntilShown(
      language === 'en' ? 'Connect to a Bitrix24 Portal' : 'Подключение портала Битрикс24',
    );
    await workbench.quickInput.pick(language === 'en' ? 'Inbound webhook' : 'Входящий вебхук');
    await workbench.page.locator('.quick-input-widget input[type="password"]').waitFor();
    await workbench.quickInput.type(portal.webhook);
    await workbench.quickInput.accept();
    await view
      .row(language === 'en' ? /Likes your message/ : /упомянул вас в комментарии/)
      .first()
      .waitFor();
    for (const width of WIDTHS) {
      await setSideBarWidth(workbench, width);
      const words = await countWords(workbench);
      counts.set(width, [...(counts.get(width) ?? []), ...words]);
      const mean = words.reduce((sum, each) => sum + each, 0) / words.length;
      console.log(
        language,
        width,
        `${words.length} rows, ${mean.toFixed(1)} words a row, none: ${words.filter(each => each === 0).length}`,
      );
      await workbench.screenshot(path.join(folder, `${theme}-rows-${language}-${width}.png`));
    }
    await browser.close();
    await server.stop();
    await portal.close();
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
