import assert from 'node:assert/strict';
import { eventually } from '../vscode/eventually';
import { hostOf, outline, rootOf, sameIds, several } from './portals';
import { everywhereInDepth, inEveryVersion } from './world';

const groups = (where: string, dots: string): readonly string[] => [
  `${dots}Waiting for Your Decision, 1`,
  `${dots}· Invitation in ${where}`,
  `${dots}Unread, 2`,
  `${dots}· Remark in ${where}`,
  `${dots}· News in ${where}`,
  `${dots}Today, 1`,
];

inEveryVersion('Several portals', (_signedOut, connected) => {
  const connectedTo = several(connected);

  everywhereInDepth('have a root each with its name, count and groups, and the one that is left has none', async () => {
    const world = await connectedTo(sameIds('Alpha'), sameIds('Beta'));
    const { view, workbench, portals } = world;
    const [alpha, beta] = portals;
    await view.row(/Remark in Beta/).waitFor();
    assert.deepEqual(await outline(world), [
      `${hostOf(alpha)}, 3 unread`,
      ...groups('Alpha', '· '),
      `${hostOf(beta)}, 3 unread`,
      ...groups('Beta', '· '),
    ]);
    assert.match(await rootOf(world, beta).innerText(), new RegExp(`^${hostOf(beta)}\\s*3$`));
    const counter = workbench.statusBarItem('Bitrix24: 6 unread');
    await counter.waitUntilShown();
    assert.equal(await counter.text(), '6');
    assert.equal(await counter.item.locator('.codicon-warning').count(), 0);
    assert.deepEqual((await counter.tooltip()).split(/\s*\n\s*/), [
      'Bitrix24: 6 unread',
      'Tom Hartley, Invitation in Alpha',
      'Tom Hartley, Invitation in Beta',
      'Anna Orlova, Remark in Alpha',
      'Anna Orlova, News in Alpha',
      'Anna Orlova, Remark in Beta',
      'and 1 more',
      `${hostOf(alpha)} 3`,
      `${hostOf(beta)} 3`,
    ]);
    await workbench.hovers.leave();
    assert.equal(await workbench.badge(), '6');

    await view.contextMenu(rootOf(world, alpha), 'Disconnect');
    await workbench.modal.click('Disconnect');
    await workbench.toast(new RegExp(`^Disconnected from ${hostOf(alpha)}\\.`));
    await rootOf(world, beta).waitFor({ state: 'hidden' });
    assert.deepEqual(await outline(world), groups('Beta', ''));
    await workbench.statusBarItem('Bitrix24: 3 unread').waitUntilShown();
    await eventually('the badge', async () => (await workbench.badge()) === '3');
  });
});
