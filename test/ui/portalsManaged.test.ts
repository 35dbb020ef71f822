import assert from 'node:assert/strict';
import { eventually } from '../vscode/eventually';
import { hostOf, rootOf, sameIds, several } from './portals';
import { inDepth, inNewestVersion, type World } from './world';

const BUTTONS = ['Rename…', 'Connect Again…', 'Open Portal', 'Disconnect'];
const ANOTHER = 'Connect Another Portal…';

async function manage({ workbench }: World): Promise<void> {
  await workbench.runCommand('Bitrix24: Manage Portals…');
  await workbench.quickInput.waitUntilShown('Manage Portals');
}

async function typeName({ workbench: { quickInput } }: World, before: string, name: string): Promise<void> {
  await quickInput.waitUntilShown(`Rename ${before}`);
  assert.equal(await quickInput.value(), before);
  await quickInput.type(name);
  await quickInput.accept();
  await quickInput.waitUntilHidden();
}

inNewestVersion('Several portals, managed', (_signedOut, connected) => {
  const connectedTo = several(connected);

  it('are listed with how they are signed in to, what that permits, and their last answer', async () => {
    const world = await connectedTo({ ...sameIds('Alpha'), scope: ['im', 'user'] }, sameIds('Beta'));
    const { workbench, view, portals } = world;
    const { quickInput } = workbench;
    const [alpha, beta] = portals;
    await view.row(/Remark in Beta/).waitFor();
    beta.faults.add({ method: 'scope', fault: { kind: 'hold' } });
    await manage(world);
    await quickInput.awaitItems(
      'what Alpha permits',
      ([first]) => first?.detail.includes('notifications, colleagues') === true,
    );
    const [, asking] = await quickInput.items();
    assert.match(
      asking?.detail ?? '',
      /^Contacting the portal… · New notifications: every 30 s · Last response: \d+:\d\d .M$/,
    );
    await eventually('it to be busy', () => quickInput.isBusy());
    beta.faults.release();
    const items = await quickInput.awaitItems('what Beta permits', ([, second]) =>
      (second?.detail ?? '').startsWith('Permissions: notifications · '),
    );
    await eventually('the end of it', async () => !(await quickInput.isBusy()));
    assert.deepEqual(
      items.map(({ label, description }) => `${label} | ${description}`),
      [...[alpha, beta].map(portal => `${hostOf(portal)} | Inbound webhook · user 1`), `${ANOTHER} | `],
    );
    assert.match(
      items[0]?.detail ?? '',
      /^Permissions: notifications, colleagues · New notifications: every 30 s · Last response: \d+:\d\d .M$/,
    );
    assert.deepEqual(await quickInput.itemButtons(hostOf(beta)), BUTTONS);
    await quickInput.pick(hostOf(beta));
    await quickInput.waitUntilShown(hostOf(beta));
    const acts = await quickInput.awaitItems('what can be done', ([first]) => first?.label === BUTTONS[0]);
    assert.deepEqual(
      acts.map(({ label }) => label),
      BUTTONS,
    );
    const opened = await workbench.linkOpenedBy(() => quickInput.pick('Open Portal'));
    assert.match(opened, new RegExp(`\\b${new URL(beta.origin).port}\\b`));
  });

  inDepth(
    'tell how soon notifications come: at once where the webhook permits that, else as the settings say',
    async () => {
      const world = await connectedTo({ ...sameIds('Alpha'), scope: ['im', 'pull_channel'] }, sameIds('Beta'));
      const { view, workbench, portals } = world;
      const [alpha] = portals;
      await view.row(/Remark in Beta/).waitFor();
      await eventually('the channel', () => alpha.push.waiting === 1, 30_000);
      alpha.box.add({ text: 'News by push', authorId: 2 });
      await view.row(/News by push/).waitFor();
      await manage(world);
      await workbench.quickInput.awaitItems('what they tell', ([first, second]) => {
        const isTold = first?.detail.includes('· New notifications: at once ·') === true;
        return isTold && second?.detail.includes('· New notifications: every 30 s ·') === true;
      });
    },
  );

  inDepth('say why they do not tell what they permit', async () => {
    const world = await connectedTo(sameIds('Alpha'), sameIds('Beta'));
    const [, beta] = world.portals;
    await world.view.row(/Remark in Beta/).waitFor();
    beta.access.state = 'revoked';
    await manage(world);
    await world.workbench.quickInput.awaitItems('the refusal', ([first, second]) => {
      const isTold = (second?.detail ?? '').startsWith('The portal rejected the sign-in');
      return isTold && (first?.detail ?? '').startsWith('Permissions: notifications');
    });
  });

  inDepth('take a name, which outlives a reload, and are their host again without it', async () => {
    const world = await connectedTo(sameIds('Alpha'), sameIds('Beta'));
    const { workbench, view, portals } = world;
    const { quickInput } = workbench;
    const [alpha, beta] = portals;
    await manage(world);
    await quickInput.clickItemButton(hostOf(beta), 'Rename…');
    await typeName(world, hostOf(beta), '  The $(bug) office ');
    await view.row('The $(bug) office, 3 unread').waitFor();
    await rootOf(world, alpha).waitFor();
    assert.match(await workbench.statusBarItem('Bitrix24: 6 unread').tooltip(), /The \$\(bug\) office 3/);
    await workbench.hovers.leave();

    await workbench.reload();
    await workbench.openView();
    const named = view.row('The $(bug) office, 3 unread');
    await named.waitFor();
    assert.equal(await named.locator('.codicon-bug').count(), 0);
    await manage(world);
    const [, item] = await quickInput.awaitItems('the list', ({ length }) => length > 2);
    assert.equal(item?.description, `${hostOf(beta)} · Inbound webhook · user 1`);
    await quickInput.escape();

    await view.contextMenu(named, 'Rename Portal…');
    await typeName(world, 'The $(bug) office', '');
    await view.row(`${hostOf(beta)}, 3 unread`).waitFor();
  });

  inDepth('are connected again, and more of them, from the list', async () => {
    const world = await connectedTo(sameIds('Alpha'), sameIds('Beta'));
    const { workbench, view, portals } = world;
    const { quickInput } = workbench;
    const [, beta] = portals;
    beta.access.state = 'revoked';
    const fresh = beta.addWebhook(1);
    await workbench.runCommand('Bitrix24: Refresh');
    const refused = view.row(/3 unread. Last updated: .* rejected the sign-in/);
    await refused.waitFor();
    await manage(world);
    await quickInput.clickItemButton(hostOf(beta), 'Connect Again…');
    await eventually('the box for the address', () => quickInput.isPassword());
    await quickInput.type(fresh);
    await quickInput.accept();
    await workbench.toast(`Connected to ${hostOf(beta)} as Alex Morgan.`);
    await refused.waitFor({ state: 'hidden' });
    await view.row(`${hostOf(beta)}, 3 unread`).waitFor();

    await manage(world);
    await quickInput.pick(ANOTHER);
    await quickInput.waitUntilShown('Connect to a Bitrix24 Portal');
    await quickInput.awaitItems('the ways to sign in', items => items.some(({ label }) => label === 'Inbound webhook'));
    await quickInput.escape();

    await manage(world);
    await quickInput.clickItemButton(hostOf(beta), 'Disconnect');
    await workbench.modal.click('Disconnect');
    await workbench.toast(new RegExp(`^Disconnected from ${hostOf(beta)}`));
    await view.row(/Remark in Beta/).waitFor({ state: 'hidden' });
    await view.row(/Remark in Alpha/).waitFor();
  });

  inDepth('have the same in the menu of their roots', async () => {
    const world = await connectedTo(sameIds('Alpha'), sameIds('Beta'));
    const { workbench, view, portals } = world;
    const [, beta] = portals;
    assert.deepEqual(await view.contextMenuLabels(rootOf(world, beta)), [
      'Mark All as Read',
      'Send Notification…',
      'Open Portal',
      'Rename Portal…',
      'Connect Again…',
      'Disconnect',
    ]);
    await view.contextMenu(rootOf(world, beta), 'Connect Again…');
    await eventually('the box for the address', () => workbench.quickInput.isPassword());
    await workbench.quickInput.type(beta.webhook);
    await workbench.quickInput.accept();
    await workbench.toast(`Connected to ${hostOf(beta)} as Alex Morgan.`);
    await view.contextMenu(rootOf(world, beta), 'Disconnect');
    await workbench.modal.click('Disconnect');
    await workbench.toast(new RegExp(`^Disconnected from ${hostOf(beta)}`));
    await rootOf(world, beta).waitFor({ state: 'hidden' });
  });
});
