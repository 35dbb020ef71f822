import assert from 'node:assert/strict';
import { eventually } from '../vscode/eventually';
import { openWorkbench, type Workbench } from '../vscode/workbench';
import { startedAgain } from './portals';
import type { Settings } from './windows';
import { connect, everywhere, inEveryVersion, type World } from './world';

/** As rarely as can be: what the portal is asked meanwhile, somebody has asked for. */
const RARELY = { 'bitrix24.pollIntervalSeconds': 3600 };
const OFTEN = { 'bitrix24.pollIntervalSeconds': 10 };

inEveryVersion('Two windows', signedOut => {
  /** In a browser of its own, and by hand: with two windows nobody can say which one is spoken to from outside. */
  const connected = async (settings: Settings = {}): Promise<World> => {
    const world = await signedOut({ window: 'new', settings });
    await connect(world);
    return world;
  };
  const opened: Workbench[] = [];
  afterEach(async () => {
    for (const workbench of opened.splice(0)) {
      await workbench.close();
    }
  });
  /** One more window of the same person, with the view in front. */
  const open = async ({ server, browser }: World): Promise<Workbench> => {
    const workbench = await openWorkbench({ server, browser });
    opened.push(workbench);
    await workbench.openView();
    return workbench;
  };
  const noMessage = ({ view }: Workbench): Promise<unknown> =>
    eventually('no message', async () => (await view.message()) === undefined);
  /** Without the one request for a push channel, which comes some seconds after the connection. */
  const calls = ({ portal }: World): readonly string[] =>
    portal.journal
      .calls()
      .map(({ method }) => method)
      .filter(method => method !== 'pull.config.get');

  everywhere(
    'share a list: the second one costs the portal nothing, and what is done in one is seen in the other',
    async () => {
      const world = await connected(RARELY);
      const { portal, workbench, view } = world;
      await view.row(/^Unread, 7$/).waitFor();
      await eventually('the names of the types', () => calls(world).includes('im.notify.schema.get'));
      portal.journal.clear();

      const second = await open(world);
      await second.view.row(/^Unread, 7$/).waitFor();
      await second.statusBarItem('Bitrix24: 10 unread').waitUntilShown();
      await noMessage(second);
      assert.deepEqual(calls(world), []);

      await second.runCommand('Bitrix24: Mark All as Read');
      await portal.journal.next('im.notify.read.all');
      await workbench.statusBarItem('Bitrix24: 3 unread').waitUntilShown();
      await second.statusBarItem('Bitrix24: 3 unread').waitUntilShown();
      await view.row(/^Unread, 7$/).waitFor({ state: 'detached' });
      assert.deepEqual(calls(world), ['im.notify.read.all', 'im.notify.get']);
    },
  );

  it('take turns: where the one that polls is closed, the other goes on', async () => {
    const world = await connected(OFTEN);
    const { portal, workbench, view } = world;
    await view.row(/^Unread, 7$/).waitFor();
    const second = await open(world);
    await second.view.row(/^Unread, 7$/).waitFor();
    await workbench.close();
    portal.box.add({ text: 'After the first window', authorId: 2 });
    await eventually(
      'the other window to poll',
      async () => (await second.view.row(/After the first window/).count()) > 0,
      40_000,
    );
  });

  it('start without the portal: the last list is there, with its age', async () => {
    const world = await connected();
    const { portal, workbench, view } = world;
    await view.row(/^Unread, 7$/).waitFor();
    const rows = await view.rows();
    await workbench.close();
    portal.faults.add({ times: Infinity, fault: { kind: 'hold' } });

    const next = await open(world);
    await next.view.row(/^Unread, 7$/).waitFor();
    await eventually('its age', async () => /^Last updated: [^.]+\.$/.test((await next.view.message()) ?? ''));
    assert.deepEqual((await next.view.rows()).slice(0, 10), rows.slice(0, 10));
    const counter = next.statusBarItem(/^Bitrix24: 10 unread. Last updated: [^.]+\.$/);
    await counter.waitUntilShown();
    assert.equal(await counter.item.locator('.codicon-history').count(), 1);

    await portal.close();
    await eventually('the reason', async () =>
      /^Last updated: .* portal was lost|^Last updated: .* can’t be reached/.test((await next.view.message()) ?? ''),
    );
    const again = await startedAgain(portal, { seed: [{ id: 1, text: 'Back again', authorId: 2 }] });
    try {
      await next.runCommand('Bitrix24: Refresh');
      await next.view.row(/Back again/).waitFor();
      await noMessage(next);
    } finally {
      await again.close();
    }
  });
});
