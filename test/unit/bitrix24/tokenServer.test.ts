import assert from 'node:assert/strict';
import { authorizeUrl, newState, readRedirect } from '../../../src/bitrix24/access/authorization';
import { TokenServer } from '../../../src/bitrix24/tokenServer';
import type { CallRecord } from '../../../src/bitrix24/transport';
import type { LocalApplication } from '../../portal/oauth/oauth';
import { startPortal } from '../../portal/portal';
import type { StandInPortal } from '../../portal/portal';
import { failureOf } from './connection';
import { signIn } from './signIn';

describe('the token server', () => {
  let portal: StandInPortal;
  let server: TokenServer;
  let records: CallRecord[];
  beforeEach(async () => {
    portal = await startPortal({ seed: 'empty' });
    records = [];
    server = new TokenServer({ onCall: record => records.push(record) });
  });
  afterEach(() => portal.close());

  /** Goes where a browser goes, and gives the address that it ends at. */
  async function browse(url: string): Promise<string> {
    const { headers } = await fetch(url, { redirect: 'manual' });
    return headers.get('location') ?? '';
  }

  async function signInBy(application: LocalApplication): ReturnType<TokenServer['exchange']> {
    const begun = { origin: portal.origin, state: newState() };
    const address = await browse(authorizeUrl(begun, application.clientId));
    const reading = readRedirect(address, begun);
    assert.ok(reading.kind === 'redirect', JSON.stringify(reading));
    return server.exchange(portal.origin, application, reading.redirect);
  }

  function assertLogged(outcome: string, times = 1): void {
    assert.equal(records.length, times);
    for (const { method, attempts, durationMs, ...rest } of records) {
      assert.deepEqual([method, attempts, rest], ['oauth/token', 1, { outcome }]);
      assert.ok(durationMs >= 0);
    }
  }

  it('makes tokens of the code that the portal’s page gives', async () => {
    portal.oauth.signedInUserId = 2;
    const { application } = signIn(portal);
    const { grant, userId } = await signInBy(application);
    assert.equal(userId, '2');
    assert.equal(grant.tokenServer, portal.origin);
    assert.ok(portal.oauth.secrets.has(grant.accessToken));
    assert.ok(portal.oauth.secrets.has(grant.refreshToken));
    assert.notEqual(grant.accessToken, grant.refreshToken);
    assertLogged('ok');
  });

  it('makes new tokens of the refresh token', async () => {
    const { keeper } = signIn(portal);
    const old = keeper.credential;
    const grant = await server.refresh(old);
    assert.notEqual(grant.accessToken, old.grant.accessToken);
    assert.notEqual(grant.refreshToken, old.grant.refreshToken);
    assert.equal(grant.tokenServer, portal.origin);
    const next = await server.refresh(old.with(grant));
    assert.notEqual(next.refreshToken, grant.refreshToken);
    assertLogged('ok', 2);
  });

  it('is asked with a form, and all that is secret stands in it', async () => {
    const { application, keeper } = signIn(portal);
    await signInBy(application);
    await server.refresh(keeper.credential);
    const [exchange, refresh] = portal.journal.calls('oauth/token');
    assert.deepEqual(Object.keys(exchange?.params ?? {}).sort(), [
      'client_id',
      'client_secret',
      'code',
      'grant_type',
    ]);
    assert.equal(exchange?.params.grant_type, 'authorization_code');
    assert.deepEqual(refresh?.params, {
      grant_type: 'refresh_token',
      refresh_token: keeper.credential.grant.refreshToken,
      client_id: application.clientId,
      client_secret: application.clientSecret,
    });
    for (const { url, httpMethod, headers } of [exchange, refresh]) {
      assert.equal(url, '/oauth/token/');
      assert.equal(httpMethod, 'POST');
      assert.match(String(headers['content-type']), /^application\/x-www-form-urlencoded/);
      assert.equal(headers.authorization, undefined);
      assert.equal(headers.cookie, undefined);
    }
  });

  it('is told secrets with any characters as they are', async () => {
    const application = { clientId: 'local.&=+ %26', clientSecret: 'a+b&grant_type=x é' };
    const redirect = { code: '#?&code=', tokenServer: portal.origin };
    await failureOf(server.exchange(portal.origin, application, redirect));
    assert.deepEqual(portal.journal.calls('oauth/token')[0]?.params, {
      grant_type: 'authorization_code',
      code: redirect.code,
      client_id: application.clientId,
      client_secret: application.clientSecret,
    });
  });

  it('leaves no secret in any address or header', async () => {
    const { application, keeper } = signIn(portal);
    await signInBy(application);
    await server.refresh(keeper.credential);
    for (const { method, url, headers } of portal.journal.calls()) {
      for (const secret of portal.oauth.secrets) {
        assert.ok(!url.includes(secret), method);
        assert.ok(!JSON.stringify(headers).includes(secret), method);
      }
    }
    assert.ok(portal.oauth.secrets.size >= 6);
  });

  it('keeps being asked where its answer names a server that is not known', async () => {
    const { application, keeper } = signIn(portal);
    for (const server_endpoint of ['https://evil.example/rest/', 'http://evil.example:80/', '']) {
      const answer = { ...portal.oauth.issue(application, 1), server_endpoint };
      portal.faults.add({ method: 'oauth/token', fault: { kind: 'result', result: answer } });
      const grant = await server.refresh(keeper.credential);
      assert.equal(grant.tokenServer, portal.origin);
      assert.equal(grant.refreshToken, answer.refresh_token);
    }
  });

  it('is another from then on where its answer names one of Bitrix24’s', async () => {
    const { application, keeper } = signIn(portal);
    const answer = {
      ...portal.oauth.issue(application, 1),
      server_endpoint: 'https://oauth.bitrix24.tech/rest/',
    };
    portal.faults.add({ method: 'oauth/token', fault: { kind: 'result', result: answer } });
    const { tokenServer } = await server.refresh(keeper.credential);
    assert.equal(tokenServer, 'https://oauth.bitrix24.tech');
  });

  it('has given tokens for another portal, which is where this one has moved', async () => {
    const { application, keeper } = signIn(portal);
    const answer = {
      ...portal.oauth.issue(application, 1),
      client_endpoint: 'https://renamed.bitrix24.com/rest/',
    };
    portal.faults.add({ method: 'oauth/token', fault: { kind: 'result', result: answer } });
    const failure = await failureOf(server.refresh(keeper.credential));
    assert.deepEqual(failure, { kind: 'unreachable', reason: 'moved' });
  });
});
