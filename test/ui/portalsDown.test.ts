import assert from 'node:assert/strict';
import { eventually } from '../vscode/eventually';
import { forgetKept } from './kept';
import { hostOf, rootOf, sameIds, several, startedAgain } from './portals';
import { inDepth, inNewestVersion } from './world';

const unreachable = 'The portal can’t be reached. Check your connection.';

inNewestVersion('Several portals, one of them down', (_signedOut, connected) => {
  const connectedTo = several(connected);

  it('say which one, since when and why, and the others go on', async () => {
    const world = await connectedTo(sameIds('Alpha'), sameIds('Beta'), sameIds('Gamma'));
    const { view, workbench, portals } = world;
    const [alpha, beta, gamma] = portals;
    await view.row(/Remark in Gamma/).waitFor();
    assert.equal(await rootOf(world, gamma).locator('.codicon-organization').count(), 1);

    await gamma.close();
    beta.box.add({ text: 'Something new in Beta' });
    await view.titleAction('Refresh');
    await view.row(/^Unread, .*Something new in Beta/).waitFor();
    const down = rootOf(world, gamma).and(view.row(/3 unread. Last updated: \d.*\. The portal can’t be reached/));
    await down.waitFor();
    assert.match(await down.innerText(), /^127\.0\.0\.1:\d+\s*3 · Last updated: \d+:\d\d .M\. The portal can’t/);
    assert.equal(await down.locator('.codicon-warning').count(), 1);
    assert.match(await view.hover(down), new RegExp(`^${hostOf(gamma)}\\s+Last updated: .*${unreachable}$`));
    await view.row(/Remark in Gamma/).waitFor();
    assert.equal(await rootOf(world, alpha).locator('.codicon-warning').count(), 0);

    const counter = workbench.statusBarItem(
      new RegExp(`^Bitrix24: 10 unread\\. ${hostOf(gamma)}: Last updated: .*\\. ${unreachable}$`),
    );
    await counter.waitUntilShown();
    assert.equal(await counter.text(), '10');
    assert.equal(await counter.item.locator('.codicon-warning').count(), 1);
    assert.match(await counter.tooltip(), new RegExp(`${hostOf(beta)} 4\\s+${hostOf(gamma)} 3 · Last updated:`));
    await workbench.hovers.leave();
    assert.equal(await workbench.badge(), '10');

    await view.inlineAction(view.row(/News in Alpha/), 'Mark as Read');
    await view.row(/^Unread, .*News in Alpha/).waitFor({ state: 'hidden' });
    await eventually('Alpha to know', () => alpha.box.get(503)?.isRead);
    await view.inlineAction(view.row(/Remark in Beta/), 'Quick Reply…');
    await workbench.quickInput.waitUntilShown(`${hostOf(beta)}: Reply to Anna Orlova`);
    await workbench.quickInput.type('It works');
    await workbench.quickInput.accept();
    await beta.journal.next('im.notify.answer');
    assert.deepEqual(
      beta.box.answers.map(({ id, text }) => ({ id, text })),
      [{ id: 504, text: 'It works' }],
    );
  });

  it('let one that never answered say so in a row of its own, and show it when it does', async () => {
    const world = await connectedTo(sameIds('Alpha'), sameIds('Beta'));
    const { view, workbench, portals } = world;
    const [alpha, beta] = portals;
    await view.row(/Remark in Beta/).waitFor();
    await beta.close();
    await world.restart(() => forgetKept(world));
    const note = view.row(new RegExp(`^${unreachable}`));
    await note.waitFor();
    await view.row(/Remark in Alpha/).waitFor();
    const root = rootOf(world, beta);
    assert.equal(await root.locator('.codicon-warning').count(), 1);
    assert.equal(await root.getAttribute('aria-label'), `${hostOf(beta)}. ${unreachable}`);
    await workbench.statusBarItem(`Bitrix24: 3 unread. ${hostOf(beta)}: ${unreachable}`).waitUntilShown();
    assert.equal(await workbench.badge(), '3');
    assert.deepEqual(await workbench.toasts(), []);

    assert.deepEqual(await view.inlineActions(note), ['Refresh']);
    const again = await startedAgain(beta, sameIds('Beta'));
    try {
      await view.inlineAction(note, 'Refresh');
      await view.row(/Remark in Beta/).waitFor();
      await view.row(`${hostOf(beta)}, 3 unread`).waitFor();
      assert.equal(await root.locator('.codicon-organization').count(), 1);
      await workbench.statusBarItem('Bitrix24: 6 unread').waitUntilShown();
      await view.row(`${hostOf(alpha)}, 3 unread`).waitFor();
    } finally {
      await again.close();
    }
  });

  inDepth('are not kept waiting by one that does not answer', async () => {
    const world = await connectedTo(sameIds('Alpha'), sameIds('Beta'));
    const { view, workbench, portals } = world;
    const [alpha, beta] = portals;
    await view.row(/Remark in Beta/).waitFor();
    beta.faults.add({ method: 'im.notify.get', times: Infinity, fault: { kind: 'hold' } });
    await world.restart(() => forgetKept(world));
    await view.row(/Remark in Alpha/).waitFor();
    const note = view.row('Loading notifications…');
    await note.waitFor();
    assert.equal(await note.locator('.codicon-loading').count(), 1);
    assert.equal(await rootOf(world, beta).locator('.codicon-warning').count(), 0);

    await workbench.runCommand('Bitrix24: Next Unread');
    await eventually('the first unread row', async () =>
      (await view.selection.rows()).some(row => row.includes('Invitation in Alpha')),
    );
    await workbench.runCommand('Bitrix24: Quick Reply…');
    await workbench.quickInput.waitUntilShown('Quick Reply');
    const items = await workbench.quickInput.awaitItems('those at hand', ({ length }) => length > 0);
    assert.deepEqual(
      items.map(({ detail }) => detail),
      ['Invitation in Alpha', 'Remark in Alpha', 'News in Alpha', 'Memo in Alpha'],
    );
    await workbench.quickInput.escape();
    assert.equal(alpha.journal.calls('im.notify.answer').length, 0);
    beta.faults.clear();
    await view.row(/Remark in Beta/).waitFor();
  });

  it('connect again the one that refuses the sign-in by the icon on its row', async () => {
    const world = await connectedTo(sameIds('Alpha'), sameIds('Beta'));
    const { view, workbench, portals } = world;
    const [, beta] = portals;
    await view.row(/Remark in Beta/).waitFor();
    beta.access.state = 'revoked';
    await world.restart(() => forgetKept(world));
    const note = view.row(/^The portal rejected the sign-in/);
    await note.waitFor();
    assert.deepEqual(await view.inlineActions(note), ['Connect Again…']);
    await view.inlineAction(note, 'Connect Again…');
    await eventually('the box for the address', () => workbench.quickInput.isPassword());
    await workbench.quickInput.type(beta.webhook);
    beta.access.state = 'active';
    await workbench.quickInput.accept();
    await workbench.toast(`Connected to ${hostOf(beta)} as Alex Morgan.`);
    await view.row(/Remark in Beta/).waitFor();
    await view.row(/Remark in Alpha/).waitFor();
  });
});
