import assert from 'node:assert/strict';
import { ApplicationCredential } from '../../../../src/bitrix24/auth/oauth';
import { TokenServer } from '../../../../src/bitrix24/auth/tokenServer';
import { PortalFailure } from '../../../../src/model/portalFailure';
import type { Fault } from '../../../portal/faults';
import { type StandInPortal, startPortal } from '../../../portal/portal';
import { errorOf } from '../../support/connection';
import { printed } from '../../support/printed';
import { openWindow, SharedKeeper, type SignedInConnection, signIn, type SignIn } from './signIn';

/** What goes wrong at the token server, with a secret in it wherever it can be. */
const FAULTS: readonly (readonly [string, (secret: string) => Fault])[] = [
  [
    'a coded answer',
    secret => ({
      kind: 'error',
      code: 'invalid_grant',
      description: secret,
      extra: { client_secret: secret },
    }),
  ],
  ['a code that is none', code => ({ kind: 'error', code })],
  ['a page', secret => ({ kind: 'html', status: 502, body: `<p>${secret}</p>` })],
  ['no JSON', body => ({ kind: 'raw', body })],
  ['half a grant', secret => ({ kind: 'result', result: { refresh_token: secret } })],
  [
    'a grant for another portal',
    secret => ({
      kind: 'result',
      result: { access_token: secret, refresh_token: secret, client_endpoint: `https://${secret}.example/` },
    }),
  ],
  ['a redirect', () => ({ kind: 'redirect', to: 'https://evil.example' })],
  ['a lost connection', () => ({ kind: 'reset', when: 'after' })],
  ['half an answer', () => ({ kind: 'truncated', isAbrupt: true })],
];

