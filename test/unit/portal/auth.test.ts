import assert from 'node:assert/strict';
import { startPortal, type StandInPortal } from '../../portal/portal';
import { call, refuses, send } from './caller';

describe('credentials', () => {
  let portal: StandInPortal;
  beforeEach(async () => {
    portal = await startPortal();
  });
  afterEach(() => portal.close());

  it('refuses a wrong user, a wrong code, and no credentials', async () => {
    const wrong = 'Invalid request credentials';
    await refuses(send(`${portal.origin}/rest/2/${portal.code}/profile`), 401, 'INVALID_CREDENTIALS', wrong);
    await refuses(send(`${portal.origin}/rest/1/nonsense/profile`), 401, 'INVALID_CREDENTIALS', wrong);
    await refuses(send(`${portal.origin}/rest/profile`), 401, 'NO_AUTH_FOUND', 'Wrong authorization data');
    assert.equal((await portal.journal.next('profile')).userId, undefined);
  });

  it('looks at a token before the webhook, wherever it stands', async () => {
    await refuses(send(`${portal.webhook}profile?auth=stray`), 401, 'invalid_token');
    await refuses(call(portal, 'profile', { access_token: 'stray' }), 401, 'invalid_token');
    const headers = { Authorization: 'Bearer stray' };
    await refuses(send(`${portal.webhook}profile`, { headers }), 401, 'invalid_token');
  });

  it('asks for the scope of the method before it runs', async () => {
    portal.access.scope = ['user_brief'];
    const text = 'The request requires higher privileges than provided by the webhook token';
    await refuses(call(portal, 'im.notify.answer', { ID: 1, ANSWER_TEXT: 'x' }), 401, 'insufficient_scope', text);
    const entry = await portal.journal.next('im.notify.answer');
    assert.equal(entry.isExecuted, false);
    assert.equal(entry.userId, 1);
    assert.equal((await call(portal, 'user.current')).status, 200);
    assert.equal((await call(portal, 'profile')).status, 200);
  });

  it('has no answer of its own for a preflight: it runs like any call', async () => {
    await refuses(send(`${portal.origin}/rest/profile`, { method: 'OPTIONS' }), 401, 'NO_AUTH_FOUND');
    await refuses(send(`${portal.webhook}im.notify.answer`, { method: 'OPTIONS' }), 400, 'ID_ERROR');
  });

  for (const [state, code] of [
    ['revoked', 'INVALID_CREDENTIALS'],
    ['held', 'OVERLOAD_LIMIT'],
    ['unpaid', 'ACCESS_DENIED'],
    ['ownerDismissed', 'authorization_error'],
    ['httpsOnly', 'INVALID_REQUEST'],
  ] as const) {
    it(`refuses a webhook that is ${state}`, async () => {
      portal.access.state = state;
      await refuses(call(portal, 'profile'), 401, code);
    });
  }

  it('serves the statuses of the documentation when told to', async () => {
    portal.faults.statuses = 'documentation';
    await refuses(send(`${portal.origin}/rest/1/nonsense/profile`), 403, 'INVALID_CREDENTIALS');
    portal.access.state = 'held';
    await refuses(call(portal, 'profile'), 503, 'OVERLOAD_LIMIT');
    portal.access.state = 'httpsOnly';
    await refuses(call(portal, 'profile'), 400, 'INVALID_REQUEST');
  });

  it('gives other people webhooks and boxes of their own', async () => {
    const id = portal.boxOf(3).add({ text: 'for Ivan' });
    const url = portal.addWebhook(3);
    assert.equal((await send(`${url}im.notify.get`)).text.includes('for Ivan'), true);
    assert.deepEqual((await call(portal, 'im.notify.answer', { ID: id, ANSWER_TEXT: 'Hi' })).result, {
      result_message: false,
    });
    assert.equal((await call(portal, 'im.notify.delete', { ID: id })).result, false);
  });
});
