import assert from 'node:assert/strict';
import type { LocalApplication } from '../../portal/oauth/oauth';
import { startPortal, type StandInPortal } from '../../portal/portal';
import { at, refuses, send, type Answer } from './caller';
import { HANDLER } from './oauthCaller';

const HOUR_MS = 3_600_000;

describe('calls with an access token', () => {
  let nowMs: number;
  let portal: StandInPortal;
  let application: LocalApplication;
  let token: string;
  beforeEach(async () => {
    nowMs = Date.UTC(2026, 2, 3, 7);
    portal = await startPortal({ seed: 'empty', now: () => nowMs });
    application = portal.oauth.addApplication({ redirectUri: HANDLER });
    token = portal.oauth.issue(application, 3).access_token;
  });
  afterEach(() => portal.close());

  function callAs(auth: string, method: string, params: object = {}): Promise<Answer> {
    return send(`${portal.origin}/rest/${method}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ ...params, auth }),
    });
  }
  const who = async (answer: Promise<Answer>): Promise<unknown> => at((await answer).result, 'ID');

  it('are made in the name of the user of the token', async () => {
    const id = portal.boxOf(3).add({ text: 'for Ivan' });
    const { result } = await callAs(token, 'im.notify.get');
    assert.equal(at(result, 'notifications', 0, 'text'), 'for Ivan');
    await callAs(token, 'im.notify.answer', { ID: id, ANSWER_TEXT: 'Hi' });
    assert.equal(portal.boxOf(3).answers[0]?.id, id);
    assert.equal((await portal.journal.next('im.notify.get')).userId, 3);
  });

  it('carry the token as `auth`, as `access_token`, or in a header', async () => {
    const url = `${portal.origin}/rest/profile`;
    const body = new URLSearchParams({ access_token: token });
    assert.equal(await who(send(`${url}?auth=${token}`)), '3');
    assert.equal(await who(send(`${url}?access_token=${token}`)), '3');
    assert.equal(await who(callAs(token, 'profile')), '3');
    assert.equal(await who(send(url, { method: 'POST', body })), '3');
    assert.equal(await who(send(url, { headers: { Authorization: `Bearer ${token}` } })), '3');
    assert.equal(await who(send(`${portal.origin}/rest//profile.json?auth=${token}`)), '3');
    assert.equal(await who(send(`${portal.webhook}profile?auth=${token}`)), '3');
  });

  it('go by the header first, then by `auth`', async () => {
    const anna = portal.oauth.issue(application, 2).access_token;
    const maria = portal.oauth.issue(application, 4).access_token;
    const url = `${portal.origin}/rest/profile?access_token=${maria}&auth=${anna}`;
    assert.equal(await who(send(url, { headers: { Authorization: `Bearer ${token}` } })), '3');
    assert.equal(await who(send(url)), '2');
    await refuses(send(url, { headers: { Authorization: 'Bearer stray' } }), 401, 'invalid_token');
  });

  it('are not made with a token of another kind, or of another portal', async () => {
    const other = await startPortal({ seed: 'empty' });
    try {
      const text = 'Unable to get application by token';
      const { refresh_token } = portal.oauth.issue(application, 3);
      const foreign = other.oauth.issue(other.oauth.addApplication({ redirectUri: HANDLER }), 3);
      await refuses(callAs(refresh_token, 'profile'), 401, 'invalid_token', text);
      await refuses(callAs(foreign.access_token, 'profile'), 401, 'invalid_token', text);
    } finally {
      await other.close();
    }
  });

  it('are good for an hour', async () => {
    nowMs += HOUR_MS - 1;
    assert.equal((await callAs(token, 'profile')).status, 200);
    nowMs += 1;
    const text = 'The access token provided has expired';
    await refuses(callAs(token, 'profile'), 401, 'expired_token', text);
    assert.equal((await portal.journal.next('profile', entry => entry.status === 401)).isExecuted, false);
  });

  it('can be made to end early, or to be unknown', async () => {
    portal.oauth.expireAccessTokens();
    await refuses(callAs(token, 'profile'), 401, 'expired_token');
    const fresh = portal.oauth.issue(application, 3).access_token;
    assert.equal((await callAs(fresh, 'profile')).status, 200);
    portal.oauth.forgetAccessTokens();
    await refuses(callAs(fresh, 'profile'), 401, 'invalid_token');
    assert.equal((await callAs(portal.oauth.issue(application, 3).access_token, 'profile')).status, 200);
  });

  it('are held to the scope of the application, as it is now', async () => {
    const text = 'The request requires higher privileges than provided by the access token';
    assert.deepEqual((await callAs(token, 'scope')).result, ['im']);
    await refuses(callAs(token, 'user.current'), 401, 'insufficient_scope', text);
    application.scope = ['user_brief'];
    assert.equal((await callAs(token, 'user.current')).status, 200);
    await refuses(callAs(token, 'im.notify.get'), 401, 'insufficient_scope', text);
    const { result } = await callAs(token, 'batch', { cmd: { me: 'user.current', list: 'im.notify.get' } });
    assert.equal(at(result, 'result', 'me', 'ID'), '3');
    assert.equal(at(result, 'result_error', 'list', 'error'), 'insufficient_scope');
  });

  it('end when the application is removed, or the user dismissed', async () => {
    application.isInstalled = false;
    await refuses(callAs(token, 'profile'), 401, 'ERROR_OAUTH', 'Application not installed');
    application.isInstalled = true;
    const ivan = portal.people.get(3);
    assert.ok(ivan);
    portal.people.set(3, { ...ivan, isActive: false });
    await refuses(callAs(token, 'profile'), 401, 'authorization_error', 'Unable to authorize user');
    portal.people.delete(3);
    await refuses(callAs(token, 'profile'), 401, 'authorization_error');
  });

  it('are told of their application', async () => {
    const { result } = await callAs(token, 'app.info');
    assert.equal(at(result, 'CODE'), application.clientId);
    assert.equal(at(result, 'STATUS'), 'L');
  });

  it('leave the webhook as it is', async () => {
    portal.oauth.forgetAccessTokens();
    assert.equal(await who(send(`${portal.webhook}profile`)), '1');
  });
});