describe('the secrets of a sign-in', () => {
  let portal: StandInPortal;
  let application: SignIn['application'];
  let keeper: SharedKeeper;
  let window: SignedInConnection;
  beforeEach(async () => {
    portal = await startPortal({ seed: 'empty' });
    ({ application, keeper } = signIn(portal));
    window = openWindow(portal, keeper);
  });
  afterEach(() => portal.close());

  function assertSilent(value: unknown): void {
    const words = printed(value);
    for (const secret of portal.oauth.secrets) {
      assert.ok(!words.includes(secret), words);
    }
    assert.ok(portal.oauth.secrets.size >= 3);
  }

  it('are in nothing that prints the credential', () => {
    const { credential } = keeper;
    assertSilent(credential);
    assertSilent({ account: [credential] });
    assertSilent(new Map([[credential.origin, credential]]));
    assert.deepEqual(Object.keys(credential).sort(), ['kind', 'origin', 'userId']);
    assert.deepEqual(JSON.parse(JSON.stringify(credential)), {
      kind: 'application',
      origin: portal.origin,
      userId: '1',
    });
    assertSilent(Object.assign({}, credential));
    assert.equal(credential.application.clientSecret, application.clientSecret);
  });

  it('are in nothing that prints the tokens, their server, or those who call with them', async () => {
    const server = new TokenServer({ onCall: () => undefined });
    for (const value of [window.tokens, window.transport, window.client, server]) {
      assertSilent(value);
    }
    assert.deepEqual(Object.keys(window.tokens), []);
    portal.oauth.expireAccessTokens();
    await window.client.getPage();
    assertSilent(window.tokens);
    assertSilent(Object.entries(window.tokens));
  });

  for (const [name, faultOf] of FAULTS) {
    it(`are in no failure and in no record of a call: ${name}`, async () => {
      portal.oauth.expireAccessTokens();
      for (const secret of [...portal.oauth.secrets]) {
        portal.faults.add({ method: 'oauth/token', fault: faultOf(secret) });
        const error = await errorOf(window.client.getPage());
        assert.equal(error.cause, undefined);
        for (const value of [error, window.records, window.tokenRecords]) {
          assertSilent(value);
        }
        assert.ok(!printed(error).includes(portal.origin));
      }
      assert.ok(window.tokenRecords.length >= 3);
    });
  }

  it('are in no failure of a method that answers with them', async () => {
    for (const secret of [...portal.oauth.secrets]) {
      const extra = { auth: secret };
      portal.faults.add({ fault: { kind: 'error', code: 'ERROR_OAUTH', description: secret, extra } });
      assertSilent(await errorOf(window.client.answer(7, 'Hello')));
      portal.faults.add({ fault: { kind: 'error', code: secret } });
      assertSilent(await errorOf(window.client.getPage()));
    }
    assertSilent(window.records);
  });

  it('are in no host of a redirect that is said to be the portal’s new one', async () => {
    const token = keeper.credential.grant.accessToken;
    const half = token.length / 2;
    for (const name of [token, `x-${token}`, `${token.slice(0, half)}.${token.slice(half)}`]) {
      portal.faults.add({ fault: { kind: 'redirect', to: `https://${name}.evil.example` } });
      const error = await errorOf(window.client.getPage());
      assert.deepEqual(error.failure, { kind: 'unreachable', reason: 'moved' });
    }
  });

  it('are in no code of a failure, even where they have letters alone', async () => {
    const { clientId, refreshToken, accessToken } = {
      clientId: 'LocalApplication',
      refreshToken: 'RefreshTokenOfLetters',
      accessToken: 'AccessTokenOfLetters',
    };
    const grant = { accessToken, refreshToken, tokenServer: portal.origin };
    const credential = new ApplicationCredential(
      portal.origin,
      '1',
      { clientId, clientSecret: 'SecretLetters' },
      grant,
    );
    const server = new TokenServer({ onCall: () => undefined });
    for (const code of ['SecretLetters', 'RefreshTokenOfLetters', 'secretletters']) {
      portal.faults.add({ method: 'oauth/token', fault: { kind: 'error', code, status: 400 } });
      const { failure } = await errorOf(server.refreshTokens(credential));
      assert.deepEqual(failure, { kind: 'refused', code: 'UNKNOWN_ERROR' });
    }
    const { transport } = openWindow(portal, new SharedKeeper(credential));
    portal.faults.add({ fault: { kind: 'error', code: accessToken, status: 400 } });
    const { failure } = await errorOf(transport.call('profile', {}, 'read'));
    assert.deepEqual(failure, { kind: 'refused', code: 'UNKNOWN_ERROR' });
  });

  it('are in no failure of a code that is exchanged', async () => {
    const server = new TokenServer({ onCall: record => window.tokenRecords.push(record) });
    const code = 'SecretCodeOfLettersAlone';
    const redirect = { code, tokenServer: portal.origin };
    for (const [, faultOf] of FAULTS) {
      portal.faults.add({ method: 'oauth/token', fault: faultOf(application.clientSecret) });
      const error = await errorOf(server.exchangeCode(portal.origin, application, redirect));
      assertSilent(error);
      assert.ok(!printed(error).includes(code));
    }
    assertSilent(window.tokenRecords);
    assert.ok(!printed(window.tokenRecords).includes(code));
  });

  it('a record of a call to the token server holds its name and numbers alone', async () => {
    await window.tokens.renew(window.tokens.accessToken);
    const [record, ...more] = window.tokenRecords;
    assert.equal(more.length, 0);
    assert.deepEqual(Object.keys(record ?? {}).sort(), [
      'attempts',
      'durationMs',
      'host',
      'method',
      'outcome',
      'waitedMs',
    ]);
    assert.deepEqual([record?.method, record?.outcome], ['oauth/token', 'ok']);
  });

  it('would be seen if they were there', () => {
    assert.throws(() => {
      assertSilent(keeper.credential.grant);
    }, assert.AssertionError);
    assert.throws(() => {
      assertSilent(new PortalFailure({ kind: 'refused', code: window.tokens.accessToken }));
    }, assert.AssertionError);
  });
});
