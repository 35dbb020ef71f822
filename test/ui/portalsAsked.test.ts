import assert from 'node:assert/strict';
import type { StandInPortal } from '../portal/portal';
import { eventually } from '../vscode/eventually';
import { hostOf, rootOf, sameIds, several } from './portals';
import { inDepth, inNewestVersion, withUndo, type World } from './world';

/** The title of a step of sending; `where`: empty where that is clear. */
const step = (number: number, where = ''): string => `${where}Send Notification (${number}/3)`;

/** Runs a command that asks for a portal, and answers the portals on offer. */
async function offered({ workbench }: World, command: string, title: string): Promise<readonly string[]> {
  const { quickInput } = workbench;
  await workbench.runCommand(`Bitrix24: ${command}`);
  await quickInput.waitUntilShown(title);
  await eventually('the question', async () => (await quickInput.placeholder()) === 'Choose a portal');
  const items = await quickInput.awaitItems('the portals', ({ length }) => length > 1);
  return items.map(({ label }) => label);
}

function textsFor(portal: StandInPortal, userId: number): readonly string[] {
  return portal
    .boxOf(userId)
    .list()
    .map(({ text }) => text);
}

inNewestVersion('Several portals and the palette', (_signedOut, connected) => {
  const connectedTo = several(withUndo(connected));

  it('ask which one is meant where it matters', async () => {
    const world = await connectedTo(sameIds('Alpha'), sameIds('Beta'));
    const { workbench, view, portals } = world;
    const { quickInput } = workbench;
    const [alpha, beta] = portals;
    const hosts = portals.map(hostOf);
    await view.row(/Remark in Beta/).waitFor();

    assert.deepEqual(await offered(world, 'Mark All as Read', 'Mark All as Read'), hosts);
    await quickInput.pick(hostOf(beta));
    await workbench.toast('Marked as read: 2');
    await beta.journal.next('im.notify.read.all');
    assert.equal(alpha.journal.calls('im.notify.read.all').length, 0);

    assert.deepEqual(await offered(world, 'Open Portal', 'Open Portal'), hosts);
    const opened = await workbench.linkOpenedBy(() => quickInput.pick(hostOf(beta)));
    assert.match(opened, new RegExp(`\\b${new URL(beta.origin).port}\\b`));

    assert.deepEqual(await offered(world, 'Disconnect', 'Disconnect'), hosts);
    await quickInput.pick(hostOf(beta));
    await workbench.modal.click('Disconnect');
    await workbench.toast(new RegExp(`^Disconnected from ${hostOf(beta)}`));
    await view.row(/Remark in Beta/).waitFor({ state: 'hidden' });
    await view.row(/Remark in Alpha/).waitFor();
  });

  inDepth('ask from which one to send', async () => {
    const world = await connectedTo(sameIds('Alpha'), sameIds('Beta'));
    const { workbench, portals } = world;
    const { quickInput } = workbench;
    const [alpha, beta] = portals;
    assert.deepEqual(await offered(world, 'Send Notification…', 'Send Notification'), portals.map(hostOf));
    await quickInput.pick(hostOf(beta));
    for (const number of [1, 2]) {
      await quickInput.waitUntilShown(step(number, `${hostOf(beta)}: `));
      await quickInput.accept();
    }
    await quickInput.waitUntilShown(step(3, `${hostOf(beta)}: `));
    await quickInput.type('To myself in Beta');
    await quickInput.accept();
    await workbench.toast(`${hostOf(beta)}: Sent to yourself.`);
    assert.ok(textsFor(beta, 1).includes('To myself in Beta'));
    assert.ok(!textsFor(alpha, 1).includes('To myself in Beta'));
  });

  inDepth('ask first for the one of the selected row, and for none where a root’s menu has said it', async () => {
    const world = await connectedTo(sameIds('Alpha'), sameIds('Beta'));
    const { workbench, view, portals } = world;
    const [alpha, beta] = portals;
    await view.selection.set(/News in Beta/);
    assert.deepEqual(await offered(world, 'Mark All as Read', 'Mark All as Read'), [hostOf(beta), hostOf(alpha)]);
    await workbench.quickInput.escape();
    assert.equal(beta.journal.calls('im.notify.read.all').length, 0);
    await view.contextMenu(rootOf(world, alpha), 'Mark All as Read');
    await alpha.journal.next('im.notify.read.all');
    await view.row(`${hostOf(alpha)}, 1 unread`).waitFor();
    await view.contextMenu(rootOf(world, beta), 'Send Notification…');
    await workbench.quickInput.waitUntilShown(step(1, `${hostOf(beta)}: `));
    await workbench.quickInput.escape();
    const opened = await workbench.linkOpenedBy(() => view.contextMenu(rootOf(world, beta), 'Open Portal'));
    assert.match(opened, new RegExp(`\\b${new URL(beta.origin).port}\\b`));
    assert.equal(beta.journal.calls('im.notify.read.all').length, 0);
  });

  inDepth('are not asked about where there is one alone', async () => {
    const world = await connectedTo(sameIds('Alpha'));
    const { workbench, view, portal } = world;
    await view.row(/Remark in Alpha/).waitFor();
    await workbench.runCommand('Bitrix24: Mark All as Read');
    await portal.journal.next('im.notify.read.all');
    const opened = await workbench.linkOpenedBy(() => workbench.runCommand('Bitrix24: Open Portal'));
    assert.match(opened, new RegExp(`\\b${new URL(portal.origin).port}\\b`));
    await workbench.runCommand('Bitrix24: Send Notification…');
    await workbench.quickInput.waitUntilShown(step(1));
    await workbench.quickInput.escape();
    await workbench.runCommand('Bitrix24: Disconnect');
    await workbench.modal.click('Disconnect');
    await workbench.toast(/^Disconnected from/);
  });

  it('offer the notifications of all for a reply, each with its portal', async () => {
    const world = await connectedTo(sameIds('Alpha'), sameIds('Beta'));
    const { workbench, view, portals } = world;
    const { quickInput } = workbench;
    const [alpha, beta] = portals;
    await view.row(/Remark in Beta/).waitFor();
    await workbench.runCommand('Bitrix24: Quick Reply…');
    await quickInput.waitUntilShown('Quick Reply');
    const items = await quickInput.awaitItems('all of both', ({ length }) => length >= 6);
    for (const [where, portal] of [
      ['Alpha', alpha],
      ['Beta', beta],
    ] as const) {
      const remark = items.find(({ detail }) => detail === `Remark in ${where}`);
      assert.match(remark?.description ?? '', new RegExp(` · ${hostOf(portal)}$`));
    }
    assert.deepEqual(items.map(({ detail }) => detail.replace(/ in .*/, '')).slice(0, 4), [
      ...['Remark', 'Remark'],
      ...['News', 'News'],
    ]);
    // A decision is none of them.
    assert.equal(items.length, 6);
    await quickInput.type('Remark in Beta');
    await quickInput.accept();
    await quickInput.waitUntilShown(`${hostOf(beta)}: Reply to Anna Orlova`);
    await quickInput.type('From the palette');
    await quickInput.accept();
    await beta.journal.next('im.notify.answer');
    assert.deepEqual(
      [alpha, beta].map(({ box }) => box.answers.length),
      [0, 1],
    );
  });

  it('have their unread ones gone through one after the other, and are all asked by Refresh', async () => {
    const world = await connectedTo(sameIds('Alpha'), sameIds('Beta'));
    const { workbench, view, portals } = world;
    await view.row(/Remark in Beta/).waitFor();
    const inOne = (where: string): readonly string[] =>
      ['Invitation', 'Remark', 'News'].map(what => `${what} in ${where}`);
    for (const wanted of [...inOne('Alpha'), ...inOne('Beta'), 'Invitation in Alpha']) {
      await workbench.runCommand('Bitrix24: Next Unread');
      await eventually(wanted, async () => {
        const rows = await view.selection.rows();
        return rows.length > 0 && rows.every(row => row.includes(wanted));
      });
    }
    for (const { journal, box } of portals) {
      journal.skip();
      box.add({ text: 'Come with the refresh' });
    }
    await workbench.runCommand('Bitrix24: Refresh');
    await Promise.all(portals.map(({ journal }) => journal.next('im.notify.get')));
    await eventually('both', async () => (await view.row(/Come with the refresh/).count()) === 2);
    await workbench.statusBarItem('Bitrix24: 8 unread').waitUntilShown();
  });
});
