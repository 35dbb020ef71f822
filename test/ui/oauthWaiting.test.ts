import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { eventually } from '../vscode/eventually';
import {
  type ApplicationWorld,
  awaitConnected,
  beginSignIn,
  complaint,
  goToSecret,
  logIn,
  pageOpenedBy,
  step,
  waitingFor,
  withApplication,
} from './application';
import { inDepth, inNewestVersion } from './world';

/** The address that the portal sends the browser to, without the browser's going there. */
async function handlerAddress({ portal, browser }: ApplicationWorld, authorize: string): Promise<string> {
  portal.oauth.signedInUserId = 1;
  const answer = await browser.context.request.get(authorize, { maxRedirects: 0 });
  return answer.headers().location ?? '';
}

async function awaitSilence(port: number): Promise<void> {
  await eventually('nothing to listen any more', () =>
    fetch(`http://localhost:${port}/`).then(
      () => false,
      () => true,
    ),
  );
}

inNewestVersion('While the browser is waited for', signedOut => {
  const signedOutWith = withApplication(signedOut);
  const ends: (() => void)[] = [];

  afterEach(() => {
    for (const end of ends.splice(0)) end();
  });

  it('the address of its last page can be pasted: where the port is taken, a person opens the browser', async () => {
    const world = await signedOutWith();
    const { portal, workbench, port } = world;
    const { quickInput } = workbench;
    for (const host of ['127.0.0.1', '::1']) {
      const other = createServer((_request, response) =>
        response.setHeader('Cache-Control', 'no-store').end('Another program'),
      );
      other.listen(port, host);
      ends.push(() => {
        other.closeAllConnections();
        other.close();
      });
    }
    await goToSecret(world);
    await quickInput.accept();
    await quickInput.waitUntilShown(waitingFor(world));
    assert.match(await quickInput.message(), new RegExp(`^Port ${port} is already in use on this computer`));
    const page = await pageOpenedBy(world, () => quickInput.clickTitleButton('Open Browser'));
    await page.getByText('Another program').waitFor();
    await workbench.page.bringToFront();
    await quickInput.type(`  ${page.url()} `);
    await awaitConnected(world);
    assert.equal(portal.journal.calls('oauth/authorize').length, 1);
  });

  inDepth('leaving with Escape stores nothing, frees the port, and lets another sign-in begin', async () => {
    const world = await signedOutWith();
    const { portal, workbench, view, application, port } = world;
    portal.oauth.signedInUserId = undefined;
    const page = await beginSignIn(world);
    await page.getByLabel('Login').waitFor();
    await workbench.page.bringToFront();
    await eventually('it to show that it waits', () => workbench.quickInput.isBusy());
    await workbench.quickInput.escape();
    await awaitSilence(port);
    assert.deepEqual(portal.journal.calls('oauth/token'), []);
    assert.match((await view.welcomeText()) ?? '', /See your Bitrix24 notifications here/);

    portal.oauth.signedInUserId = 1;
    const refused = await beginSignIn(world, { clientId: `${application.clientId}0` });
    await refused.getByText('Application not found').waitFor();
    await workbench.page.bringToFront();
    await workbench.quickInput.escape();
    await awaitSilence(port);
    assert.deepEqual(portal.journal.calls('oauth/token'), []);

    await world.restart();
    await eventually('the welcome', async () =>
      (await view.welcomeText())?.includes('See your Bitrix24 notifications here'),
    );
    const accepted = await beginSignIn(world);
    await accepted.getByRole('heading', { name: 'Return to VS Code' }).waitFor();
    await awaitConnected(world);
  });

  inDepth('going back keeps what was typed', async () => {
    const world = await signedOutWith();
    const { portal, workbench, application, port } = world;
    const { quickInput } = workbench;
    portal.oauth.signedInUserId = undefined;
    await beginSignIn(world);
    await workbench.page.bringToFront();
    await quickInput.clickTitleButton('Back');
    await quickInput.waitUntilShown(step(3));
    await awaitSilence(port);
    assert.equal(await quickInput.isPassword(), true);
    assert.equal(await quickInput.value(), application.clientSecret);
    await quickInput.clickTitleButton('Back');
    await quickInput.waitUntilShown(step(2));
    assert.equal(await quickInput.isPassword(), false);
    assert.equal(await quickInput.value(), application.clientId);
    await quickInput.clickTitleButton('Back');
    await quickInput.waitUntilShown(step(1));
    assert.equal(await quickInput.value(), portal.origin);
    assert.deepEqual(await quickInput.titleButtons(), []);
    for (const next of [2, 3]) {
      await quickInput.accept();
      await quickInput.waitUntilShown(step(next));
    }
    portal.oauth.signedInUserId = 1;
    await pageOpenedBy(world, () => quickInput.accept());
    await awaitConnected(world);
  });

  inDepth('it is waited for no longer than the setting says, and nothing is to be typed again', async () => {
    const world = await signedOutWith({ settings: { 'bitrix24.signInWaitSeconds': 10 } });
    const { portal, workbench, port, application } = world;
    portal.oauth.signedInUserId = undefined;
    await beginSignIn(world);
    const toast = await workbench.toast(/was not completed in the browser in time\. Nothing was saved\.$/);
    await workbench.quickInput.waitUntilHidden();
    await awaitSilence(port);
    portal.oauth.signedInUserId = 1;
    portal.journal.clear();
    await pageOpenedBy(world, () => toast.click('Try Again'));
    await awaitConnected(world);
    const [authorize] = portal.journal.calls('oauth/authorize');
    assert.equal(authorize?.params.client_id, application.clientId);
  });

  it('no answer to another sign-in is taken, at the port or pasted, and the right one still is', async () => {
    const world = await signedOutWith();
    const { portal, workbench, port } = world;
    portal.oauth.signedInUserId = undefined;
    const page = await beginSignIn(world);
    const right = await handlerAddress(world, page.url());
    const forged = new URL(right);
    forged.searchParams.set('state', '0'.repeat(64));

    const answer = await fetch(forged);
    assert.equal(answer.status, 400);
    assert.match(await answer.text(), /<h1>Different Sign-In<\/h1>/);
    assert.equal(await workbench.quickInput.validation(), undefined);

    await workbench.page.bringToFront();
    await workbench.quickInput.type('not an address');
    await complaint(world, /^This is not an address/);
    await workbench.quickInput.type('');
    await eventually('no complaint', async () => (await workbench.quickInput.validation()) === undefined);
    await workbench.quickInput.type(forged.href);
    await complaint(world, /^This address is from a different sign-in/);
    await workbench.quickInput.accept();
    await complaint(world, /^This address is from a different sign-in/);
    assert.equal(await workbench.quickInput.value(), forged.href);

    forged.searchParams.set('state', new URL(right).searchParams.get('state') ?? '');
    forged.searchParams.set('server_domain', 'oauth.example');
    await workbench.quickInput.type(forged.href);
    await complaint(world, /specifies a server that does not belong to Bitrix24\. Nothing was sent to it\.$/);
    assert.deepEqual(portal.journal.calls('oauth/token'), []);

    portal.oauth.signedInUserId = undefined;
    await page.reload();
    await logIn(page);
    await page.waitForURL(url => url.port === String(port));
    await awaitConnected(world);
    assert.equal(portal.journal.calls('oauth/token').length, 1);
  });
});
