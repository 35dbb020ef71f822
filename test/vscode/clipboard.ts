import type { Page } from 'playwright-core';

/** What was copied last. */
export async function clipboardText(page: Page): Promise<string> {
  const { origin } = new URL(page.url());
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'], { origin });
  return page.evaluate(() => navigator.clipboard.readText());
}
