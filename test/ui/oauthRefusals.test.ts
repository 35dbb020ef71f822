import assert from 'node:assert/strict';
import { eventually } from '../vscode/eventually';
import { awaitConnected, beginSignIn, complaint, pageOpenedBy, step, waitingFor, withApplication } from './application';
import { inDepth, inNewestVersion } from './world';

inNewestVersion('A sign-in that is refused', signedOut => {
  const signedOutWith = withApplication(signedOut);

  it('goes back to the client_id where no application has it', async () => {
    const world = await signedOutWith();
    const { portal, workbench, application } = world;
    const { quickInput } = workbench;
    portal.faults.add({ method: 'oauth/token', fault: { kind: 'error', code: 'wrong_client' } });
    const page = await beginSignIn(world);
    assert.equal((await portal.journal.next('oauth/token')).status, 200);
    await complaint(world, /^No application has this client_id\. Copy it again/);
    assert.equal(await quickInput.title(), step(2));
    assert.equal(await quickInput.value(), application.clientId);

    await page.close();
    await workbench.page.bringToFront();
    await quickInput.type(application.clientId);
    await quickInput.accept();
    await quickInput.waitUntilShown(step(3));
    assert.equal(await quickInput.value(), application.clientSecret);
    await pageOpenedBy(world, () => quickInput.accept());
    await awaitConnected(world);
  });

  inDepth('goes back to the client_secret where it is another one', async () => {
    const world = await signedOutWith();
    const { workbench, application } = world;
    const { quickInput } = workbench;
    await beginSignIn(world, { clientSecret: `${application.clientSecret}x` });
    await complaint(world, /^This is not the application’s client_secret\. Copy it again/);
    assert.equal(await quickInput.title(), step(3));
    assert.equal(await quickInput.isPassword(), true);
    assert.equal(await quickInput.value(), `${application.clientSecret}x`);

    await workbench.page.bringToFront();
    await quickInput.type(application.clientSecret);
    await eventually('no complaint', async () => (await quickInput.validation()) === undefined);
    await pageOpenedBy(world, () => quickInput.accept());
    await awaitConnected(world);
  });

  it('is begun anew with Enter where the code came too late', async () => {
    const world = await signedOutWith();
    const { portal, workbench } = world;
    portal.faults.add({ method: 'oauth/token', fault: { kind: 'hold' } });
    await beginSignIn(world);
    await portal.journal.nextArrival('oauth/token');
    portal.oauth.expireCodes();
    portal.faults.release();
    await complaint(world, /^The browser’s response is no longer valid\. .* Press Enter to sign in again\.$/);
    assert.equal(await workbench.quickInput.title(), waitingFor(world));
    await workbench.page.bringToFront();
    await pageOpenedBy(world, () => workbench.quickInput.accept());
    await awaitConnected(world);
  });

  inDepth('says which permission the application lacks, and goes on when it has it', async () => {
    const world = await signedOutWith();
    const { portal, workbench, application } = world;
    application.scope = ['crm'];
    await beginSignIn(world);
    await complaint(world, /^The application does not have the “im” permission\. Select it .* press Enter/);
    assert.deepEqual(portal.journal.calls('im.notify.get'), []);
    application.scope = ['crm', 'im'];
    await workbench.page.bringToFront();
    await pageOpenedBy(world, () => workbench.quickInput.clickTitleButton('Open Browser'));
    await awaitConnected(world);
  });

  it('is left with nothing stored where the person gives up', async () => {
    const world = await signedOutWith();
    const { portal, workbench, application, view } = world;
    application.isInstalled = false;
    portal.oauth.signedInUserId = undefined;
    const page = await beginSignIn(world);
    portal.oauth.signedInUserId = 1;
    await page.reload();
    await page.getByText('Application not installed').waitFor();

    application.isInstalled = true;
    portal.faults.add({ method: 'oauth/token', fault: { kind: 'error', code: 'NOT_INSTALLED' } });
    await page.reload();
    await complaint(world, /^The application is not installed in 127\.0\.0\.1:\d+\. Save its settings there/);
    await workbench.page.bringToFront();
    await workbench.quickInput.escape();
    await workbench.runCommand('Bitrix24: Disconnect');
    await workbench.toast('No Bitrix24 portal is connected.');
    assert.equal((await workbench.toasts()).length, 1);
    assert.match((await view.welcomeText()) ?? '', /See your Bitrix24 notifications here/);
  });
});
