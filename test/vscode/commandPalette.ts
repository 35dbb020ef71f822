import type { Page } from 'playwright-core';
import { eventually } from './eventually';
import type { QuickInput } from './quickInput';

const patienceMs = 2000;

/** Runs a command by the title it has in the command palette, "Category: Title". */
export async function runFromPalette(page: Page, quickInput: QuickInput, title: string): Promise<void> {
  // The palette lists what was there when it opened, and closes when something else takes the focus: so open it anew.
  await eventually(`the command "${title}"`, async () => {
    await page.keyboard.press('F1');
    return enterCommand(page, quickInput, title).catch(async () => {
      await page.keyboard.press('Escape');
      return false;
    });
  });
}

async function enterCommand(page: Page, quickInput: QuickInput, title: string): Promise<true> {
  const { input } = quickInput;
  const entered = `>${title}`;
  await input.waitFor({ timeout: patienceMs });
  await input.fill(entered, { timeout: patienceMs });
  const option = quickInput.option(title);
  await option.waitFor({ timeout: patienceMs });
  while (!(await option.and(page.locator('.focused')).count())) {
    await input.press('ArrowDown', { timeout: patienceMs });
  }
  await input.press('Enter', { timeout: patienceMs });
  await eventually('the palette to go', async () => {
    if (!(await quickInput.isShown())) return true;
    return (await input.inputValue({ timeout: patienceMs })) !== entered;
  });
  return true;
}
