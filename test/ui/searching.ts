import type { Locator } from 'playwright-core';
import { flood } from '../portal/flood';
import type { SeedNotification } from '../portal/notification';
import { sampleNotifications } from '../portal/sample/notifications';
import { eventually } from '../vscode/eventually';
import type { World } from './world';

export const TITLE = 'Search Notification History';
export const METHOD = 'im.notify.history.search';
export const DAY_MS = 24 * 60 * 60_000;
export const TASK = 'Assigned you the task Prepare the demo';

export const ANCIENT = 'An ancient remark';

/** The sample, long before it so many others, and long before those one more: more than what is loaded. */
export function longHistory(count: number): readonly SeedNotification[] {
  const now = Date.now();
  const ancient: SeedNotification = {
    authorId: 4,
    text: ANCIENT,
    dateMs: now - 40 * DAY_MS,
    params: { CAN_ANSWER: 'Y' },
    isRead: true,
  };
  return [ancient, ...flood({ count, nowMs: now - 20 * DAY_MS }), ...sampleNotifications(now)];
}

export async function open({ workbench }: World): Promise<void> {
  await workbench.runCommand('Bitrix24: Search Notification History…');
  await workbench.quickInput.waitUntilShown(TITLE);
}

/** Rows of the list by what a screen reader says of them, their heading included. */
export function row({ workbench }: World, name: string | RegExp): Locator {
  return workbench.quickInput.widget.locator('.quick-input-list').getByRole('option', { name });
}

export async function titleButton({ workbench }: World, name: string): Promise<void> {
  await workbench.quickInput.widget.locator('.quick-input-titlebar').getByRole('button', { name }).click();
}

export async function itemButton(world: World, text: string, name: string): Promise<void> {
  await row(world, text).hover();
  await row(world, text).getByRole('button', { name, exact: true }).click();
}

/** What the portal was asked, without the size of its pages. */
export function asked({ portal }: World): readonly unknown[] {
  return portal.journal.calls(METHOD).map(({ params: { LIMIT: _limit, ...params } }) => params);
}

/** The whole list from top to bottom: headings, and of each row what says most. */
export async function everything(world: World): Promise<readonly string[]> {
  const rows = new Map<number, readonly string[]>();
  await eventually('the end of the list', async () => {
    const shown = await row(world, /./).evaluateAll(options =>
      options.map(option => {
        const words = (part: string): string => {
          const place = option.querySelector<HTMLElement>(part);
          // A row that was another one before hides what it had.
          return place?.offsetParent ? place.innerText.trim() : '';
        };
        const text = words('.quick-input-list-label-meta') || words('.label-name');
        const heading = words('.quick-input-list-separator');
        const index = Number(option.closest('[data-index]')?.getAttribute('data-index'));
        return { index, lines: heading === '' ? [text] : [`# ${heading}`, text] };
      }),
    );
    for (const { index, lines } of shown) rows.set(index, lines);
    await world.workbench.quickInput.input.press('PageDown');
    return shown.some(({ lines }) => lines.includes('Filter by Date…'));
  });
  return [...rows].sort(([a], [b]) => a - b).flatMap(([, lines]) => lines);
}

/** Goes down the list until the row is in sight. */
export async function goDownTo(world: World, text: string | RegExp): Promise<void> {
  await eventually(`the row ${String(text)}`, async () => {
    if (await row(world, text).count()) return true;
    await world.workbench.quickInput.input.press('PageDown');
    return false;
  });
}
