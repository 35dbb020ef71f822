import assert from 'node:assert/strict';
import { flood } from '../portal/flood';
import { eventually } from '../vscode/eventually';
import { inDepth, inNewestVersion, type World } from './world';

const comment = /^Unread, (Accepts replies, )?Anna, Commented/;

const groupsIn = async ({ view }: World): Promise<readonly string[]> =>
  (await view.rows()).filter(row => /, \d+$/.test(row) && !/Read, |Unread, \D|decision, /.test(row));

async function groupBy({ workbench }: World, what: string): Promise<void> {
  await workbench.runCommand('Bitrix24: Group By…');
  await workbench.quickInput.waitUntilShown('Group By');
  await workbench.quickInput.pick(what);
  await workbench.quickInput.waitUntilHidden();
}

inNewestVersion('The arrangement', (_signedOut, connected) => {
  it('by type has the portal’s names, with counts', async () => {
    const world = await connected();
    await world.workbench.page.setViewportSize({ width: 1280, height: 1600 });
    await groupBy(world, 'Type');
    await world.view.row(/^Invitations, \d+$/).waitFor();
    const groups = await groupsIn(world);
    assert.ok(groups.includes('New comment to your message, 3'), groups.join('\n'));
    const counted = groups.reduce((sum, group) => sum + Number(/\d+$/.exec(group)?.[0]), 0);
    assert.equal(counted, world.portal.box.count);
  });

  inDepth('by author, by day and none are remembered', async () => {
    const world = await connected();
    await groupBy(world, 'Author');
    await world.view.row(/^Anna Orlova, \d+$/).waitFor();
    await groupBy(world, 'Day');
    await world.view
      .row(/^(Today|Yesterday), \d+$/)
      .first()
      .waitFor();
    await world.workbench.reloadWindow();
    await world.workbench.openView();
    await world.view
      .row(/^(Today|Yesterday), \d+$/)
      .first()
      .waitFor();
    await groupBy(world, 'Not grouped');
    await eventually('no groups', async () => (await groupsIn(world)).length === 0);
    assert.match((await world.view.rows())[0] ?? '', /планёрка/);
    await world.workbench.runCommand('Bitrix24: Group By…');
    await world.workbench.quickInput.waitUntilShown('Group By');
    assert.equal(await world.workbench.quickInput.option('Not grouped').locator('.codicon-check').count(), 1);
  });

  it('shows the unread alone, or all, as the title’s icon says, and remembers it', async () => {
    const { view, workbench } = await connected();
    await view.titleAction('Show Unread Only');
    await view
      .row(/^Today, \d+$|^Earlier, \d+$/)
      .first()
      .waitFor({ state: 'hidden' });
    await view.row(comment).waitFor();
    await workbench.reloadWindow();
    await workbench.openView();
    await view.row(comment).waitFor();
    assert.ok((await view.rows()).every(row => !/\bRead, /.test(row)));
    await view.titleAction('Show All');
    await view
      .row(/\bRead, /)
      .first()
      .waitFor();
  });

  inDepth('has words where nothing is unread', async () => {
    const { view } = await connected({ seed: [{ text: 'Old', isRead: true }] });
    await view.row(/Old/).waitFor();
    await view.titleAction('Show Unread Only');
    await eventually('the words', async () => (await view.welcomeText())?.startsWith('No unread notifications.'));
    await view.welcomeAction('Show All');
    await view.row(/Old/).waitFor();
  });

  it('looks for unread ones page after page', async () => {
    const seed = flood({ count: 170, unread: 0 }).map((item, index) =>
      index === 5 ? { ...item, isRead: false } : item,
    );
    const { view, portal } = await connected({ seed });
    await view.row(/Notification 170/).waitFor();
    await view.titleAction('Show Unread Only');
    await view.row('Load more…').click();
    await view.row(/Notification 6 of/).waitFor();
    await view.row('Load more…').waitFor({ state: 'hidden' });
    assert.ok(portal.journal.calls('im.notify.get').length >= 4);
  });

  it('keeps what is folded and what is selected through a refresh', async () => {
    const { view, workbench, portal } = await connected();
    await view.row('Waiting for Your Decision, 4').click();
    await view.row(/Release review/).waitFor({ state: 'hidden' });
    await view.row(comment).click();
    portal.box.add({ authorId: 5, text: 'Something new' });
    await workbench.runCommand('Bitrix24: Refresh');
    await view.row(/^Unread, (Accepts replies, )?Tom, Something new/).waitFor();
    assert.equal(await view.row(/Release review/).count(), 0);
    assert.equal(await view.row(comment).getAttribute('aria-selected'), 'true');
  });
});
