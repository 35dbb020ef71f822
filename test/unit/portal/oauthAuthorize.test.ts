import assert from 'node:assert/strict';
import type { LocalApplication } from '../../portal/oauth/oauth';
import { startPortal, type StandInPortal } from '../../portal/portal';
import { send, type Answer } from './caller';
import { authorize, codeFor, HANDLER, redeem, target } from './oauthCaller';

describe('the page that asks for access', () => {
  let portal: StandInPortal;
  let application: LocalApplication;
  beforeEach(async () => {
    portal = await startPortal({ seed: 'empty' });
    application = portal.oauth.addApplication({ redirectUri: HANDLER, scope: ['im', 'user_brief'] });
  });
  afterEach(() => portal.close());
  const visit = (init?: RequestInit): Promise<Answer> =>
    authorize(portal, { client_id: application.clientId, state: 'a b&c' }, init);
  const logIn = (login: string): Promise<Answer> => visit({ method: 'POST', body: new URLSearchParams({ login }) });

  it('gives an application an id and a secret of its own', () => {
    const other = portal.oauth.addApplication({ redirectUri: HANDLER });
    assert.match(application.clientId, /^local\.[0-9a-f]{14}\.[0-9a-f]{8}$/);
    assert.match(application.clientSecret, /^[A-Za-z0-9]{50}$/);
    assert.notEqual(other.clientId, application.clientId);
    assert.notEqual(other.clientSecret, application.clientSecret);
    assert.deepEqual(other.scope, ['im']);
    assert.equal(other.isInstalled, true);
  });

  it('sends whoever is signed in straight to the handler', async () => {
    const answer = await visit();
    const { origin, pathname, searchParams } = target(answer);
    const { code, member_id, ...rest } = Object.fromEntries(searchParams);
    const { host } = new URL(portal.origin);
    assert.equal(`${origin}${pathname}`, HANDLER);
    assert.match(code ?? '', /^[0-9a-f]{70}$/);
    assert.match(member_id ?? '', /^[0-9a-f]{32}$/);
    assert.deepEqual(rest, { state: 'a b&c', domain: host, scope: 'im,user_brief', server_domain: host });
    assert.equal(answer.headers.get('cache-control'), 'no-store');
    const again = target(await visit()).searchParams;
    assert.equal(again.get('member_id'), member_id);
    assert.notEqual(again.get('code'), code);
  });

  it('stands at the path without a slash at its end, too', async () => {
    const url = `${portal.origin}/oauth/authorize?client_id=${application.clientId}&state=s`;
    assert.equal(target(await send(url)).searchParams.get('state'), 's');
    assert.equal((await send(`${portal.origin}/oauth/authorize/more`)).status, 404);
  });

  it('keeps the query of the handler, and takes no other address than the stored one', async () => {
    application.redirectUri = `${HANDLER}?window=3`;
    const answer = await authorize(portal, {
      client_id: application.clientId,
      state: 's',
      redirect_uri: 'http://localhost:1/elsewhere',
    });
    assert.match(answer.headers.get('location') ?? '', /^http:\/\/localhost:4180\/callback\?window=3&code=/);
  });

  it('shows a form to whoever is not signed in, which posts to itself', async () => {
    portal.oauth.signedInUserId = undefined;
    const { status, headers, text } = await visit();
    assert.equal(status, 200);
    assert.equal(headers.get('content-type'), 'text/html; charset=utf-8');
    assert.match(text, /<form method="post">/);
    assert.match(text, /<input name="login"/);
    assert.equal(portal.oauth.signedInUserId, undefined);
  });

  it('signs in by the login, and goes on', async () => {
    portal.oauth.signedInUserId = undefined;
    const { searchParams } = target(await logIn('ivan'));
    assert.equal(searchParams.get('state'), 'a b&c');
    assert.equal(portal.oauth.signedInUserId, 3);
    const { json } = await redeem(portal, application, searchParams.get('code') ?? '');
    assert.equal(json.user_id, 3);
    assert.equal((await visit()).status, 302);
  });

  it('shows the form again for a login that nobody has, or nobody any more', async () => {
    portal.oauth.signedInUserId = undefined;
    const tom = portal.people.get(5);
    assert.ok(tom);
    portal.people.set(5, { ...tom, isActive: false });
    for (const login of ['nobody', '', 'tom']) {
      const { status, text } = await logIn(login);
      assert.equal(status, 200);
      assert.match(text, /<form/);
    }
    assert.equal(portal.oauth.signedInUserId, undefined);
    portal.oauth.signedInUserId = 5;
    assert.match((await visit()).text, /<form/);
  });

  it('signs nobody in by the address alone', async () => {
    portal.oauth.signedInUserId = undefined;
    const answer = await authorize(portal, { client_id: application.clientId, login: 'ivan' });
    assert.match(answer.text, /<form/);
    assert.equal(portal.oauth.signedInUserId, undefined);
  });

  it('keeps what goes wrong to itself', async () => {
    const unknown = await authorize(portal, { client_id: 'local.0.0', state: 's' });
    application.isInstalled = false;
    const notInstalled = await visit();
    for (const [answer, status] of [
      [unknown, 404],
      [await authorize(portal, {}), 404],
      [notInstalled, 403],
    ] as const) {
      assert.equal(answer.status, status);
      assert.equal(answer.headers.get('content-type'), 'text/html; charset=utf-8');
      assert.equal(answer.headers.get('location'), null);
    }
    assert.deepEqual(
      portal.journal.calls().map(({ outcome, isExecuted }) => [outcome, isExecuted]),
      [
        ['wrong_client', false],
        ['NOT_INSTALLED', false],
        ['wrong_client', false],
      ],
    );
  });

  it('knows no application of another portal', async () => {
    const other = await startPortal({ seed: 'empty' });
    try {
      assert.equal((await authorize(other, { client_id: application.clientId })).status, 404);
      const foreign = other.oauth.addApplication({ redirectUri: HANDLER });
      const [here, there] = await Promise.all([visit(), authorize(other, { client_id: foreign.clientId, state: '' })]);
      assert.notEqual(target(here).searchParams.get('member_id'), target(there).searchParams.get('member_id'));
    } finally {
      await other.close();
    }
  });

  it('remembers every secret it gave out', async () => {
    const code = await codeFor(portal, application);
    const { json } = await redeem(portal, application, code);
    portal.oauth.forgetAccessTokens();
    portal.oauth.revokeRefreshTokens();
    assert.deepEqual(
      [...portal.oauth.secrets].sort(),
      [application.clientSecret, code, String(json.access_token), String(json.refresh_token)].sort(),
    );
  });
});
