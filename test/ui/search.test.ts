import assert from 'node:assert/strict';
import { eventually } from '../vscode/eventually';
import { ANCIENT, asked, everything, goDownTo, itemButton, longHistory, METHOD, open, row, TASK } from './searching';
import { everywhereInDepth, inDepth, inEveryVersion } from './world';

inEveryVersion('The search', (_signedOut, connected) => {
  everywhereInDepth('finds at once what is loaded, and after a pause what is further back, newest first', async () => {
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
      '# Older, in the portal',
      'Searching the portal…',
      ...filters,
    ]);
    world.portal.faults.release();
    await row(world, 'Searching the portal…').waitFor({ state: 'detached' });
    await quickInput.input.press('ArrowDown');
    assert.deepEqual(await everything(world), [
      '# In the list',
      ...loaded,
      '# Older, in the portal',
      ...[32, 29, 28, 27, 26, 25, 24, 23, 22, 21, 20, 12, 2].map(number => `Notification ${number} of 60`),
      ...filters,
    ]);
    assert.equal(asked(world).length, 1);
  });

  inDepth('drops an answer that comes after another text was typed', async () => {
    const world = await connected({ seed: longHistory(60) });
    const { quickInput } = world.workbench;
    await open(world);
    world.portal.faults.add({ method: METHOD, fault: { kind: 'hold' } });
    await quickInput.type('Notification 5 of 60');
    await world.portal.journal.nextArrival(METHOD);
    await quickInput.type('nowhere');
    await row(world, 'Nothing found for “nowhere”').waitFor();
    world.portal.faults.release();
    await world.portal.journal.next(METHOD, ({ params }) => params.SEARCH_TEXT === 'Notification 5 of 60');
    await quickInput.type('no');
    await goDownTo(world, 'Type at least three characters to search the portal');
    assert.equal(await row(world, 'Notification 5 of 60').count(), 0);
    assert.equal(asked(world).length, 2);
  });

  it('loads more by the row and by going on from the last result, to the end', async () => {
    const world = await connected({ seed: longHistory(130) });
    const { quickInput } = world.workbench;
    await open(world);
    await quickInput.type('notification');
    await goDownTo(world, 'Load more…');
    assert.match(await row(world, 'Load more…').innerText(), /Total: 130/);
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
      ['Mark as Read', 'Snooze…', 'Show Full Text', 'Open in Browser', 'Copy Text', 'Copy Link'],
    );
    await itemButton(world, TASK, 'Mark as Read');
    await row(world, TASK).getByRole('button', { name: 'Mark as Unread' }).waitFor({ state: 'attached' });
    await world.view.row(/^Read, (Accepts replies, )?Anna, Assigned/).waitFor();
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
    await quickInput.waitUntilShown('Decide on Notification from Anna Orlova');
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

  inDepth('says in a row that the portal failed, keeps what is loaded, and tries again on Enter', async () => {
    const world = await connected({ seed: longHistory(60) });
    const { quickInput } = world.workbench;
    await open(world);
    const refusal = { kind: 'error', code: 'SOME_ERROR' } as const;
    world.portal.faults.add({ method: METHOD, fault: refusal });
    await quickInput.type('Notification');
    await row(world, 'The portal refused the request (SOME_ERROR).').waitFor();
    await row(world, 'Notification 60 of 60').waitFor();
    assert.deepEqual(await world.workbench.toasts(), []);
    await quickInput.input.press('ArrowUp');
    await quickInput.accept();
    await row(world, 'The portal refused the request (SOME_ERROR).').waitFor({ state: 'detached' });
    await goDownTo(world, 'Older, in the portal');
    assert.equal(asked(world).length, 2);
  });
});
