import assert from 'node:assert/strict';
import type { Fault } from '../../portal/faults';
import type { LocalApplication } from '../../portal/oauth/oauth';
import { startPortal, type StandInPortal } from '../../portal/portal';
import { send, type Answer } from './caller';
import { authorize, codeFor, credentials, denies, HANDLER, refresh } from './oauthCaller';

describe('OAuth in the journal, and its faults', () => {
  let portal: StandInPortal;
  let application: LocalApplication;
  let refreshToken: string;
  beforeEach(async () => {
    portal = await startPortal({ seed: 'empty' });
    application = portal.oauth.addApplication({ redirectUri: HANDLER });
    refreshToken = portal.oauth.issue(application, 3).refresh_token;
  });
  afterEach(() => portal.close());
  const ask = (): Promise<Answer> => refresh(portal, application, refreshToken);
  const visit = (): Promise<Answer> => authorize(portal, { client_id: application.clientId, state: 's' });
  const fail = (method: string, fault: Fault): void => {
    portal.faults.add({ method, fault });
  };

  it('writes a visit down, with its address', async () => {
    await visit();
    const entry = await portal.journal.next('oauth/authorize');
    assert.deepEqual(entry.params, { client_id: application.clientId, state: 's' });
    assert.equal(entry.url, `/oauth/authorize/?client_id=${application.clientId}&state=s`);
    assert.deepEqual([entry.httpMethod, entry.status, entry.outcome], ['GET', 302, 'ok']);
    assert.deepEqual([entry.userId, entry.isExecuted, entry.isInBatch], [1, true, false]);
    portal.oauth.signedInUserId = undefined;
    await visit();
    const form = await portal.journal.next('oauth/authorize');
    assert.deepEqual([form.status, form.outcome, form.userId, form.isExecuted], [200, 'login', undefined, false]);
  });

  it('writes a request for tokens down, query and form merged', async () => {
    await send(`${portal.origin}/oauth/token/?grant_type=refresh_token&code=x`, {
      method: 'POST',
      body: new URLSearchParams({ ...credentials(application), refresh_token: refreshToken, code: 'y' }),
    });
    const entry = await portal.journal.next('oauth/token');
    assert.deepEqual(entry.params, {
      grant_type: 'refresh_token',
      ...credentials(application),
      refresh_token: refreshToken,
      code: 'y',
    });
    assert.deepEqual([entry.httpMethod, entry.status, entry.outcome], ['POST', 200, 'ok']);
    assert.deepEqual([entry.userId, entry.isExecuted], [3, true]);
    portal.oauth.revokeRefreshTokens();
    await ask();
    const refused = await portal.journal.next('oauth/token');
    assert.deepEqual(
      [refused.status, refused.outcome, refused.userId, refused.isExecuted],
      [400, 'invalid_grant', undefined, false],
    );
  });

  it('writes the address of a method down, and of its commands', async () => {
    await send(`${portal.webhook}batch?cmd[a]=profile`);
    const url = `/rest/1/${portal.code}/batch?cmd[a]=profile`;
    assert.deepEqual(
      portal.journal.calls().map(entry => entry.url),
      [url, url],
    );
  });

  it('answers an error of the token endpoint as it words them', async () => {
    fail('oauth/token', { kind: 'error', code: 'PAYMENT_REQUIRED', status: 402 });
    await denies(ask(), 402, 'PAYMENT_REQUIRED');
    fail('oauth/token', { kind: 'error', code: 'invalid_request', description: 'Own words' });
    await denies(ask(), 400, 'invalid_request', 'Own words');
    fail('oauth/token', { kind: 'error', code: 'wrong_client' });
    await denies(ask(), 200, 'wrong_client');
    fail('oauth/token', { kind: 'error', code: 'INTERNAL_SERVER_ERROR' });
    await denies(ask(), 500, 'INTERNAL_SERVER_ERROR');
    assert.equal((await ask()).status, 200);
  });

  it('strikes one name and not the other, nor a method', async () => {
    fail('oauth/token', { kind: 'html', status: 503 });
    assert.equal((await visit()).status, 302);
    assert.equal((await send(`${portal.webhook}profile`)).status, 200);
    const { status, headers } = await ask();
    assert.equal(status, 503);
    assert.match(headers.get('content-type') ?? '', /^text\/html/);
  });

  it('resets, after the pair was issued if so told', async () => {
    portal.oauth.revokesUsedRefreshTokens = true;
    fail('oauth/token', { kind: 'reset' });
    await assert.rejects(ask(), TypeError);
    fail('oauth/token', { kind: 'reset', when: 'after' });
    await assert.rejects(ask(), TypeError);
    assert.deepEqual(
      portal.journal.calls('oauth/token').map(entry => entry.isExecuted),
      [false, true],
    );
    await denies(ask(), 400, 'invalid_grant');
  });

  it('holds, delays and hangs', async () => {
    fail('oauth/token', { kind: 'hold' });
    const held = ask();
    const entry = await portal.journal.nextArrival('oauth/token');
    assert.equal(entry.outcome, 'pending');
    portal.faults.release();
    assert.equal((await held).status, 200);
    fail('oauth/authorize', { kind: 'delay', ms: 1 });
    assert.equal((await visit()).status, 302);
    fail('oauth/token', { kind: 'hang' });
    const abort = new AbortController();
    const hanging = send(`${portal.origin}/oauth/token/`, { signal: abort.signal });
    const rejected = assert.rejects(hanging, { name: 'AbortError' });
    await portal.journal.next('oauth/token', ({ outcome }) => outcome === 'hang');
    abort.abort();
    await rejected;
  });

  it('serves anything raw, what is cut, what is elsewhere, and a result of its own', async () => {
    fail('oauth/token', { kind: 'raw', body: '[]', status: 201 });
    const { status, headers, text } = await ask();
    assert.deepEqual([status, headers.get('cache-control'), text], [201, 'no-store', '[]']);
    fail('oauth/token', { kind: 'truncated' });
    await assert.rejects(ask(), SyntaxError);
    fail('oauth/token', { kind: 'result', result: { access_token: 7 } });
    assert.deepEqual((await ask()).json, { access_token: 7 });
    fail('oauth/token', { kind: 'redirect', to: 'http://127.0.0.1:9' });
    assert.equal((await ask()).headers.get('location'), 'http://127.0.0.1:9/oauth/token/');
  });

  it('shows an error of the other page as a page', async () => {
    fail('oauth/authorize', { kind: 'error', code: 'user_access_error' });
    const { status, headers, text } = await visit();
    assert.equal(status, 403);
    assert.equal(headers.get('location'), null);
    assert.match(text, /user_access_error/);
  });

  it('is not slowed by the limiter of methods', async () => {
    portal.limiter.start({ drainPerSecond: 0, blockAbove: -1 });
    assert.equal((await send(`${portal.webhook}profile`)).status, 503);
    assert.equal((await ask()).status, 200);
    assert.notEqual(await codeFor(portal, application), '');
  });
});
