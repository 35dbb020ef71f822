import assert from 'node:assert/strict';
import type { PortalOptions, StandInPortal } from '../portal/portal';
import { eventually } from '../vscode/eventually';
import { forgetKept } from './kept';
import { hostOf, rootOf, sameIds, several } from './portals';
import { standIn } from './traces';
import { inDepth, inEveryVersion, inNewestVersion, type World } from './world';

const FOLLOW = 'Switch to New Portal Address…';

/** The portals at their new addresses; they end with the test. */
function renamed() {
  const ends: (() => Promise<void>)[] = [];

  afterEach(async () => {
    for (const end of ends.splice(0)) {
      await end();
    }
  });

  /** The same portal elsewhere, with the same webhook; the old address leads there from now on. */
  return async (old: StandInPortal, options: PortalOptions = {}): Promise<StandInPortal> => {
    const portal = await standIn({ ...options, code: old.code });
    ends.push(() => portal.close());
    old.faults.add({ times: Infinity, fault: { kind: 'redirect', to: portal.origin } });
    return portal;
  };
}

const words = (portal: StandInPortal): string => `The portal says that it has moved to ${hostOf(portal)}.`;

/** Answers the question that holds the window. */
async function agree({ workbench }: World, from: StandInPortal, to: StandInPortal): Promise<void> {
  const { modal } = workbench;
  await modal.waitUntilShown();
  assert.match(await modal.message(), new RegExp(`${from.origin} says that it has moved to ${to.origin}\\.`));
  assert.match(
    await modal.detail(),
    new RegExp(`webhook’s address, including its secret code, will be sent to ${to.origin}`),
  );
  await modal.click('Switch');
}

inEveryVersion('A portal that has moved', (_signedOut, connected) => {
  const moved = renamed();

  it('says where to, is sent nothing there, and is followed when the person agrees', async () => {
    const world = await connected(sameIds('Alpha'));
    const { portal, view, workbench } = world;
    await view.row(/Remark in Alpha/).waitFor();
    const there = await moved(portal, sameIds('Beta'));
    await workbench.runCommand('Bitrix24: Refresh');
    await eventually('the message', async () => (await view.message())?.includes(words(there)));
    await view.row(/Remark in Alpha/).waitFor();
    const counter = workbench.statusBarItem(/^Bitrix24: 3 unread\. Last updated: /);
    await counter.waitUntilShown();
    assert.match(await counter.tooltip(), new RegExp(`moved to ${hostOf(there)}`));
    await workbench.hovers.leave();
    assert.deepEqual(await workbench.toasts(), []);
    assert.equal(there.journal.calls().length, 0);

    await view.titleAction(FOLLOW);
    await workbench.modal.waitUntilShown();
    await workbench.modal.click('Cancel');
    assert.equal(there.journal.calls().length, 0);

    await workbench.runCommand(`Bitrix24: ${FOLLOW}`);
    await agree(world, portal, there);
    await (await workbench.toast(`${hostOf(portal)} is now connected at ${hostOf(there)}.`)).dismiss();
    await view.row(/Remark in Beta/).waitFor();
    await eventually('no message', async () => (await view.message()) === undefined);
    portal.journal.clear();
    await world.restart();
    await view.row(/Remark in Beta/).waitFor();
    assert.deepEqual(portal.journal.calls(), []);
  });
});

