import {
  ApiVersion,
  B24OAuth,
  EnumAppStatus,
  RefreshTokenError,
  type AjaxError,
  type B24OAuthParams,
} from '@bitrix24/b24jssdk';
import assert from 'node:assert/strict';
import { Agent, globalAgent } from 'node:https';
import type { LocalApplication, TokenAnswer } from '../../portal/oauth/oauth';
import { startPortal, type StandInPortal } from '../../portal/portal';
import { loopbackCertificate } from './certificate';
import { HANDLER } from './oauthCaller';

describe('the official client with OAuth', () => {
  const tls = loopbackCertificate(Date.now());
  const { ca } = globalAgent.options;
  let portal: StandInPortal;
  let agent: Agent;
  let application: LocalApplication;
  let pair: TokenAnswer;
  let client: B24OAuth;
  let reported: B24OAuthParams[];
  before(() => {
    // Methods are called by a client that can be given an agent; tokens by one that takes Node's own.
    agent = new Agent({ ca: tls.cert });
    globalAgent.options.ca = tls.cert;
  });
  after(() => {
    agent.destroy();
    if (ca === undefined) delete globalAgent.options.ca;
    else globalAgent.options.ca = ca;
  });
  beforeEach(async () => {
    portal = await startPortal({ tls, seed: 'empty' });
    application = portal.oauth.addApplication({ redirectUri: HANDLER });
    pair = portal.oauth.issue(application, 3);
    reported = [];
    connect(pair);
  });
  afterEach(async () => {
    client.destroy();
    await portal.close();
  });

  function connect(initial: TokenAnswer): void {
    client = clientOf(initial, application);
    client.offClientSideWarning();
    client.getHttpClient(ApiVersion.v2).ajaxClient.defaults.httpsAgent = agent;
    client.setCallbackRefreshAuth(({ b24OAuthParams }) => {
      reported.push({ ...b24OAuthParams });
      return Promise.resolve();
    });
  }

  async function whoAmI(): Promise<string | undefined> {
    const response = await client.actions.v2.call.make<{ ID: string }>({ method: 'profile' });
    assert.deepEqual(response.getErrorMessages(), []);
    return response.getData()?.result.ID;
  }
  const outcomes = (): unknown[] => portal.journal.calls().map(({ method, outcome }) => [method, outcome]);

  it('calls in the name of the user of the token', async () => {
    assert.equal(await whoAmI(), '3');
    const entry = await portal.journal.next('profile');
    assert.equal(entry.params.auth, pair.access_token);
    assert.match(entry.url, /^\/rest\/+profile\?/);
    assert.deepEqual(reported, []);
  });

  for (const [code, spoil] of [
    ['expired_token', 'expireAccessTokens'],
    ['invalid_token', 'forgetAccessTokens'],
  ] as const) {
    it(`refreshes after ${code}, calls again, and reports the new pair`, async () => {
      portal.oauth[spoil]();
      assert.equal(await whoAmI(), '3');
      assert.deepEqual(outcomes(), [
        ['profile', code],
        ['oauth/token', 'ok'],
        ['profile', 'ok'],
      ]);
      const [fresh, ...more] = reported;
      assert.ok(fresh);
      assert.deepEqual(more, []);
      assert.equal(
        (await portal.journal.next('profile', ({ status }) => status === 200)).params.auth,
        fresh.accessToken,
      );
      assert.notEqual(fresh.accessToken, pair.access_token);
      assert.notEqual(fresh.refreshToken, pair.refresh_token);
      assert.equal(portal.oauth.secrets.has(fresh.refreshToken), true);
      assert.deepEqual(
        [fresh.clientEndpoint, fresh.serverEndpoint, fresh.scope, fresh.status],
        [pair.client_endpoint, pair.server_endpoint, 'im', EnumAppStatus.Local],
      );
    });
  }

  it('goes on with the pair it was given', async () => {
    portal.oauth.revokesUsedRefreshTokens = true;
    for (const times of [1, 2, 3]) {
      portal.oauth.expireAccessTokens();
      assert.equal(await whoAmI(), '3');
      assert.equal(reported.length, times);
    }
    assert.deepEqual(
      portal.journal.calls('oauth/token').map(({ params }) => params.refresh_token),
      [pair.refresh_token, ...reported.slice(0, 2).map(({ refreshToken }) => refreshToken)],
    );
  });

  it('refreshes once, and beforehand, for calls at the same time after the hour', async () => {
    connect({ ...pair, expires: pair.expires - pair.expires_in });
    assert.deepEqual(await Promise.all([whoAmI(), whoAmI(), whoAmI()]), ['3', '3', '3']);
    const [first, ...more] = portal.journal.calls().map(({ method }) => method);
    assert.equal(first, 'oauth/token');
    assert.deepEqual(more, ['profile', 'profile', 'profile']);
    assert.equal(reported.length, 1);
  });

  it('rejects when no new pair is to be had', async () => {
    portal.oauth.expireAccessTokens();
    portal.oauth.revokeRefreshTokens();
    await assert.rejects(whoAmI(), ({ originalError }: AjaxError) => {
      assert.ok(originalError instanceof RefreshTokenError);
      assert.deepEqual([originalError.code, originalError.status], ['invalid_grant', 400]);
      return true;
    });
    assert.deepEqual(outcomes(), [
      ['profile', 'expired_token'],
      ['oauth/token', 'invalid_grant'],
    ]);
    assert.deepEqual(reported, []);
  });

  it('rejects an error that comes with 200', async () => {
    portal.oauth.expireAccessTokens();
    portal.faults.add({ method: 'oauth/token', fault: { kind: 'error', code: 'wrong_client' } });
    await assert.rejects(whoAmI(), { message: /wrong_client/ });
    assert.deepEqual(reported, []);
  });
});

function clientOf(pair: TokenAnswer, { clientId, clientSecret }: LocalApplication): B24OAuth {
  const params: B24OAuthParams = {
    applicationToken: '',
    userId: pair.user_id,
    memberId: pair.member_id,
    accessToken: pair.access_token,
    refreshToken: pair.refresh_token,
    expires: pair.expires,
    expiresIn: pair.expires_in,
    scope: pair.scope,
    domain: new URL(pair.client_endpoint).host,
    clientEndpoint: pair.client_endpoint,
    serverEndpoint: pair.server_endpoint,
    status: EnumAppStatus.Local,
  };
  return new B24OAuth(params, { clientId, clientSecret });
}
