import assert from 'node:assert/strict';
import { eventually } from '../vscode/eventually';
import { hostOf, outline, rootOf, sameIds, several } from './portals';
import { inDepth, inNewestVersion, type World } from './world';

async function groupBy({ workbench }: World, what: string): Promise<void> {
  await workbench.runCommand('Bitrix24: Group By…');
  await workbench.quickInput.waitUntilShown('Group By');
  await workbench.quickInput.pick(what);
  await workbench.quickInput.waitUntilHidden();
}

/** What stands under each root, without the roots. */
async function shows(world: World, what: string, lines: readonly string[]): Promise<void> {
  let seen: readonly string[] = [];
  await eventually(
    () => `${what}, instead of\n${seen.join('\n')}`,
    async () => {
      seen = (await outline(world)).filter(line => !line.startsWith('127'));
      return seen.join('\n') === lines.join('\n');
    },
  );
}

const inBoth = (lines: (where: string) => readonly string[]): readonly string[] =>
  ['Alpha', 'Beta'].flatMap(where => lines(where));

inNewestVersion('Several portals, arranged', (_signedOut, connected) => {
  const connectedTo = several(connected);

  inDepth(
    'have the same groups each, whatever the grouping, and the unread alone where that is asked for',
    async () => {
      const world = await connectedTo(sameIds('Alpha'), sameIds('Beta'));
      const { view } = world;
      await view.row(/Remark in Beta/).waitFor();
      await groupBy(world, 'Author');
      await shows(
        world,
        'the authors',
        inBoth(where => [
          '· Anna Orlova, 2',
          `· · Remark in ${where}`,
          `· · News in ${where}`,
          '· Tom Hartley, 1',
          `· · Invitation in ${where}`,
          '· Иван Белов, 1',
        ]),
      );
      await groupBy(world, 'Day');
      const all = ['Remark', 'News', 'Invitation', 'Memo'];
      await shows(
        world,
        'the days',
        inBoth(where => ['· Today, 4', ...all.map(what => `· · ${what} in ${where}`)]),
      );
      await groupBy(world, 'Not grouped');
      await shows(
        world,
        'the list',
        inBoth(where => all.map(what => `· ${what} in ${where}`)),
      );
      await view.titleAction('Show Unread Only');
      await shows(
        world,
        'the unread',
        inBoth(where => all.slice(0, 3).map(what => `· ${what} in ${where}`)),
      );
      await groupBy(world, 'Type');
      await eventually('the types', async () => (await outline(world)).some(line => /^· \D+, \d$/.test(line)));
      await view.titleAction('Show All');
      await groupBy(world, 'State');
      await view.row('Unread, 2').first().waitFor();
    },
  );

  inDepth('say so where one of them has nothing unread', async () => {
    const world = await connectedTo(sameIds('Alpha'), { seed: [{ text: 'Memo in Beta', isRead: true }] });
    const { view } = world;
    await view.row('Today, 1').last().waitFor();
    await view.titleAction('Show Unread Only');
    await view.row(/^No unread notifications\./).waitFor();
    await view.row(/Remark in Alpha/).waitFor();
    await view.titleAction('Show All');
    await view.row(/^No unread notifications\./).waitFor({ state: 'hidden' });
  });

  inDepth('keep what is folded and selected through a refresh', async () => {
    const world = await connectedTo(sameIds('Alpha'), sameIds('Beta'));
    const { view, workbench, portals } = world;
    const [alpha, beta] = portals;
    await view.row(/Remark in Beta/).waitFor();
    await view.collapse(rootOf(world, alpha));
    await view.expand(view.row('Today, 1'));
    await view.row(/Memo in Beta/).waitFor();
    await view.collapse(view.row('Waiting for Your Decision, 1'));
    await view.selection.set(/News in Beta, now/);
    for (const { box } of portals) box.add({ authorId: 5, text: 'Update in both' });
    await workbench.runCommand('Bitrix24: Refresh');
    await view.row(`${hostOf(alpha)}, 4 unread`).waitFor();
    await view.row(`${hostOf(beta)}, 4 unread`).waitFor();
    assert.deepEqual(await outline(world), [
      `${hostOf(alpha)}, 4 unread`,
      `${hostOf(beta)}, 4 unread`,
      '· Waiting for Your Decision, 1',
      '· Unread, 3',
      '· · Update in both',
      '· · Remark in Beta',
      '· · News in Beta',
      '· Today, 1',
      '· · Memo in Beta',
    ]);
    assert.match((await view.selection.rows()).join(), /^Unread, (Accepts replies, )?Anna, News in Beta/);
  });

  it('are there after a restart, in the same order', async () => {
    const world = await connectedTo(sameIds('Alpha'), sameIds('Beta'), sameIds('Gamma'));
    const { view, portals } = world;
    await view.row(/Remark in Gamma/).waitFor();
    const roots = portals.map(portal => `${hostOf(portal)}, 3 unread`);
    const shown = async (): Promise<readonly string[]> => (await outline(world)).filter(line => line.startsWith('127'));
    assert.deepEqual(await shown(), roots);
    await world.restart();
    await Promise.all(['Alpha', 'Beta', 'Gamma'].map(where => view.row(new RegExp(`Remark in ${where}`)).waitFor()));
    // Until the portals have answered, their lists are those of the last time.
    await Promise.all(roots.map(root => view.row(root).waitFor()));
    assert.deepEqual(await shown(), roots);
  });
});
