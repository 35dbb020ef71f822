import assert from 'node:assert/strict';
import { eventually } from '../vscode/eventually';
import { forgetKept } from './kept';
import { everywhereInDepth, inEveryVersion, type World } from './world';

async function welcome({ view }: World, text: string): Promise<void> {
  await eventually(`the words "${text}"`, async () => (await view.welcomeText())?.includes(text));
}

inEveryVersion('A failing portal', (_signedOut, connected) => {
  everywhereInDepth('leaves the list and the number in place and says since when and why they are old', async () => {
    const { portal, view, workbench } = await connected();
    await view.row(/^Unread, 7$/).waitFor();
    const rows = await view.rows();
    portal.faults.add({
      method: 'im.notify.get',
      times: Infinity,
      fault: { kind: 'error', code: 'SOME_ERROR' },
    });
    await workbench.runCommand('Bitrix24: Refresh');
    await eventually('the message', async () =>
      /^Last updated: .* refused the request \(SOME_ERROR\)/.test((await view.message()) ?? ''),
    );
    assert.deepEqual((await view.rows()).slice(0, 10), rows.slice(0, 10));
    const counter = workbench.statusBarItem(/^Bitrix24: 10 unread. Last updated: .*SOME_ERROR/);
    await counter.waitUntilShown();
    assert.equal(await counter.text(), '10');
    assert.equal(await counter.item.locator('.codicon-warning').count(), 1);
    assert.equal(await workbench.badge(), '10');
    assert.deepEqual(await workbench.toasts(), []);

    portal.faults.clear();
    await workbench.runCommand('Bitrix24: Refresh');
    await eventually('no message', async () => (await view.message()) === undefined);
    await workbench.statusBarItem('Bitrix24: 10 unread').waitUntilShown();
  });

  it('has words for each state where nothing was ever loaded', async () => {
    const world = await connected({ seed: 'empty' });
    const { portal, workbench, view } = world;
    await welcome(world, 'No notifications.');
    for (const [state, words] of [
      ['revoked', 'no longer accepts the sign-in'],
      ['held', 'does not allow REST calls'],
    ] as const) {
      portal.access.state = state;
      await world.restart(() => forgetKept(world));
      await welcome(world, words);
      await workbench.statusBarItem(/portal (rejected the sign-in|does not)/).waitUntilShown();
      assert.equal(await workbench.badge(), undefined);
    }
    portal.access.state = 'active';
    portal.access.scope = [];
    await world.restart(() => forgetKept(world));
    await welcome(world, 'does not have the “Chat and Notifications (im)” permission');

    portal.access.scope = ['im'];
    portal.faults.add({ times: Infinity, fault: { kind: 'html', status: 502 } });
    await world.restart(() => forgetKept(world));
    await welcome(world, 'can’t be reached');
    portal.faults.clear();
    portal.faults.add({ times: Infinity, fault: { kind: 'error', code: 'ERROR_CORE' } });
    await view.welcomeAction('Try Again');
    await welcome(world, 'is having problems');
    portal.faults.clear();
    await view.welcomeAction('Try Again');
    await welcome(world, 'No notifications.');
  });

  it('is not asked again by itself after it refused the credential', async () => {
    const { portal, view, workbench } = await connected();
    await view.row(/^Unread, 7$/).waitFor();
    portal.access.state = 'revoked';
    await workbench.runCommand('Bitrix24: Refresh');
    await eventually('the message', async () => (await view.message())?.includes('rejected the sign-in'));
    portal.access.state = 'active';
    await workbench.runCommand('Bitrix24: Refresh');
    await eventually('no message', async () => (await view.message()) === undefined);
  });
});
