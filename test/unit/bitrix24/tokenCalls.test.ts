import assert from 'node:assert/strict';
import { startPortal } from '../../portal/portal';
import type { StandInPortal } from '../../portal/portal';
import { failureOf } from './connection';
import { openWindow, signIn } from './signIn';
import type { SignedInConnection, SignIn } from './signIn';

const REPLY = 'Between the two of us';

/** What tells that a token is good no more, in all spellings and with either book of statuses. */
const RENEWABLE = ['expired_token', 'EXPIRED_TOKEN', 'invalid_token', 'Invalid_Token'];

/** What a newer token would not help against. */
const FINAL = [
  'INVALID_CREDENTIALS',
  'NO_AUTH_FOUND',
  'authorization_error',
  'APPLICATION_NOT_FOUND',
  'ERROR_OAUTH',
  'INVALID_REQUEST',
  'insufficient_scope',
  'user_access_error',
  'ACCESS_DENIED',
  'PAYMENT_REQUIRED',
  'CONNECTION_ERROR',
  'invalid_grant',
  'expired_token_',
];

describe('a call with a token', () => {
  let portal: StandInPortal;
  let application: SignIn['application'];
  let window: SignedInConnection;
  beforeEach(async () => {
    portal = await startPortal({ seed: 'empty' });
    const { keeper, ...signedIn } = signIn(portal);
    ({ application } = signedIn);
    window = openWindow(portal, keeper);
  });
  afterEach(() => portal.close());

  const refreshes = (): number => portal.journal.calls('oauth/token').length;
  const answer = (): Promise<unknown> => window.client.answer(portal.box.add(), REPLY);
  const told = (): unknown => window.records.map(({ attempts, outcome }) => [attempts, outcome]);

  function assertAnsweredOnce(): void {
    assert.deepEqual(
      portal.box.answers.map(({ text }) => text),
      [REPLY],
    );
  }

  it('has it in its body and nowhere else', async () => {
    await answer();
    const [call, ...more] = portal.journal.calls();
    assert.equal(more.length, 0);
    const token = window.tokens.current;
    assert.equal(call?.params.auth, token);
    assert.equal(call.params.ANSWER_TEXT, REPLY);
    assert.equal(call.url, '/rest/im.notify.answer');
    assert.equal(call.httpMethod, 'POST');
    assert.match(String(call.headers['content-type']), /^application\/json/);
    assert.ok(!JSON.stringify(call.headers).includes(token));
  });

  it('has none of the other secrets anywhere', async () => {
    await answer();
    portal.oauth.expireAccessTokens();
    await window.client.page();
    for (const { params, headers, url, method } of portal.journal.calls()) {
      const sent = JSON.stringify([method === 'oauth/token' ? {} : { ...params, auth: '' }, headers, url]);
      for (const secret of portal.oauth.secrets) {
        assert.ok(!sent.includes(secret), method);
      }
    }
  });

  it('sends its own token, whatever its parameters say', async () => {
    await window.transport.call('profile', { auth: 'another' }, 'read');
    assert.equal(portal.journal.calls()[0]?.params.auth, window.tokens.current);
  });

  for (const end of ['expireAccessTokens', 'forgetAccessTokens'] as const) {
    it(`goes on with a newer one in the middle of a reply (${end}), which is sent once`, async () => {
      const old = window.tokens.current;
      portal.oauth[end]();
      await answer();
      assertAnsweredOnce();
      assert.equal(refreshes(), 1);
      const calls = portal.journal.calls('im.notify.answer');
      assert.deepEqual(
        calls.map(({ params, isExecuted }) => [params.auth, isExecuted]),
        [
          [old, false],
          [window.tokens.current, true],
        ],
      );
      assert.deepEqual(told(), [[2, 'ok']]);
    });
  }

  for (const code of RENEWABLE) {
    it(`goes on with a newer one after ${code}`, async () => {
      for (const statuses of ['server', 'documentation'] as const) {
        portal.faults.statuses = statuses;
        portal.faults.add({ method: 'im.notify.answer', fault: { kind: 'error', code } });
        await answer();
      }
      assert.equal(portal.box.answers.length, 2);
      portal.faults.add({ method: 'profile', fault: { kind: 'error', code, status: 200 } });
      await window.transport.call('profile', {}, 'read');
      assert.equal(refreshes(), 3);
    });
  }

  for (const code of FINAL) {
    it(`fails with ${code}, and the token is not refreshed`, async () => {
      const { current } = window.tokens;
      for (const status of [400, 401, 403]) {
        portal.faults.add({ times: 2, fault: { kind: 'error', code, status } });
        for (const call of [window.client.page(), answer()]) {
          const failure = await failureOf(call);
          assert.equal('code' in failure ? failure.code : failure.kind, code);
        }
      }
      assert.equal(refreshes(), 0);
      assert.equal(window.tokens.current, current);
      assert.equal(portal.journal.calls().length, 6);
      assert.equal(portal.box.answers.length, 0);
    });
  }

  it('fails without a refresh where the application, the person or the permission is missing', async () => {
    application.scope = ['crm'];
    const forbidden = { kind: 'forbidden', code: 'insufficient_scope', scope: 'im' };
    assert.deepEqual(await failureOf(window.client.page()), forbidden);
    application.isInstalled = false;
    assert.deepEqual(await failureOf(answer()), { kind: 'unauthorized', code: 'ERROR_OAUTH' });
    application.isInstalled = true;
    portal.people.delete(1);
    assert.deepEqual(await failureOf(answer()), { kind: 'unauthorized', code: 'authorization_error' });
    assert.equal(refreshes(), 0);
  });

  it('fails where the newer token is refused as well, and comes to an end', async () => {
    portal.faults.add({
      method: 'im.notify.answer',
      times: Infinity,
      fault: { kind: 'error', code: 'expired_token' },
    });
    assert.deepEqual(await failureOf(answer()), { kind: 'unauthorized', code: 'expired_token' });
    const calls = portal.journal.calls('im.notify.answer');
    assert.equal(new Set(calls.map(({ params }) => params.auth)).size, calls.length);
    assert.equal(calls.length, refreshes() + 1);
    assert.ok(refreshes() <= 2);
    assert.deepEqual(told(), [[calls.length, 'expired_token']]);
    assert.equal(portal.box.answers.length, 0);
  });

  it('fails as the token server does, and is not made again', async () => {
    portal.oauth.expireAccessTokens();
    portal.oauth.revokeRefreshTokens();
    assert.deepEqual(await failureOf(answer()), { kind: 'unauthorized', code: 'invalid_grant' });
    portal.faults.add({ method: 'oauth/token', fault: { kind: 'error', code: 'PAYMENT_REQUIRED' } });
    assert.deepEqual(await failureOf(answer()), { kind: 'blocked', code: 'PAYMENT_REQUIRED' });
    portal.faults.add({ method: 'oauth/token', fault: { kind: 'error', code: 'expired_token' } });
    assert.deepEqual(await failureOf(answer()), { kind: 'unauthorized', code: 'expired_token' });
    assert.equal(portal.journal.calls('im.notify.answer').length, 3);
    assert.equal(refreshes(), 3);
    assert.deepEqual(told(), [
      [1, 'invalid_grant'],
      [1, 'PAYMENT_REQUIRED'],
      [1, 'expired_token'],
    ]);
  });
});
