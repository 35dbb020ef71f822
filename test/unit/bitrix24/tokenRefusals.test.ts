import assert from 'node:assert/strict';
import type { ApplicationCredential } from '../../../src/bitrix24/access/applicationCredential';
import { TokenServer } from '../../../src/bitrix24/tokenServer';
import type { CallRecord } from '../../../src/bitrix24/transport';
import type { Failure } from '../../../src/model/portalFailure';
import type { Fault } from '../../portal/faults';
import type { LocalApplication } from '../../portal/oauth/oauth';
import { startPortal } from '../../portal/portal';
import type { StandInPortal } from '../../portal/portal';
import { failureOf } from './connection';
import { signIn } from './signIn';

const unauthorized = (code: string): Failure => ({ kind: 'unauthorized', code });
const blocked = (code: string): Failure => ({ kind: 'blocked', code });
const error = (code: string, status: number): Fault => ({ kind: 'error', code, status });

const CODES: readonly (readonly [string, Fault, Failure])[] = [
  ['an application that it does not know', error('wrong_client', 200), unauthorized('wrong_client')],
  ['a wrong secret', error('invalid_client', 400), unauthorized('invalid_client')],
  ['a wrong token', error('invalid_grant', 400), unauthorized('invalid_grant')],
  ['a wrong token, in capitals', error('INVALID_GRANT', 401), unauthorized('INVALID_GRANT')],
  ['a missing parameter', error('invalid_request', 400), unauthorized('invalid_request')],
  ['an expired token', error('expired_token', 401), unauthorized('expired_token')],
  ['an application that is gone', error('NOT_INSTALLED', 401), unauthorized('NOT_INSTALLED')],
  ['a scope that does not reach', error('insufficient_scope', 403), unauthorized('insufficient_scope')],
  ['a scope that is none', error('INVALID_SCOPE', 403), unauthorized('INVALID_SCOPE')],
  ['the end of the plan', error('PAYMENT_REQUIRED', 401), blocked('PAYMENT_REQUIRED')],
  ['the end of the plan, under 200', error('payment_required', 200), blocked('payment_required')],
  ['the end of the portal', error('PORTAL_DELETED', 403), blocked('PORTAL_DELETED')],
  ['an overload', error('OVERLOAD_LIMIT', 503), blocked('OVERLOAD_LIMIT')],
  [
    'too many requests',
    error('QUERY_LIMIT_EXCEEDED', 503),
    { kind: 'rateLimited', code: 'QUERY_LIMIT_EXCEEDED' },
  ],
  [
    'for a reason that is none',
    { kind: 'raw', body: '{"error":{"a":1}}', status: 400 },
    unauthorized('UNKNOWN_ERROR'),
  ],
];

describe('the token server refuses', () => {
  let portal: StandInPortal;
  let server: TokenServer;
  let records: CallRecord[];
  let application: LocalApplication;
  let credential: ApplicationCredential;
  before(async () => {
    portal = await startPortal({ seed: 'empty' });
  });
  beforeEach(() => {
    portal.faults.clear();
    portal.journal.clear();
    records = [];
    server = new TokenServer({ onCall: record => records.push(record) });
    const { keeper, ...signedIn } = signIn(portal);
    ({ application } = signedIn);
    ({ credential } = keeper);
  });
  after(() => portal.close());

  const exchange = (code: string, changes: Partial<LocalApplication> = {}): Promise<unknown> =>
    server.exchange(portal.origin, { ...application, ...changes }, { code, tokenServer: portal.origin });
  const refresh = (): Promise<unknown> => server.refresh(credential);

  /** The code that the portal's page gives to the browser. */
  async function newCode(): Promise<string> {
    const url = `${portal.origin}/oauth/authorize/?client_id=${application.clientId}`;
    const { headers } = await fetch(url, { redirect: 'manual' });
    return new URL(headers.get('location') ?? '').searchParams.get('code') ?? '';
  }

  for (const [name, fault, expected] of CODES) {
    it(`${name}, and is not asked again by itself`, async () => {
      portal.faults.add({ method: 'oauth/token', times: 2, fault });
      assert.deepEqual(await failureOf(refresh()), expected);
      assert.deepEqual(await failureOf(exchange(await newCode())), expected);
      assert.equal(portal.journal.calls('oauth/token').length, 2);
      const told = records.map(({ attempts, outcome }) => [attempts, outcome]);
      const code = 'code' in expected ? expected.code : '';
      assert.deepEqual(told, Array(2).fill([1, code]));
    });
  }

  it('a code that was used, and one that is too old', async () => {
    const used = await newCode();
    await exchange(used);
    assert.deepEqual(await failureOf(exchange(used)), unauthorized('invalid_grant'));
    const old = await newCode();
    portal.oauth.expireCodes();
    assert.deepEqual(await failureOf(exchange(old)), unauthorized('expired_token'));
    assert.deepEqual(await failureOf(exchange('never-given')), unauthorized('invalid_grant'));
  });

  it('an application with another id or another secret', async () => {
    const code = await newCode();
    const id = { clientId: 'local.other' };
    assert.deepEqual(await failureOf(exchange(code, id)), unauthorized('wrong_client'));
    assert.equal(portal.journal.calls('oauth/token')[0]?.status, 200);
    const secret = { clientSecret: 'other' };
    assert.deepEqual(await failureOf(exchange(code, secret)), unauthorized('invalid_client'));
    const nothing = { clientSecret: '' };
    assert.deepEqual(await failureOf(exchange(code, nothing)), unauthorized('invalid_request'));
    await exchange(code);
  });

  it('an application that is not installed any more', async () => {
    const code = await newCode();
    application.isInstalled = false;
    assert.deepEqual(await failureOf(exchange(code)), unauthorized('NOT_INSTALLED'));
    assert.deepEqual(await failureOf(refresh()), unauthorized('NOT_INSTALLED'));
  });

  it('a refresh token that was taken back', async () => {
    portal.oauth.revokeRefreshTokens();
    assert.deepEqual(await failureOf(refresh()), unauthorized('invalid_grant'));
  });
});
