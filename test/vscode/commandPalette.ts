import type { Page } from 'playwright-core';
import { eventually } from './eventually';
import type { QuickInput } from './quickInput';

const patienceMs = 2000;

/** Runs a command by the title it has in the command palette, "Category: Title". */
export async function runFromPalette(page: Page, quickInput: QuickInput, title: string): Promise<void> {
  await inPalette(page, quickInput, title, async () => {
    const { input } = quickInput;
    const entered = await input.inputValue({ timeout: patienceMs });
    await input.press('Enter', { timeout: patienceMs });
    await eventually('the palette to go', async () => {
      if (!(await quickInput.isShown())) return true;
      return (await input.inputValue({ timeout: patienceMs })) !== entered;
    });
  });
}

/** Reloads the window by VS Code's own command, and answers when the page is loaded again. */
export async function reloadFromPalette(page: Page, quickInput: QuickInput): Promise<void> {
  await inPalette(page, quickInput, 'Developer: Reload Window', async () => {
    await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')]);
  });
}

/** Goes to a command in the palette and does something there. */
async function inPalette(page: Page, quickInput: QuickInput, title: string, act: () => Promise<void>): Promise<void> {
  // The palette lists what was there when it opened, and closes when something else takes the focus: so open it anew.
  await eventually(`the command "${title}"`, async () => {
    await page.keyboard.press('F1');
    try {
      await goTo(page, quickInput, title);
      await act();
      return true;
    } catch {
      await page.keyboard.press('Escape');
      return false;
    }
  });
}

async function goTo(page: Page, quickInput: QuickInput, title: string): Promise<void> {
  const { input } = quickInput;
  await input.waitFor({ timeout: patienceMs });
  await input.fill(`>${title}`, { timeout: patienceMs });
  const option = quickInput.option(title);
  await option.waitFor({ timeout: patienceMs });
  while (!(await option.and(page.locator('.focused')).count())) {
    await input.press('ArrowDown', { timeout: patienceMs });
  }
}