inNewestVersion('A portal that has moved', (_signedOut, connected) => {
  const moved = renamed();
  const connectedTo = several(connected);

  it('has words of its own where nothing was ever loaded', async () => {
    const world = await connected(sameIds('Alpha'));
    const { portal, view } = world;
    await view.row(/Remark in Alpha/).waitFor();
    const there = await moved(portal, sameIds('Beta'));
    await world.restart(() => forgetKept(world));
    await eventually('the words', async () =>
      (await view.welcomeText())?.includes('says that it has moved to another address'),
    );
    assert.equal(there.journal.calls().length, 0);
    await view.welcomeAction(FOLLOW);
    await agree(world, portal, there);
    await view.row(/Remark in Beta/).waitFor();
  });

  inDepth('is followed from its row among several, with its name', async () => {
    const world = await connectedTo(sameIds('Alpha'), sameIds('Beta'));
    const { view, workbench, portals } = world;
    const [alpha, beta] = portals;
    await view.row(/Remark in Beta/).waitFor();
    await view.contextMenu(rootOf(world, beta), 'Rename Portal…');
    await workbench.quickInput.waitUntilShown(`Rename ${hostOf(beta)}`);
    await workbench.quickInput.type('Second');
    await workbench.quickInput.accept();
    await view.row('Second, 3 unread').waitFor();
    const there = await moved(beta, sameIds('Gamma'));
    await workbench.runCommand('Bitrix24: Refresh');
    const root = view.row(new RegExp(`^Second, 3 unread. Last updated: .* has moved to ${hostOf(there)}`));
    await root.waitFor();
    assert.deepEqual(await view.inlineActions(root), [FOLLOW]);
    await view.inlineAction(root, FOLLOW);
    await agree(world, beta, there);
    await view.row(/Remark in Gamma/).waitFor();
    await view.row('Second, 3 unread').waitFor();
    await view.row(/Remark in Alpha/).waitFor();
    assert.equal(await rootOf(world, alpha).locator('.codicon-warning').count(), 0);
  });

  it('has not taken a reply, whose text is kept and goes along', async () => {
    const world = await connected(sameIds('Alpha'));
    const { portal, view, workbench } = world;
    const { quickInput } = workbench;
    await view.row(/Remark in Alpha/).waitFor();
    const there = await moved(portal, sameIds('Beta'));
    await view.inlineAction(view.row(/Remark in Alpha/), 'Quick Reply…');
    await quickInput.waitUntilShown('Reply to Anna Orlova');
    await quickInput.type('On my way');
    await quickInput.accept();
    const toast = await workbench.toast(/^The reply to Anna Orlova was not sent\. The portal says that it has moved/);
    await toast.dismiss();
    assert.deepEqual([portal.box.answers, there.journal.calls()], [[], []]);

    await workbench.runCommand('Bitrix24: Refresh');
    await eventually('the message', async () => (await view.message())?.includes(words(there)));
    await workbench.runCommand(`Bitrix24: ${FOLLOW}`);
    await agree(world, portal, there);
    await view.row('Unsent Replies, 1').waitFor();
    // With the names of the types, the rows are drawn once more: an icon that is clicked meanwhile has no row.
    await eventually('the names of the types', () => there.journal.calls('im.notify.schema.get').length > 0);
    await view.row(/^Unread, Accepts replies, Anna, Reply not sent, Remark in Beta/).click();
    await view.inlineAction(view.row(/Remark in Beta/), 'Quick Reply…');
    await quickInput.waitUntilShown('Reply to Anna Orlova');
    assert.equal(await quickInput.value(), 'On my way');
    await quickInput.accept();
    await there.journal.next('im.notify.answer');
    assert.deepEqual(
      there.box.answers.map(({ text }) => text),
      ['On my way'],
    );
  });

  inDepth('stays as it is where the new address does not know the sign-in', async () => {
    const world = await connected(sameIds('Alpha'));
    const { portal, view, workbench } = world;
    await view.row(/Remark in Alpha/).waitFor();
    const there = await moved(portal);
    there.access.state = 'revoked';
    await workbench.runCommand('Bitrix24: Refresh');
    await eventually('the message', async () => (await view.message())?.includes(words(there)));
    await workbench.runCommand(`Bitrix24: ${FOLLOW}`);
    await agree(world, portal, there);
    await workbench.toast(new RegExp(`^${hostOf(there)} did not accept the sign-in\\. Nothing was changed\\.`));
    portal.faults.clear();
    await workbench.runCommand('Bitrix24: Refresh');
    await eventually('no message', async () => (await view.message()) === undefined);
    await view.row(/Remark in Alpha/).waitFor();
  });
});
