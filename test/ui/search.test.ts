import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { flood } from '../portal/flood';
import type { SeedNotification } from '../portal/notification';
import { sampleNotifications } from '../portal/sample/notifications';
import { eventually } from '../vscode/eventually';
import { inEveryVersion } from './world';
import type { World } from './world';

const TITLE = 'Search Notification History';
const METHOD = 'im.notify.history.search';
const DAY_MS = 24 * 60 * 60_000;
const TASK = 'Assigned you the task Prepare the demo';

const ANCIENT = 'An ancient remark';

/** The sample, long before it so many others, and long before those one more: more than what is loaded. */
function longHistory(count: number): readonly SeedNotification[] {
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

async function open({ workbench }: World): Promise<void> {
  await workbench.runCommand('Bitrix24: Search Notification History…');
  await workbench.quickInput.waitUntilShown(TITLE);
}

/** Rows of the list by what a screen reader says of them, their heading included. */
function row({ workbench }: World, name: string | RegExp): Locator {
  return workbench.quickInput.widget.locator('.quick-input-list').getByRole('option', { name });
}

async function titleButton({ workbench }: World, name: string): Promise<void> {
  await workbench.quickInput.widget.locator('.quick-input-titlebar').getByRole('button', { name }).click();
}

async function itemButton(world: World, text: string, name: string): Promise<void> {
  await row(world, text).hover();
  await row(world, text).getByRole('button', { name, exact: true }).click();
}

/** What the portal was asked, without the size of its pages. */
function asked({ portal }: World): readonly unknown[] {
  return portal.journal.calls(METHOD).map(({ params: { LIMIT: _limit, ...params } }) => params);
}

/** The whole list from top to bottom: headings, and of each row what says most. */
async function everything(world: World): Promise<readonly string[]> {
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
async function goDownTo(world: World, text: string | RegExp): Promise<void> {
  await eventually(`the row ${String(text)}`, async () => {
    if (await row(world, text).count()) return true;
    await world.workbench.quickInput.input.press('PageDown');
    return false;
  });
}

inEveryVersion('The search', (_signedOut, connected) => {
  it('finds at once what is loaded, and after a pause what is further back, newest first', async () => {
    const world = await connected({ seed: longHistory(60) });
    const { quickInput } = world.workbench;
    await open(world);
    await row(world, 'In the list').waitFor();
    world.portal.faults.add({ method: METHOD, fault: { kind: 'hold' } });
    await quickInput.input.pressSequentially('2 of 60');
    await row(world, 'Notification 52 of 60').waitFor();
    await world.portal.journal.nextArrival(METHOD);
    assert.deepEqual(asked(world), [{ SEARCH_TEXT: '2 of 60' }]);
    const loaded = [52, 42].map(number => `Notification ${number} of 60`);
    const filters = ['# Filters', 'Filter by Type…', 'Filter by Author…', 'Filter by Date…'];
    assert.deepEqual(await everything(world), [
      '# In the list',
      ...loaded,
      '# Further back in the portal',
      'Searching the portal…',
      ...filters,
    ]);
    world.portal.faults.release();
    await row(world, 'Searching the portal…').waitFor({ state: 'detached' });
    await quickInput.input.press('ArrowDown');
    assert.deepEqual(await everything(world), [
      '# In the list',
      ...loaded,
      '# Further back in the portal',
      ...[32, 29, 28, 27, 26, 25, 24, 23, 22, 21, 20, 12, 2].map(number => `Notification ${number} of 60`),
      ...filters,
    ]);
    assert.equal(asked(world).length, 1);
  });

  it('drops an answer that comes after another text was typed', async () => {
    const world = await connected({ seed: longHistory(60) });
    const { quickInput } = world.workbench;
    await open(world);
    world.portal.faults.add({ method: METHOD, fault: { kind: 'hold' } });
    await quickInput.type('Notification 5 of 60');
    await world.portal.journal.nextArrival(METHOD);
    await quickInput.type('nowhere');
    await row(world, 'Nothing found').waitFor();
    world.portal.faults.release();
    await world.portal.journal.next(METHOD, ({ params }) => params.SEARCH_TEXT === 'Notification 5 of 60');
    await quickInput.type('no');
    await goDownTo(world, 'Type three characters to search the portal');
    assert.equal(await row(world, 'Notification 5 of 60').count(), 0);
    assert.equal(asked(world).length, 2);
  });

  it('narrows by type, authors and date, and comes back with what was typed', async () => {
    const world = await connected({ seed: longHistory(60) });
    const { quickInput, page } = world.workbench;
    await open(world);
    await quickInput.type('the');
    await titleButton(world, 'Filter by Type…');
    await quickInput.waitUntilShown('Filter by Type');
    await page.keyboard.press('Escape');
    await quickInput.waitUntilShown(TITLE);
    assert.equal(await quickInput.value(), 'the');
    await titleButton(world, 'Filter by Type…');
    await quickInput.waitUntilShown('Filter by Type');
    await quickInput.type('Task assignments');
    await quickInput.pick('Task assignments');
    await quickInput.waitUntilShown(`${TITLE} · Task assignments`);
    await row(world, TASK).waitFor();
    await page.keyboard.type(' task');
    assert.equal(await quickInput.value(), 'the task');
    assert.equal(await row(world, / · /).count(), 1);
    await titleButton(world, 'Clear Filters');
    await quickInput.waitUntilShown(TITLE);

    await quickInput.type('');
    await titleButton(world, 'Filter by Author…');
    await quickInput.waitUntilShown('Filter by Author');
    await quickInput.pick('Anna Orlova');
    await quickInput.pick('Иван Белов');
    await quickInput.accept();
    await quickInput.waitUntilShown(`${TITLE} · Anna Orlova, Иван Белов`);
    await goDownTo(world, 'Notification 1 of 60');
    assert.deepEqual(asked(world).at(-1), { SEARCH_AUTHORS: [2, 3] });

    await titleButton(world, 'Filter by Date…');
    await quickInput.waitUntilShown('Filter by Date');
    await quickInput.pick('Today');
    await quickInput.waitUntilShown(`${TITLE} · Anna Orlova, Иван Белов · Today`);
    await row(world, 'Commented on your message').waitFor();
    assert.equal(await row(world, 'of 60').count(), 0);
  });

  it('takes a day or a range that is in the calendar, and says what is wrong with another', async () => {
    const noon = new Date(2026, 2, 2, 12).getTime();
    const at = (dateMs: number, text: string): SeedNotification => ({ dateMs, text, authorId: 2 });
    const world = await connected({
      seed: [at(noon - DAY_MS, 'On the first'), at(noon, 'On the second'), at(noon + DAY_MS, 'On the third')],
    });
    const { quickInput } = world.workbench;
    await open(world);
    await titleButton(world, 'Filter by Date…');
    await quickInput.waitUntilShown('Filter by Date');
    await quickInput.pick('A day…');
    await quickInput.accept();
    await eventually('the way to write it', async () =>
      (await quickInput.validation())?.includes('2026-03-02'),
    );
    await quickInput.type('2026-02-30');
    await eventually('the words', async () => (await quickInput.validation())?.includes('no such day'));
    await quickInput.accept();
    await quickInput.type('2026-03-02');
    await quickInput.accept();
    await quickInput.waitUntilShown(`${TITLE} · 2026-03-02`);
    await row(world, 'On the second').waitFor();
    assert.equal(await row(world, /On the (first|third)/).count(), 0);

    await titleButton(world, 'Filter by Date…');
    await quickInput.waitUntilShown('Filter by Date');
    await quickInput.pick('A range…');
    await quickInput.type('2026-03-02 - 2026-03-01');
    await eventually('the words', async () => (await quickInput.validation())?.includes('before the first'));
    await quickInput.type('2026-03-01 - 2026-03-02');
    await quickInput.accept();
    await quickInput.waitUntilShown(`${TITLE} · 2026-03-01 – 2026-03-02`);
    await row(world, 'On the first').waitFor();
    assert.equal(await row(world, 'On the second').count(), 1);
    assert.equal(await row(world, 'On the third').count(), 0);
  });

  it('loads more by the row and by going on from the last result, to the end', async () => {
    const world = await connected({ seed: longHistory(130) });
    const { quickInput } = world.workbench;
    await open(world);
    await quickInput.type('notification');
    await goDownTo(world, 'Load more…');
    assert.match(await row(world, 'Load more…').innerText(), /130 in all/);
    await row(world, 'Load more…').click();
    await goDownTo(world, /Notification 3[12] of 130/);
    await goDownTo(world, 'Load more…');
    const last = row(world, 'Notification 31 of 130');
    await eventually('the last result to be reached', async () => {
      if ((await last.getAttribute('class'))?.includes('focused')) return true;
      await quickInput.input.press('ArrowUp');
      return false;
    });
    await goDownTo(world, /Notification 1 of 130/);
    assert.equal(await row(world, 'Load more…').count(), 0);
    const cursors = asked(world).map(params => (params as { readonly LAST_ID?: number }).LAST_ID);
    assert.equal(cursors.length, 3);
    assert.equal(new Set(cursors).size, 3);
  });

  it('does on each result what can be done with it, and stays open where that makes sense', async () => {
    const world = await connected({ seed: longHistory(60) });
    const { quickInput } = world.workbench;
    await open(world);
    await quickInput.type('demo customers');
    await row(world, TASK).hover();
    await row(world, TASK).getByRole('button').first().waitFor();
    assert.deepEqual(
      await row(world, TASK)
        .getByRole('button')
        .evaluateAll(all => all.map(each => each.getAttribute('aria-label'))),
      ['Mark as Read', 'Open in Browser', 'Copy Text'],
    );
    await itemButton(world, TASK, 'Mark as Read');
    await row(world, TASK).getByRole('button', { name: 'Mark as Unread' }).waitFor({ state: 'attached' });
    await world.view.row(/^Read, Anna Orlova, Assigned/).waitFor();
    await itemButton(world, TASK, 'Copy Text');
    await world.workbench.statusBarItem('Text copied').waitUntilShown();
    await quickInput.type('ancient');
    await itemButton(world, ANCIENT, 'Mark as Unread');
    await row(world, ANCIENT).getByRole('button', { name: 'Mark as Read' }).waitFor();
    await itemButton(world, ANCIENT, 'Reply…');
    await quickInput.waitUntilShown('Reply to Мария Климова');
    await quickInput.escape();
    await open(world);
    await quickInput.type('Release review');
    await itemButton(world, 'Release review', 'Decide…');
    await quickInput.waitUntilShown('Decide: Anna Orlova');
  });

  it('goes to a result in the tree, and shows the full text of one that is not there', async () => {
    const world = await connected({ seed: longHistory(60) });
    const { quickInput, page } = world.workbench;
    await open(world);
    await quickInput.type('demo customers');
    await row(world, TASK).waitFor();
    await quickInput.accept();
    await quickInput.waitUntilHidden();
    await world.view.pane.locator('[role="treeitem"].focused', { hasText: 'Assigned you' }).waitFor();
    await open(world);
    await quickInput.type('ancient');
    await row(world, ANCIENT).click();
    await quickInput.waitUntilHidden();
    await page.locator('.tab', { hasText: 'Мария Климова' }).waitFor();
  });

  it('says in a row that the portal failed, keeps what is loaded, and tries again on Enter', async () => {
    const world = await connected({ seed: longHistory(60) });
    const { quickInput } = world.workbench;
    await open(world);
    const refusal = { kind: 'error', code: 'SOME_ERROR' } as const;
    world.portal.faults.add({ method: METHOD, fault: refusal });
    await quickInput.type('Notification');
    await row(world, 'The portal refused (SOME_ERROR).').waitFor();
    await row(world, 'Notification 60 of 60').waitFor();
    assert.deepEqual(await world.workbench.toasts(), []);
    await quickInput.input.press('ArrowUp');
    await quickInput.accept();
    await row(world, 'The portal refused (SOME_ERROR).').waitFor({ state: 'detached' });
    await goDownTo(world, 'Further back in the portal');
    assert.equal(asked(world).length, 2);
  });

  it('is all there for the keyboard', async () => {
    const world = await connected();
    const { quickInput, page } = world.workbench;
    await world.view.row(/^Unread, Anna Orlova, Commented/).click();
    await page.keyboard.press('/');
    await quickInput.waitUntilShown(TITLE);
    await quickInput.input.press('ArrowUp');
    await quickInput.accept();
    await quickInput.waitUntilShown('Filter by Date');
    await page.keyboard.press('Escape');
    await quickInput.waitUntilShown(TITLE);
    await quickInput.type('quarter');
    await row(world, 'Plan for the quarter').waitFor();
    await row(world, 'Searching the portal…').waitFor({ state: 'detached' });
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await quickInput.waitUntilShown('Reply to Anna Orlova');
  });
});
