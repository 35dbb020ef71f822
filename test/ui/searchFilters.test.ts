import assert from 'node:assert/strict';
import type { SeedNotification } from '../portal/notification';
import { eventually } from '../vscode/eventually';
import { asked, DAY_MS, goDownTo, longHistory, open, row, TASK, TITLE, titleButton } from './searching';
import { everywhereInDepth, inDepth, inEveryVersion } from './world';

inEveryVersion('The search’s filters', (_signedOut, connected) => {
  everywhereInDepth('narrows by type, authors and date, and comes back with what was typed', async () => {
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

  inDepth('takes a day or a range that is in the calendar, and says what is wrong with another', async () => {
    const noon = new Date(2026, 2, 2, 12).getTime();
    const at = (dateMs: number, text: string): SeedNotification => ({ dateMs, text, authorId: 2 });
    const world = await connected({
      seed: [at(noon - DAY_MS, 'On the first'), at(noon, 'On the second'), at(noon + DAY_MS, 'On the third')],
    });
    const { quickInput } = world.workbench;
    await open(world);
    await titleButton(world, 'Filter by Date…');
    await quickInput.waitUntilShown('Filter by Date');
    await quickInput.pick('Specific date…');
    await quickInput.waitUntilShown('Filter by Specific Date');
    await quickInput.accept();
    await eventually('the way to write it', async () => (await quickInput.validation())?.includes('2026-03-02'));
    await quickInput.type('2026-02-30');
    await eventually('the words', async () => (await quickInput.validation())?.includes('no such date'));
    await quickInput.accept();
    await quickInput.type('2026-03-02');
    await quickInput.accept();
    await quickInput.waitUntilShown(`${TITLE} · 2026-03-02`);
    await row(world, 'On the second').waitFor();
    assert.equal(await row(world, /On the (first|third)/).count(), 0);

    await titleButton(world, 'Filter by Date…');
    await quickInput.waitUntilShown('Filter by Date');
    await quickInput.pick('Date range…');
    await quickInput.waitUntilShown('Filter by Date Range');
    await quickInput.type('2026-03-02 - 2026-03-01');
    await eventually('the words', async () => (await quickInput.validation())?.includes('before the start date'));
    await quickInput.type('2026-03-01 - 2026-03-02');
    await quickInput.accept();
    await quickInput.waitUntilShown(`${TITLE} · 2026-03-01 – 2026-03-02`);
    await row(world, 'On the first').waitFor();
    assert.equal(await row(world, 'On the second').count(), 1);
    assert.equal(await row(world, 'On the third').count(), 0);
  });

  inDepth('is all there for the keyboard', async () => {
    const world = await connected();
    const { quickInput, page } = world.workbench;
    await world.view.row(/^Unread, (Accepts replies, )?Anna, Commented/).click();
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
