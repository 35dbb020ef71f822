import assert from 'node:assert/strict';
import type { ApplicationCredential } from '../../../src/bitrix24/access/applicationCredential';
import { startPortal } from '../../portal/portal';
import type { StandInPortal } from '../../portal/portal';
import { OpenPortals, pages, webhookOf } from './openPortals';
import { signIn } from './signIn';
import type { SignIn } from './signIn';

describe('the connected portals of applications', () => {
  let portal: StandInPortal;
  let application: SignIn['application'];
  let credential: ApplicationCredential;
  let open: OpenPortals;
  beforeEach(async () => {
    portal = await startPortal({ seed: 'empty' });
    const signedIn = signIn(portal);
    application = signedIn.application;
    credential = signedIn.keeper.credential;
    open = new OpenPortals();
  });
  afterEach(async () => {
    open.end();
    await portal.close();
  });

  const refreshes = (): number => portal.journal.calls('oauth/token').length;
  const lastToken = (): unknown => portal.journal.calls('im.notify.get').at(-1)?.params.auth;
  const renewed = (index: number): ApplicationCredential => {
    const found = open.renewed[index];
    assert.ok(found?.kind === 'application');
    return found;
  };

  it('call with the token, and keep nothing while it is good', async () => {
    await open.ready(open.connectOne(credential));
    assert.equal(lastToken(), credential.grant.accessToken);
    assert.deepEqual([open.renewed, refreshes()], [[], 0]);
  });

  it('keep their tokens when these are new, and go on with them', async () => {
    portal.oauth.expireAccessTokens();
    const connected = open.connectOne(credential);
    await open.ready(connected);
    const { grant, origin, userId } = renewed(0);
    assert.deepEqual([origin, userId], [portal.origin, '1']);
    assert.notEqual(grant.refreshToken, credential.grant.refreshToken);
    assert.equal(lastToken(), grant.accessToken);
    assert.ok(open.log.includes('oauth/token ok'));
    await connected.poller.poll();
    assert.deepEqual([lastToken(), open.renewed.length, refreshes()], [grant.accessToken, 1, 1]);
  });

  it('stay the same when they are connected with the tokens that were kept', async () => {
    portal.oauth.expireAccessTokens();
    const connected = open.connectOne(credential);
    await open.ready(connected);
    const asked = pages(portal);
    assert.equal(open.connectOne(renewed(0)), connected);
    await connected.poller.poll();
    assert.deepEqual([pages(portal), lastToken()], [asked + 1, renewed(0).grant.accessToken]);
  });

  it('take the tokens that another window has kept', async () => {
    const connected = open.connectOne(credential);
    await open.ready(connected);
    const { access_token, refresh_token } = portal.oauth.issue(application, 1);
    const newer = credential.with({
      ...credential.grant,
      accessToken: access_token,
      refreshToken: refresh_token,
    });
    assert.equal(open.connectOne(newer), connected);
    await connected.poller.poll();
    assert.deepEqual([lastToken(), refreshes()], [access_token, 0]);
  });

  it('do not go back to tokens that were refused', async () => {
    portal.oauth.expireAccessTokens();
    const connected = open.connectOne(credential);
    await open.ready(connected);
    assert.equal(open.connectOne(credential), connected);
    await connected.poller.poll();
    assert.deepEqual([lastToken(), refreshes()], [renewed(0).grant.accessToken, 1]);
  });

  it('are other ones with another application', () => {
    const connected = open.connectOne(credential);
    assert.notEqual(open.connectOne(signIn(portal).keeper.credential), connected);
  });

  it('renew each the tokens of its own account', async () => {
    const colleague = signIn(portal, 2).keeper.credential;
    portal.oauth.expireAccessTokens();
    const both = open.connect(credential, colleague);
    await open.ready(...both);
    assert.deepEqual(open.renewed.map(({ userId }) => userId).sort(), ['1', '2']);
    assert.equal(refreshes(), 2);
    const given = portal.journal.calls('oauth/token').map(({ params }) => params.refresh_token);
    assert.deepEqual(given.sort(), [credential, colleague].map(({ grant }) => grant.refreshToken).sort());
  });

  it('renew nothing that is not kept any more, or is kept in another way', async () => {
    for (const kept of [undefined, webhookOf(portal.webhook)]) {
      const connected = open.connectOne(credential);
      await open.ready(connected);
      open.kept.clear();
      if (kept !== undefined) {
        open.kept.set(connected.id, kept);
      }
      portal.oauth.expireAccessTokens();
      await connected.poller.poll();
      assert.deepEqual(connected.inbox.failure, { kind: 'unreachable', reason: 'disconnected' });
      assert.deepEqual([open.renewed, refreshes()], [[], 0]);
      const { access_token } = portal.oauth.issue(application, 1);
      credential = credential.with({ ...credential.grant, accessToken: access_token });
    }
  });

  it('are asked again when somebody has mended what they were refused for', async () => {
    application.isInstalled = false;
    const refused = open.connectOne(credential);
    assert.equal(await open.failed(refused), 'unauthorized');
    assert.equal(refreshes(), 0);
    application.isInstalled = true;
    assert.equal(open.connectOne(credential), refused);
    await open.ready(refused);
    assert.equal(pages(portal), 2);
  });

  it('are looked at without keeping anything', async () => {
    const account = await open.portals.check(credential);
    assert.deepEqual([account.id, open.renewed, open.session.portals], [1, [], []]);
  });
});
