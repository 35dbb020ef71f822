import assert from 'node:assert/strict';
import { eventually } from '../vscode/eventually';
import { chooseWebhook, connect, everywhere, inDepth, inEveryVersion, type World } from './world';

const counter = /^Bitrix24: .* unread/;

async function openBox({ workbench, view }: World): Promise<void> {
  await view.welcomeAction('Connect to a Portal…');
  await chooseWebhook(workbench);
}

/** The sentence under the box, once it is such a one. */
async function complaint({ workbench }: World, pattern: RegExp): Promise<void> {
  await eventually(`the sentence ${String(pattern)}`, async () =>
    pattern.test((await workbench.quickInput.validation()) ?? ''),
  );
}

inEveryVersion('Connecting', signedOut => {
  it('starts from the empty view, with nothing in the status bar', async () => {
    const world = await signedOut();
    await eventually('the welcome', async () =>
      (await world.view.welcomeText())?.includes('See your Bitrix24 notifications here'),
    );
    assert.equal(await world.workbench.statusBarItem(counter).isShown(), false);
    assert.equal(await world.workbench.badge(), undefined);
  });

  it('tells while typing what is wrong with the address, and keeps what was typed', async () => {
    const world = await signedOut();
    await openBox(world);
    const { quickInput, page } = world.workbench;
    assert.equal(await quickInput.isPassword(), true);
    for (const [typed, sentence] of [
      ['portal', /not an address/],
      ['http://portal.example/rest/1/secret/', /must begin with https/],
      ['https://portal.example/', /missing \/rest\//],
      ['https://portal.example/rest/', /user ID is missing/],
      ['https://portal.example/rest/1/', /secret code/],
    ] as const) {
      await quickInput.type(typed);
      await complaint(world, sentence);
    }
    await quickInput.type('https://portal.example/rest/1/secret/im.notify.get.json');
    await eventually('no complaint', async () => (await quickInput.validation()) === undefined);
    await page.locator('.part.editor').click();
    assert.equal(await quickInput.value(), 'https://portal.example/rest/1/secret/im.notify.get.json');
  });

  it('gives each refusal its own sentence, keeps the text, and connects when the cause is mended', async () => {
    const world = await signedOut();
    const { portal } = world;
    const { quickInput } = world.workbench;
    await openBox(world);

    await quickInput.type(portal.webhook.replace(portal.code, 'wrongcode'));
    await quickInput.accept();
    await complaint(world, /does not recognize this webhook \(INVALID_CREDENTIALS\)/);
    assert.match(await quickInput.value(), /wrongcode/);

    portal.access.scope = ['crm'];
    await quickInput.type(`  ${portal.webhook}profile.json `);
    await quickInput.accept();
    await complaint(world, /does not have the “im” permission/);

    portal.access.scope = ['im'];
    portal.faults.add({ method: 'profile', times: 3, fault: { kind: 'html', status: 200 } });
    await quickInput.accept();
    await complaint(world, /it is not a Bitrix24 portal/);

    await quickInput.type('https://no-such-host.invalid/rest/1/abc/');
    await quickInput.accept();
    await complaint(world, /The host no-such-host.invalid was not found|can’t be reached/);

    await quickInput.type(portal.webhook);
    await quickInput.accept();
    await quickInput.waitUntilHidden();
    await world.view.row(/Waiting for Your Decision/).waitFor();
  });

  inDepth('takes the same address again once the portal accepts it again', async () => {
    const world = await signedOut();
    const { portal, workbench, view } = world;
    await connect(world);
    portal.access.state = 'revoked';
    await workbench.runCommand('Bitrix24: Refresh');
    await eventually('the refusal', async () => (await view.message())?.includes('rejected the sign-in'));
    portal.access.state = 'active';
    await connect(world);
    await eventually('no refusal', async () => (await view.message()) === undefined);
    await view.row(/^Unread, 7$/).waitFor();
  });

  it('connects nothing when the check is left with Escape', async () => {
    const world = await signedOut();
    const { portal, workbench, view } = world;
    portal.faults.add({ method: 'profile', fault: { kind: 'hold' } });
    await openBox(world);
    await workbench.quickInput.type(portal.webhook);
    await workbench.quickInput.accept();
    await portal.journal.nextArrival('profile');
    await workbench.page.keyboard.press('Escape');
    await portal.journal.nextAbandoned('profile');
    portal.faults.release();
    await workbench.runCommand('Bitrix24: Disconnect');
    await workbench.toast('No Bitrix24 portal is connected.');
    assert.equal((await workbench.toasts()).length, 1);
    assert.match((await view.welcomeText()) ?? '', /See your Bitrix24 notifications here/);
    assert.deepEqual(
      portal.journal.calls().map(({ method }) => method),
      ['profile'],
    );
  });

  everywhere('is still connected after a reload, and signed out for good after Disconnect', async () => {
    const world = await signedOut();
    const { portal, workbench, view } = world;
    await connect(world);
    await view.row(/^Unread, 7$/).waitFor();

    await workbench.reload();
    await workbench.openView();
    await view.row(/^Unread, 7$/).waitFor();
    await workbench.statusBarItem(counter).waitUntilShown();

    await workbench.runCommand('Bitrix24: Disconnect');
    await workbench.modal.waitUntilShown();
    assert.match(
      await workbench.modal.detail(),
      /^The webhook’s address, .* are deleted from VS Code\. Drafts and unsent replies are kept until you connect again\.$/,
    );
    await workbench.modal.click('Disconnect');
    await (await workbench.toast(/Disconnected from 127\.0\.0\.1/)).dismiss();
    await eventually('the welcome', async () =>
      (await view.welcomeText())?.includes('See your Bitrix24 notifications here'),
    );
    assert.equal(await workbench.statusBarItem(counter).isShown(), false);
    assert.equal(await workbench.badge(), undefined);

    portal.journal.clear();
    await world.restart();
    await eventually('the welcome', async () =>
      (await view.welcomeText())?.includes('See your Bitrix24 notifications here'),
    );
    assert.deepEqual(portal.journal.calls(), []);
  });
});
