import assert from 'node:assert/strict';
import type { LocalApplication } from '../../portal/oauth/oauth';
import { startPortal, type StandInPortal } from '../../portal/portal';
import { send } from './caller';
import { askForTokens, codeFor, credentials, denies, HANDLER, redeem, refresh } from './oauthCaller';

const SECOND_MS = 1000;
const DAY_MS = 86_400_000;

describe('the token endpoint', () => {
  let nowMs: number;
  let portal: StandInPortal;
  let application: LocalApplication;
  beforeEach(async () => {
    nowMs = Date.UTC(2026, 2, 3, 7) + 250;
    portal = await startPortal({ seed: 'empty', now: () => nowMs });
    application = portal.oauth.addApplication({ redirectUri: HANDLER, scope: ['im', 'user_brief'] });
  });
  afterEach(() => portal.close());

  it('makes a pair of a code', async () => {
    const { status, headers, json } = await redeem(portal, application, await codeFor(portal, application));
    assert.equal(status, 200);
    assert.equal(headers.get('cache-control'), 'no-store');
    assert.equal(headers.get('content-type'), 'application/json; charset=utf-8');
    const { access_token, refresh_token, member_id, ...rest } = json;
    assert.match(String(access_token), /^[0-9a-f]{70}$/);
    assert.match(String(refresh_token), /^[0-9a-f]{70}$/);
    assert.notEqual(access_token, refresh_token);
    assert.match(String(member_id), /^[0-9a-f]{32}$/);
    assert.deepEqual(rest, {
      expires_in: 3600,
      expires: Date.UTC(2026, 2, 3, 8) / SECOND_MS,
      client_endpoint: `${portal.origin}/rest/`,
      server_endpoint: `${portal.origin}/rest/`,
      domain: new URL(portal.origin).host,
      scope: 'im,user_brief',
      status: 'L',
      user_id: 1,
    });
  });

  it('makes a new pair of a refresh token, as often as asked', async () => {
    const first = portal.oauth.issue(application, 4);
    nowMs += DAY_MS;
    const { json } = await refresh(portal, application, first.refresh_token);
    assert.deepEqual(Object.keys(json).sort(), Object.keys(first).sort());
    assert.equal(json.user_id, 4);
    assert.equal(json.member_id, first.member_id);
    assert.equal(json.expires, first.expires + DAY_MS / SECOND_MS);
    assert.notEqual(json.access_token, first.access_token);
    assert.notEqual(json.refresh_token, first.refresh_token);
    assert.equal((await refresh(portal, application, first.refresh_token)).status, 200);
  });

  it('takes a query as well as a form, with a slash at the end or without, but no JSON', async () => {
    const { refresh_token } = portal.oauth.issue(application, 1);
    const params = { grant_type: 'refresh_token', ...credentials(application), refresh_token };
    const query = new URLSearchParams(params).toString();
    assert.equal((await send(`${portal.origin}/oauth/token/?${query}`)).status, 200);
    assert.equal((await send(`${portal.origin}/oauth/token?${query}`)).status, 200);
    const json = send(`${portal.origin}/oauth/token/`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(params),
    });
    await denies(json, 400, 'invalid_request', 'No "grant_type" parameter found');
  });

  it('says which parameter is missing', async () => {
    const whole: Record<string, string> = {
      grant_type: 'refresh_token',
      ...credentials(application),
      refresh_token: portal.oauth.issue(application, 1).refresh_token,
    };
    for (const name of Object.keys(whole)) {
      const answer = askForTokens(portal, { ...whole, [name]: '' });
      await denies(answer, 400, 'invalid_request', `No "${name}" parameter found`);
    }
    const codeless = askForTokens(portal, { grant_type: 'authorization_code', ...credentials(application) });
    await denies(codeless, 400, 'invalid_request', 'No "code" parameter found');
    await denies(askForTokens(portal, { ...whole, grant_type: 'password' }), 400, 'unsupported_grant_type');
  });

  it('refuses a client it does not know with 200, and a wrong secret with 400', async () => {
    const { refresh_token } = portal.oauth.issue(application, 1);
    await denies(refresh(portal, { ...application, clientId: 'local.0.0' }, refresh_token), 200, 'wrong_client');
    await denies(refresh(portal, { ...application, clientSecret: 'x' }, refresh_token), 400, 'invalid_client');
    application.isInstalled = false;
    const answer = refresh(portal, application, refresh_token);
    await denies(answer, 401, 'NOT_INSTALLED', 'Application not installed');
  });

  it('takes a code once', async () => {
    const code = await codeFor(portal, application);
    assert.equal((await redeem(portal, application, code)).status, 200);
    await denies(redeem(portal, application, code), 400, 'invalid_grant');
    await denies(redeem(portal, application, 'nonsense'), 400, 'invalid_grant');
  });

  it('takes a code for half a minute', async () => {
    const [inTime, late] = [await codeFor(portal, application), await codeFor(portal, application)];
    nowMs += 30 * SECOND_MS - 1;
    assert.equal((await redeem(portal, application, inTime)).status, 200);
    nowMs += 1;
    await denies(redeem(portal, application, late), 401, 'expired_token');
  });

  it('can make the codes too old at once, but not those to come', async () => {
    const code = await codeFor(portal, application);
    portal.oauth.expireCodes();
    await denies(redeem(portal, application, code), 401, 'expired_token');
    assert.equal((await redeem(portal, application, await codeFor(portal, application))).status, 200);
  });

  it('takes a refresh token for 180 days', async () => {
    const { refresh_token } = portal.oauth.issue(application, 1);
    nowMs += 180 * DAY_MS - 1;
    assert.equal((await refresh(portal, application, refresh_token)).status, 200);
    nowMs += 1;
    await denies(refresh(portal, application, refresh_token), 401, 'expired_token');
  });

  it('gives one application nothing for the secrets of another, and leaves them good', async () => {
    const other = portal.oauth.addApplication({ redirectUri: HANDLER });
    const code = await codeFor(portal, application);
    const { refresh_token } = portal.oauth.issue(application, 1);
    await denies(redeem(portal, other, code), 400, 'invalid_grant');
    await denies(refresh(portal, other, refresh_token), 400, 'invalid_grant');
    assert.equal((await redeem(portal, application, code)).status, 200);
    assert.equal((await refresh(portal, application, refresh_token)).status, 200);
  });

  it('does not take one kind of secret for another', async () => {
    const { access_token, refresh_token } = portal.oauth.issue(application, 1);
    await denies(refresh(portal, application, access_token), 400, 'invalid_grant');
    await denies(redeem(portal, application, refresh_token), 400, 'invalid_grant');
  });

  it('can revoke the refresh tokens, but not those to come', async () => {
    const { refresh_token } = portal.oauth.issue(application, 1);
    portal.oauth.revokeRefreshTokens();
    await denies(refresh(portal, application, refresh_token), 400, 'invalid_grant');
    const fresh = portal.oauth.issue(application, 1).refresh_token;
    assert.equal((await refresh(portal, application, fresh)).status, 200);
  });

  it('can refuse a refresh token that was used', async () => {
    portal.oauth.revokesUsedRefreshTokens = true;
    const { refresh_token } = portal.oauth.issue(application, 1);
    const { json } = await refresh(portal, application, refresh_token);
    await denies(refresh(portal, application, refresh_token), 400, 'invalid_grant');
    assert.equal((await refresh(portal, application, String(json.refresh_token))).status, 200);
  });
});
