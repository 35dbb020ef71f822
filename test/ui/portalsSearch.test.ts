import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { eventually } from '../vscode/eventually';
import { hostOf, sameIds, several } from './portals';
import { everything, goDownTo, longHistory, METHOD, open, row, TITLE, titleButton } from './searching';
import { inDepth, inNewestVersion, type World } from './world';

const FILTERS = ['# Filters', 'Filter by Portal…', 'Filter by Type…', 'Filter by Author…', 'Filter by Date…'];

/** The list when the portals have answered. */
function whole(world: World): Promise<readonly string[]> {
  return eventually('the answers', async () => {
    const list = await everything(world);
    return !list.includes('Searching the portal…') && list;
  });
}

/** Goes up in the list until the row is there: of a long list only what is in sight is. */
async function goUpTo({ workbench }: World, wanted: Locator): Promise<void> {
  await eventually('the row further up', async () => {
    if (await wanted.count()) return true;
    await workbench.quickInput.press('PageUp');
    return false;
  });
}

inNewestVersion('Several portals in the search', (_signedOut, connected) => {
  const connectedTo = several(connected);

  it('are searched together, and each result says where it is from', async () => {
    const world = await connectedTo(sameIds('Alpha'), sameIds('Beta'));
    const { view, portals } = world;
    const { quickInput } = world.workbench;
    const [alpha, beta] = portals;
    await view.row(/Remark in Beta/).waitFor();
    await open(world);
    await quickInput.type('remark in');
    await Promise.all(portals.map(({ journal }) => journal.next(METHOD)));
    assert.deepEqual([...(await whole(world)).slice(0, 3)].sort(), [
      '# In the list',
      'Remark in Alpha',
      'Remark in Beta',
    ]);
    for (const [where, portal] of [
      ['Alpha', alpha],
      ['Beta', beta],
    ] as const) {
      const found = row(world, `Remark in ${where}`);
      assert.match(await found.innerText(), new RegExp(`Anna Orlova\\s*${hostOf(portal)} · `));
    }
    await row(world, 'Remark in Beta').click();
    await quickInput.waitUntilHidden();
    await eventually('the row in the tree', () => view.keyboard.isAt(/^Unread, .*Remark in Beta/));

    await open(world);
    await quickInput.type('remark in');
    await row(world, 'Remark in Alpha').hover();
    await row(world, 'Remark in Alpha').getByRole('button', { name: 'Mark as Read' }).click();
    await alpha.journal.next('im.notify.read.list');
    await row(world, 'Remark in Alpha').locator('.codicon-comment').waitFor();
    assert.equal(await row(world, 'Remark in Beta').locator('.codicon-comment-unresolved').count(), 1);
    assert.equal(beta.journal.calls('im.notify.read.list').length, 0);
  });

  it('are narrowed to one, and back to all', async () => {
    const world = await connectedTo(sameIds('Alpha'), sameIds('Beta'));
    const { view, portals } = world;
    const { quickInput } = world.workbench;
    const [alpha, beta] = portals;
    await view.row(/Remark in Beta/).waitFor();
    await open(world);
    await quickInput.type('news');
    await row(world, / News in Alpha/).waitFor();
    await whole(world);
    await titleButton(world, 'Filter by Portal…');
    await quickInput.waitUntilShown('Filter by Portal');
    const offered = await quickInput.awaitItems('the portals', ({ length }) => length > 2);
    assert.deepEqual(
      offered.map(({ label }) => label),
      ['All portals', hostOf(alpha), hostOf(beta)],
    );
    await alpha.journal.next(METHOD);
    const asked = alpha.journal.calls(METHOD).length;
    await quickInput.pick(hostOf(beta));
    await quickInput.waitUntilShown(`${TITLE} · ${hostOf(beta)}`);
    await row(world, / News in Alpha/).waitFor({ state: 'detached' });
    await quickInput.type('memo');
    await row(world, 'Memo in Beta').waitFor();
    assert.deepEqual(await whole(world), ['# In the list', 'Memo in Beta', ...FILTERS, 'Clear Filters']);
    assert.equal(alpha.journal.calls(METHOD).length, asked);
    await titleButton(world, 'Filter by Portal…');
    await quickInput.waitUntilShown('Filter by Portal');
    assert.equal(await quickInput.option(hostOf(beta)).locator('.codicon-check').count(), 1);
    await quickInput.pick('All portals');
    await quickInput.waitUntilShown(TITLE);
    await row(world, 'Memo in Alpha').waitFor();
  });

  inDepth('keep authors of the same number apart', async () => {
    const world = await connectedTo(sameIds('Alpha'), sameIds('Beta'));
    const { view, portals } = world;
    const { quickInput } = world.workbench;
    const [, beta] = portals;
    await view.row(/Remark in Beta/).waitFor();
    await open(world);
    await titleButton(world, 'Filter by Author…');
    await quickInput.waitUntilShown('Filter by Author');
    const authors = await quickInput.awaitItems('the authors', ({ length }) => length >= 6);
    const toms = authors.filter(({ label }) => label === 'Tom Hartley');
    assert.deepEqual(
      toms.map(({ description }) => description),
      portals.map(hostOf),
    );
    await quickInput.type(`Tom Hartley`);
    await quickInput
      .option('Tom Hartley')
      .filter({ hasText: hostOf(beta) })
      .click();
    await quickInput.accept();
    await quickInput.waitUntilShown(`${TITLE} · Tom Hartley`);
    await row(world, 'Invitation in Beta').waitFor();
    const list = await whole(world);
    assert.deepEqual(list.slice(0, 2), ['# In the list', 'Invitation in Beta']);
    assert.ok(!list.includes('Invitation in Alpha'));
  });

  inDepth('show what one has found while the other fails, and which it is', async () => {
    const world = await connectedTo({ seed: longHistory(130) }, sameIds('Beta'));
    const { view, portals } = world;
    const { quickInput } = world.workbench;
    const [, beta] = portals;
    await view.row('Load more…').waitFor();
    beta.faults.add({ method: METHOD, fault: { kind: 'error', code: 'SOME_ERROR' } });
    await open(world);
    await quickInput.type('notification');
    const failure = row(world, `${hostOf(beta)}: The portal refused the request (SOME_ERROR).`);
    await failure.waitFor();
    await row(world, 'Notification 130 of 130').waitFor();
    assert.deepEqual(await world.workbench.toasts(), []);
    await goDownTo(world, 'Load more…');
    await goUpTo(world, failure);
    await failure.click();
    await failure.waitFor({ state: 'detached' });
    await whole(world);
    assert.equal(beta.journal.calls(METHOD).length, 2);
  });
});
