import assert from 'node:assert/strict';
import { hostOf, outline, rootOf, sameIds, several, typeWebhook } from './portals';
import { inNewestVersion } from './world';

inNewestVersion('Several portals and accounts', (_signedOut, connected) => {
  const connectedTo = several(connected);

  it('are no more by the same webhook once more, or by another of the same person', async () => {
    const world = await connectedTo(sameIds('Alpha'), sameIds('Beta'));
    const { workbench, view, portals } = world;
    const [alpha, beta] = portals;
    await view.row(/Remark in Beta/).waitFor();
    const before = await outline(world);
    await typeWebhook(world, alpha.webhook);
    await (await workbench.toast(`Connected to ${hostOf(alpha)} as Alex Morgan.`)).dismiss();
    assert.deepEqual(await outline(world), before);

    const fresh = alpha.addWebhook(1);
    alpha.journal.skip();
    await typeWebhook(world, fresh);
    await (await workbench.toast(`Connected to ${hostOf(alpha)} as Alex Morgan.`)).dismiss();
    const { url } = await alpha.journal.next('im.notify.get');
    assert.ok(url.startsWith(new URL(fresh).pathname));
    await view.row(`${hostOf(alpha)}, 3 unread`).waitFor();
    await view.row(/Remark in Alpha/).waitFor();
    assert.deepEqual(await outline(world), before);

    alpha.access.state = 'revoked';
    alpha.journal.skip();
    await world.restart();
    await view.row(/Remark in Alpha/).waitFor();
    await view.row(/Remark in Beta/).waitFor();
    assert.ok((await alpha.journal.next('im.notify.get')).url.startsWith(new URL(fresh).pathname));
    await Promise.all([alpha, beta].map(portal => view.row(`${hostOf(portal)}, 3 unread`).waitFor()));
    assert.deepEqual(await outline(world), before);
    assert.equal(await rootOf(world, beta).locator('.codicon-warning').count(), 0);
  });

  it('are two for two people of the same one, who can be told apart', async () => {
    const world = await connectedTo(sameIds('Alpha'));
    const { workbench, view, portal } = world;
    portal.boxOf(2).add({ authorId: 5, text: 'News in Annas' });
    const anna = portal.addWebhook(2);
    await typeWebhook(world, anna);
    await (await workbench.toast(`Connected to ${hostOf(portal)} #2 as Anna Orlova.`)).dismiss();
    await view.row(/News in Annas/).waitFor();
    assert.deepEqual(await outline(world), [
      `${hostOf(portal)} #1, 3 unread`,
      '· Waiting for Your Decision, 1',
      '· · Invitation in Alpha',
      '· Unread, 2',
      '· · Remark in Alpha',
      '· · News in Alpha',
      '· Today, 1',
      `${hostOf(portal)} #2, 1 unread`,
      '· Unread, 1',
      '· · News in Annas',
    ]);
    await workbench.statusBarItem('Bitrix24: 4 unread').waitUntilShown();
    await view.inlineAction(view.row(/News in Annas/), 'Mark as Read');
    const { userId } = await portal.journal.next('im.notify.read.list');
    assert.equal(userId, 2);
    await view.row(`${hostOf(portal)} #2, 0 unread`).waitFor();

    await view.contextMenu(view.row(/#2, /), 'Disconnect');
    await workbench.modal.click('Disconnect');
    await view.row(/#1, /).waitFor({ state: 'hidden' });
    await view.row(/Remark in Alpha/).waitFor();
    assert.equal((await outline(world))[0], 'Waiting for Your Decision, 1');
  });
});
