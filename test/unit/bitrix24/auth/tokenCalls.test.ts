import assert from 'node:assert/strict';
import { mayHaveRun } from '../../../../src/model/portalFailure';
import { type StandInPortal, startPortal } from '../../../portal/portal';
import { failureOf } from '../../support/connection';
import { openWindow, type SharedKeeper, type SignedInConnection, signIn, type SignIn } from './signIn';

describe('a call with a token', () => {
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
    const token = window.tokens.accessToken;
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
    await window.client.getPage();
    for (const { params, headers, url, method } of portal.journal.calls()) {
      const sent = JSON.stringify([method === 'oauth/token' ? {} : { ...params, auth: '' }, headers, url]);
      for (const secret of portal.oauth.secrets) {
        assert.ok(!sent.includes(secret), method);
      }
    }
  });

  it('sends its own token, whatever its parameters say', async () => {
    await window.transport.call('profile', { auth: 'another' }, 'read');
    assert.equal(portal.journal.calls()[0]?.params.auth, window.tokens.accessToken);
  });

  for (const end of ['expireAccessTokens', 'forgetAccessTokens'] as const) {
    it(`goes on with a newer one in the middle of a reply (${end}), which is sent once`, async () => {
      const old = window.tokens.accessToken;
      portal.oauth[end]();
      await answer();
      assertAnsweredOnce();
      assert.equal(refreshes(), 1);
      const calls = portal.journal.calls('im.notify.answer');
      assert.deepEqual(
        calls.map(({ params, isExecuted }) => [params.auth, isExecuted]),
        [
          [old, false],
          [window.tokens.accessToken, true],
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
      const { accessToken } = window.tokens;
      for (const status of [400, 401, 403]) {
        portal.faults.add({ times: 2, fault: { kind: 'error', code, status } });
        for (const call of [window.client.getPage(), answer()]) {
          const failure = await failureOf(call);
          assert.equal('code' in failure ? failure.code : failure.kind, code);
        }
      }
      assert.equal(refreshes(), 0);
      assert.equal(window.tokens.accessToken, accessToken);
      assert.equal(portal.journal.calls().length, 6);
      assert.equal(portal.box.answers.length, 0);
    });
  }

  it('fails without a refresh where the application, the person or the permission is missing', async () => {
    application.scope = ['crm'];
    const forbidden = { kind: 'forbidden', code: 'insufficient_scope', scope: 'im' };
    assert.deepEqual(await failureOf(window.client.getPage()), forbidden);
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

describe('a call with a token is repeated as any other', () => {
  let portal: StandInPortal;
  let keeper: SharedKeeper;
  let window: SignedInConnection;
  beforeEach(async () => {
    portal = await startPortal({ seed: 'empty' });
    ({ keeper } = signIn(portal));
    window = openWindow(portal, keeper);
  });
  afterEach(() => portal.close());

  const refreshes = (): number => portal.journal.calls('oauth/token').length;
  const answer = (): Promise<unknown> => window.client.answer(portal.box.add(), 'Hello');
  const tooMany = (times: number): void => {
    portal.faults.add({
      method: 'im.notify.answer',
      times,
      fault: { kind: 'error', code: 'QUERY_LIMIT_EXCEEDED' },
    });
  };

  it('when there were too many', async () => {
    tooMany(2);
    await answer();
    assert.equal(portal.box.answers.length, 1);
    assert.equal(refreshes(), 0);
    assert.deepEqual([window.records[0]?.attempts, window.records[0]?.outcome], [3, 'ok']);
  });

  it('when there were too many, before the refresh and after it', async () => {
    tooMany(3);
    portal.faults.add({ method: 'im.notify.answer', fault: { kind: 'error', code: 'expired_token' } });
    tooMany(3);
    await answer();
    assert.equal(portal.box.answers.length, 1);
    assert.equal(refreshes(), 1);
    assert.equal(window.records[0]?.attempts, 8);
    const tokens = portal.journal.calls('im.notify.answer').map(({ params }) => params.auth);
    assert.deepEqual(
      tokens.map(token => token === window.tokens.accessToken),
      [false, false, false, false, true, true, true, true],
    );
  });

  it('and is given up when there are still too many', async () => {
    tooMany(Infinity);
    assert.deepEqual(await failureOf(answer()), { kind: 'rateLimited', code: 'QUERY_LIMIT_EXCEEDED' });
    assert.equal(portal.journal.calls().length, 4);
  });

  it('a read after a lost connection, a reply never, also after a refresh', async () => {
    portal.oauth.expireAccessTokens();
    portal.faults.add({ method: 'im.notify.get', fault: { kind: 'reset' } });
    await window.client.getPage();
    assert.deepEqual(window.records.at(-1)?.attempts, 3);
    portal.faults.add({ method: 'im.notify.answer', fault: { kind: 'error', code: 'expired_token' } });
    portal.faults.add({ method: 'im.notify.answer', fault: { kind: 'reset', when: 'after' } });
    assert.deepEqual(await failureOf(answer()), { kind: 'unreachable', reason: 'network' });
    assert.equal(portal.box.answers.length, 1);
    assert.equal(portal.journal.calls('im.notify.answer').length, 2);
  });

  for (const fault of [
    { kind: 'html', status: 502 },
    { kind: 'reset', when: 'after' },
    { kind: 'raw', body: 'null' },
  ] as const) {
    it(`and was surely not executed where the refresh ends in ${fault.kind}`, async () => {
      portal.oauth.expireAccessTokens();
      portal.faults.add({ method: 'oauth/token', fault });
      const failure = await failureOf(answer());
      assert.deepEqual(failure, { kind: 'unreachable', reason: 'renewal' });
      assert.equal(mayHaveRun(failure), false);
      assert.equal(portal.box.answers.length, 0);
      await answer();
      assert.equal(portal.box.answers.length, 1);
    });
  }

  it('but a read ends once its portal is let go in the middle of a refresh', async () => {
    const gone = new AbortController();
    window = openWindow(portal, keeper, { signal: gone.signal });
    portal.oauth.expireAccessTokens();
    portal.faults.add({ method: 'oauth/token', fault: { kind: 'hold' } });
    const failure = failureOf(window.client.getPage());
    await portal.journal.nextArrival('oauth/token');
    gone.abort();
    portal.faults.release();
    assert.deepEqual(await failure, { kind: 'unreachable', reason: 'disconnected' });
    assert.equal(portal.journal.calls('im.notify.get').length, 1);
  });

  it('but a reply under way is let come to its end', async () => {
    const gone = new AbortController();
    window = openWindow(portal, keeper, { signal: gone.signal });
    portal.oauth.expireAccessTokens();
    portal.faults.add({ method: 'oauth/token', fault: { kind: 'hold' } });
    const reply = answer();
    await portal.journal.nextArrival('oauth/token');
    gone.abort();
    portal.faults.release();
    await reply;
    assert.equal(portal.box.answers.length, 1);
  });
});
