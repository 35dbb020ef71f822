import assert from 'node:assert/strict';
import { eventually } from '../vscode/eventually';
import {
  type ApplicationWorld,
  awaitConnected,
  beginSignIn,
  complaint,
  connectWithApplication,
  pageOpenedBy,
  withApplication,
} from './application';
import { filesBelow } from './filesBelow';
import { traces } from './traces';
import { inNewestVersion } from './world';

function secretsIn(text: string): readonly string[] {
  return traces.portals.flatMap(({ secrets }) => [...secrets]).filter(secret => text.includes(secret));
}

/** Lets the authorization server fail in many ways, once while signing in and once while renewing. */
async function failEverywhere(world: ApplicationWorld): Promise<void> {
  const { portal, workbench } = world;
  const { oauth, faults, journal } = portal;
  const telling = () => [...oauth.secrets].join(' ');
  faults.add({ method: 'oauth/token', fault: { kind: 'reset' } });
  await beginSignIn(world);
  await complaint(world, /^The authorization server .* can’t be reached/);
  for (const [fault, sentence] of [
    [{ kind: 'html', status: 500, body: telling() }, /is having problems\. Press Enter/],
    [{ kind: 'error', code: 'invalid_grant', description: telling() }, /is no longer valid/],
    [{ kind: 'raw', status: 400, body: telling() }, /does not respond like Bitrix24’s authorization server/],
    [{ kind: 'truncated' }, /does not respond like Bitrix24’s authorization server/],
  ] as const) {
    faults.add({ method: 'oauth/token', fault });
    await workbench.page.bringToFront();
    const page = await pageOpenedBy(world, () => workbench.quickInput.accept());
    await complaint(world, sentence);
    assert.deepEqual(secretsIn(await workbench.page.content()), []);
    await page.close();
  }
  await workbench.page.bringToFront();
  await pageOpenedBy(world, () => workbench.quickInput.accept());
  await awaitConnected(world);

  for (const fault of [{ kind: 'reset' }, { kind: 'html', status: 502, body: telling() }] as const) {
    oauth.expireAccessTokens();
    faults.add({ method: 'oauth/token', fault });
    journal.skip();
    await workbench.runCommand('Bitrix24: Refresh');
    await journal.next('im.notify.get', ({ outcome }) => outcome === 'expired_token');
  }
  oauth.revokeRefreshTokens();
  await workbench.runCommand('Bitrix24: Refresh');
  await eventually('the message', async () =>
    (await world.view.message())?.includes('rejected the sign-in (invalid_grant)'),
  );
}

inNewestVersion('The secrets of a local application', signedOut => {
  const signedOutWith = withApplication(signedOut);

  it('stand in no address, no log and no file of VS Code, whatever failed', async () => {
    const world = await signedOutWith({ window: 'new' });
    const { portal, server, workbench } = world;
    await failEverywhere(world);
    const screen = await workbench.page.content();
    assert.ok(screen.includes('Anna Orlova'));
    assert.deepEqual(secretsIn(screen), []);

    const addresses = portal.journal.calls().map(({ url }) => url);
    assert.ok(addresses.includes('/oauth/token/'));
    assert.deepEqual(secretsIn(addresses.join('\n')), []);

    const [, ownLog] = await eventually('the extension’s own log', async () => {
      const logs = await filesBelow(server.logsDir);
      return logs.find(([name, text]) => name.endsWith('Bitrix24.log') && text.includes('im.notify.get invalid_grant'));
    });
    const leaks = (await filesBelow(server.dataDir)).filter(([, text]) => secretsIn(text).length > 0);
    assert.deepEqual(
      leaks.map(([name]) => name),
      [],
    );
    assert.match(ownLog, /oauth\/token unreachable: network \d+ ms/);
    assert.match(ownLog, /oauth\/token ok \d+ ms/);
  });

  it('stand nowhere on the screen', async () => {
    const world = await signedOutWith();
    const { workbench } = world;
    await connectWithApplication(world);
    const tooltip = await workbench.statusBarItem(/^Bitrix24: .* unread/).tooltip();
    assert.match(tooltip, /10 unread/);
    await workbench.runCommand('Bitrix24: Manage Portals…');
    await workbench.quickInput.waitUntilShown('Manage Portals');
    await workbench.quickInput.awaitItems('the permissions', items =>
      items.some(({ description, detail }) => description.includes('OAuth 2.0') && detail.includes('Permissions: ')),
    );
    const screen = await workbench.page.content();
    assert.ok(screen.includes('Anna Orlova'));
    assert.deepEqual(secretsIn(screen + tooltip), []);
  });
});
