import assert from 'node:assert/strict';
import type { StandInPortal } from '../portal/portal';
import { eventually } from '../vscode/eventually';
import {
  awaitConnected,
  beginSignIn,
  connectWithApplication,
  goToSecret,
  logIn,
  waitingFor,
  withApplication,
} from './application';
import { everywhereInDepth, inDepth, inEveryVersion, inNewestVersion } from './world';

/** The addresses that the portal was asked for and that hold a secret; a browser's is not asked here. */
function tellingAddresses({ journal, oauth }: StandInPortal): readonly string[] {
  return journal
    .calls()
    .map(({ url }) => url)
    .filter(url => [...oauth.secrets].some(secret => url.includes(secret)));
}

function isMatch(value: unknown, pattern: RegExp): boolean {
  return typeof value === 'string' && pattern.test(value);
}

inEveryVersion('A local application', signedOut => {
  // The oldest version opens a portal of this machine at its root, whatever the address: so the address is copied.
  everywhereInDepth('signs in by the copied address, from which the browser comes back by itself', async () => {
    const world = await withApplication(signedOut)();
    const { portal, workbench, browser, application, port } = world;
    portal.oauth.signedInUserId = undefined;
    await goToSecret(world);
    await workbench.quickInput.accept();
    await workbench.quickInput.waitUntilShown(waitingFor(world));
    await workbench.quickInput.clickTitleButton('Copy Sign-In Link');
    const address = await eventually('the address', async () => {
      const copied = await workbench.clipboard();
      return copied.startsWith(`${portal.origin}/oauth/authorize/?`) && copied;
    });
    portal.journal.clear();
    portal.oauth.signedInUserId = 1;
    const page = await browser.context.newPage();
    await page.goto(address);
    assert.equal(new URL(page.url()).origin, `http://localhost:${port}`);
    await page.getByRole('heading', { name: 'Return to VS Code' }).waitFor();
    assert.match(await page.locator('p').innerText(), /You can close this page\.$/);
    await awaitConnected(world);

    const [authorize] = portal.journal.calls('oauth/authorize');
    assert.ok(authorize);
    assert.equal(authorize.params.client_id, application.clientId);
    assert.ok(isMatch(authorize.params.state, /^[0-9a-f]{64}$/));
    const [exchange, ...others] = portal.journal.calls('oauth/token');
    assert.ok(exchange);
    assert.equal(exchange.params.grant_type, 'authorization_code');
    assert.equal(exchange.httpMethod, 'POST');
    assert.deepEqual(others, []);

    const { params, headers, url } = await portal.journal.next('im.notify.get');
    assert.ok(isMatch(params.auth, /^[0-9a-f]{70}$/));
    assert.equal(headers.authorization, undefined);
    assert.equal(url, '/rest/im.notify.get');
    assert.deepEqual(tellingAddresses(portal), []);
  });
});

inNewestVersion('A local application', signedOut => {
  const signedOutWith = withApplication(signedOut);

  it('signs in by the browser, which opens and comes back by itself', async () => {
    const world = await signedOutWith();
    const { portal, port } = world;
    portal.oauth.signedInUserId = undefined;
    const page = await beginSignIn(world);
    assert.equal(page.url().split('?')[0], `${portal.origin}/oauth/authorize/`);
    await logIn(page);
    await page.waitForURL(url => url.origin === `http://localhost:${port}`);
    await page.getByRole('heading', { name: 'Return to VS Code' }).waitFor();
    await awaitConnected(world);
    assert.deepEqual(tellingAddresses(portal), []);
  });

  inDepth('is still signed in through after a reload', async () => {
    const world = await signedOutWith();
    const { portal, workbench, view } = world;
    await connectWithApplication(world);
    portal.journal.clear();
    await workbench.reload();
    await workbench.openView();
    await view.row(/^Unread, 7$/).waitFor();
    assert.deepEqual(portal.journal.calls('oauth/authorize'), []);
    assert.deepEqual(portal.journal.calls('oauth/token'), []);
  });

  it('is forgotten by Disconnect, and lives on in the portal', async () => {
    const world = await signedOutWith();
    const { portal, workbench } = world;
    await connectWithApplication(world);
    await workbench.runCommand('Bitrix24: Disconnect');
    await workbench.modal.click('Disconnect');
    await (await workbench.toast(/^Disconnected from .* The application still exists in the portal\.$/)).dismiss();
    portal.journal.clear();
    await workbench.reload();
    const view = await workbench.openView();
    await view.pane.getByText('See your Bitrix24 notifications here').waitFor();
    assert.deepEqual(portal.journal.calls(), []);
    await connectWithApplication(world);
  });
});
