import assert from 'node:assert/strict';
import {
  type ApplicationCredential,
  authorizationUrl,
  generateOAuthState,
  parseOAuthRedirect,
} from '../../../../src/bitrix24/auth/oauth';
import { decodeTokenResponse, TokenServer } from '../../../../src/bitrix24/auth/tokenServer';
import type { CallRecord } from '../../../../src/model/callRecord';
import { type Failure, PortalFailure, type UnreachableReason } from '../../../../src/model/portalFailure';
import type { Fault } from '../../../portal/faults';
import type { LocalApplication } from '../../../portal/oauth/oauth';
import { type StandInPortal, startPortal } from '../../../portal/portal';
import { failureIn, failureOf } from '../../support/connection';
import { signIn } from './signIn';

let portal: StandInPortal;
let server: TokenServer;
let records: CallRecord[];
let application: LocalApplication;
let credential: ApplicationCredential;

function useServer(): void {
  records = [];
  server = new TokenServer({ onCall: record => records.push(record) });
}

/** A suite has one portal. For each test nothing has gone wrong yet, and a person has signed in anew. */
function useOnePortal(): void {
  before(async () => {
    portal = await startPortal({ seed: 'empty' });
  });
  beforeEach(() => {
    portal.faults.clear();
    portal.journal.clear();
    useServer();
    const { keeper, ...signedIn } = signIn(portal);
    ({ application } = signedIn);
    ({ credential } = keeper);
  });
  after(() => portal.close());
}

const refresh = (): Promise<unknown> => server.refreshTokens(credential);
const exchange = (code = 'code', changes: Partial<LocalApplication> = {}): Promise<unknown> =>
  server.exchangeCode(portal.origin, { ...application, ...changes }, { code, tokenServer: portal.origin });
const error = (code: string, status: number): Fault => ({ kind: 'error', code, status });

describe('the token server', () => {
  beforeEach(async () => {
    portal = await startPortal({ seed: 'empty' });
    useServer();
  });
  afterEach(() => portal.close());

  /** Goes where a browser goes, and gives the address that it ends at. */
  async function browse(url: string): Promise<string> {
    const { headers } = await fetch(url, { redirect: 'manual' });
    return headers.get('location') ?? '';
  }

  async function signInBy(application: LocalApplication): ReturnType<TokenServer['exchangeCode']> {
    const begun = { origin: portal.origin, state: generateOAuthState() };
    const address = await browse(authorizationUrl(begun, application.clientId));
    const reading = parseOAuthRedirect(address, begun);
    assert.ok(reading.kind === 'redirect', JSON.stringify(reading));
    return server.exchangeCode(portal.origin, application, reading.redirect);
  }

  function assertLogged(outcome: string, times = 1): void {
    assert.equal(records.length, times);
    for (const { method, attempts, durationMs, ...rest } of records) {
      assert.deepEqual(
        [method, attempts, rest],
        ['oauth/token', 1, { host: new URL(portal.origin).host, waitedMs: 0, outcome }],
      );
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
    const { grant } = await server.refreshTokens(old);
    assert.notEqual(grant.accessToken, old.grant.accessToken);
    assert.notEqual(grant.refreshToken, old.grant.refreshToken);
    assert.equal(grant.tokenServer, portal.origin);
    const { grant: next } = await server.refreshTokens(old.withGrant(grant));
    assert.notEqual(next.refreshToken, grant.refreshToken);
    assertLogged('ok', 2);
  });

  it('is asked with a form, and all that is secret stands in it', async () => {
    const { application, keeper } = signIn(portal);
    await signInBy(application);
    await server.refreshTokens(keeper.credential);
    const [exchange, refresh] = portal.journal.calls('oauth/token');
    assert.deepEqual(Object.keys(exchange?.params ?? {}).sort(), ['client_id', 'client_secret', 'code', 'grant_type']);
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
    await failureOf(server.exchangeCode(portal.origin, application, redirect));
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
    await server.refreshTokens(keeper.credential);
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
      const { grant } = await server.refreshTokens(keeper.credential);
      assert.equal(grant.tokenServer, portal.origin);
      assert.equal(grant.refreshToken, answer.refresh_token);
    }
  });

  for (const [field, values] of [
    ['client_endpoint', [null, false, 7, [], {}]],
    ['server_endpoint', [null, false, 7, [], {}]],
    ['user_id', [null, false, [], {}]],
  ] as const) {
    it(`loses no tokens to a ${field} that makes no sense, or to none`, async () => {
      const { application, keeper } = signIn(portal);
      for (const value of [undefined, ...values]) {
        const answer = { ...portal.oauth.issue(application, 1), [field]: value };
        portal.faults.add({ method: 'oauth/token', fault: { kind: 'result', result: answer } });
        const { grant, userId } = await server.refreshTokens(keeper.credential);
        assert.deepEqual(grant, {
          accessToken: answer.access_token,
          refreshToken: answer.refresh_token,
          tokenServer: portal.origin,
        });
        assert.equal(userId, field === 'user_id' ? undefined : '1');
      }
    });
  }

  it('is another from then on where its answer names one of Bitrix24’s', async () => {
    const { application, keeper } = signIn(portal);
    const answer = {
      ...portal.oauth.issue(application, 1),
      server_endpoint: 'https://oauth.bitrix24.tech/rest/',
    };
    portal.faults.add({ method: 'oauth/token', fault: { kind: 'result', result: answer } });
    const { tokenServer } = (await server.refreshTokens(keeper.credential)).grant;
    assert.equal(tokenServer, 'https://oauth.bitrix24.tech');
  });

  it('has given tokens for another portal, which is where this one has moved', async () => {
    const { application, keeper } = signIn(portal);
    const answer = {
      ...portal.oauth.issue(application, 1),
      client_endpoint: 'https://renamed.bitrix24.com/rest/',
    };
    portal.faults.add({ method: 'oauth/token', times: 2, fault: { kind: 'result', result: answer } });
    const moved = { kind: 'unreachable', reason: 'moved', movedTo: 'https://renamed.bitrix24.com' };
    const { failure, grant } = await server.refreshTokens(keeper.credential);
    assert.deepEqual([failure, grant.refreshToken], [moved, answer.refresh_token]);
    const redirect = { code: 'c0de', tokenServer: portal.origin };
    assert.deepEqual(await failureOf(server.exchangeCode(portal.origin, application, redirect)), moved);
  });

  it('has given tokens for this portal where it is not sure of its scheme or its port', async () => {
    const { application, keeper } = signIn(portal);
    const { hostname } = new URL(portal.origin);
    for (const client_endpoint of [`http://${hostname}/rest/`, `https://${hostname}:8443/rest/`]) {
      const answer = { ...portal.oauth.issue(application, 1), client_endpoint };
      portal.faults.add({ method: 'oauth/token', fault: { kind: 'result', result: answer } });
      const { failure, grant } = await server.refreshTokens(keeper.credential);
      assert.deepEqual([failure, grant.refreshToken], [undefined, answer.refresh_token]);
    }
  });
});

describe('a grant', () => {
  const ORIGIN = 'https://portal.bitrix24.com';

  const SERVER = 'https://oauth.bitrix.info';

  const ANSWER: Readonly<Record<string, unknown>> = {
    access_token: 'access',
    refresh_token: 'refresh',
    expires: 1_772_524_800,
    expires_in: 3600,
    scope: 'im',
    domain: 'oauth.bitrix.info',
    server_endpoint: `${SERVER}/rest/`,
    status: 'L',
    client_endpoint: `${ORIGIN}/rest/`,
    member_id: 'f00d',
    user_id: 7,
  };

  const GRANT = { accessToken: 'access', refreshToken: 'refresh', tokenServer: SERVER };

  const decode = (changes: Readonly<Record<string, unknown>> = {}): unknown =>
    decodeTokenResponse({ ...ANSWER, ...changes }, ORIGIN, SERVER);

  it('has two tokens, a server and a person', () => {
    assert.deepEqual(decode(), { grant: GRANT, userId: '7' });
    assert.deepEqual(decode({ user_id: '7' }), { grant: GRANT, userId: '7' });
  });

  it('may leave out the person and the server', () => {
    const { access_token, refresh_token, client_endpoint } = ANSWER;
    const grant = decodeTokenResponse({ access_token, refresh_token, client_endpoint }, ORIGIN, SERVER);
    assert.deepEqual(grant, { grant: GRANT });
    assert.deepEqual(decode({ server_endpoint: null, user_id: null }), { grant: GRANT });
  });

  it('may name another server of Bitrix24’s, which is asked from then on', () => {
    const tokenServer = 'https://oauth.bitrix24.tech';
    for (const server_endpoint of [`${tokenServer}/rest/`, tokenServer, `${tokenServer}:443/x`]) {
      assert.deepEqual(decode({ server_endpoint }), { grant: { ...GRANT, tokenServer }, userId: '7' });
    }
  });

  it('leaves the server as it is where it names one that is not known', () => {
    for (const server_endpoint of [
      '',
      'hello',
      'https://evil.example/rest/',
      'https://oauth.bitrix.info.evil.example/rest/',
      'https://oauth.bitrix24.tech@evil.example/rest/',
      'https://oauth.bitrix24.tech:8443/rest/',
      'http://127.0.0.1:4711/rest/',
    ]) {
      assert.deepEqual(decode({ server_endpoint }), { grant: GRANT, userId: '7' }, server_endpoint);
    }
  });

  it('takes no server’s word for it to be asked without TLS', () => {
    const answer = { ...ANSWER, server_endpoint: 'http://oauth.bitrix24.tech/rest/' };
    const { tokenServer } = decodeTokenResponse(answer, ORIGIN, SERVER).grant;
    assert.equal(tokenServer, 'https://oauth.bitrix24.tech');
  });

  it('leaves a server on this machine to a portal there', () => {
    const origin = 'http://127.0.0.1:4711';
    const answer = {
      ...ANSWER,
      client_endpoint: `${origin}/rest/`,
      server_endpoint: 'http://127.0.0.1:4712/rest/',
    };
    assert.equal(decodeTokenResponse(answer, origin, origin).grant.tokenServer, 'http://127.0.0.1:4712');
  });

  it('for another portal names it', () => {
    for (const [client_endpoint, movedTo] of [
      ['https://renamed.bitrix24.com/rest/', 'https://renamed.bitrix24.com'],
      ['https://portal.bitrix24.com.evil.example/rest/', 'https://portal.bitrix24.com.evil.example'],
      ['https://Renamed.example:8443/rest/', 'https://renamed.example:8443'],
      ['https://портал.рф/rest/', 'https://xn--80awhdgm.xn--p1ai'],
      ['//renamed.example/rest/', 'https://renamed.example'],
      ['renamed.example/rest/', 'https://renamed.example'],
      ['renamed.example:8443/rest/', 'https://renamed.example:8443'],
    ] as const) {
      const failure = { kind: 'unreachable', reason: 'moved', movedTo };
      assert.deepEqual(decode({ client_endpoint }), { grant: GRANT, userId: '7', failure });
    }
  });

  it('for another portal does not name what no secret may be sent to, nor a secret', () => {
    for (const client_endpoint of [
      'http://renamed.bitrix24.com/rest/',
      'https://ann:pass@renamed.bitrix24.com/rest/',
      'https://localhost:4711/rest/',
      'https://127.0.0.1/rest/',
      'https://$(bell).example/rest/',
      'https://s3cret-code.example/rest/',
      'https://x-S3CRET-CODE.example/rest/',
      'https://refresh.example/rest/',
      'https://intranet/rest/',
    ]) {
      const { failure } = decodeTokenResponse({ ...ANSWER, client_endpoint }, ORIGIN, SERVER, ['s3cret-code']);
      assert.deepEqual(failure, { kind: 'unreachable', reason: 'moved' }, client_endpoint);
    }
  });

  it('is for the portal where it names no host', () => {
    for (const client_endpoint of [
      ...['', ' ', '/rest/', '/', 'rest', 'rest/', 'hello', '?a=b', 'https://', 'https:///', 'http://[', '://'],
      ...['ftp://renamed.bitrix24.com/rest/', 'file:///rest/', 'javascript:alert(1)'],
    ]) {
      assert.deepEqual(decode({ client_endpoint }), { grant: GRANT, userId: '7' }, client_endpoint);
    }
  });

  it('is for the portal whatever the case, the scheme, the port and www.', () => {
    for (const client_endpoint of [
      'https://Portal.Bitrix24.com:443/rest/',
      ORIGIN,
      'http://portal.bitrix24.com/rest/',
      'http://portal.bitrix24.com:80/rest/',
      'https://portal.bitrix24.com:8443/rest/',
      'https://www.portal.bitrix24.com/rest/',
      'http://www.portal.bitrix24.com./rest/',
    ]) {
      assert.deepEqual(decode({ client_endpoint }), { grant: GRANT, userId: '7' }, client_endpoint);
    }
    for (const client_endpoint of [
      ...[
        'portal.bitrix24.com',
        'portal.bitrix24.com/rest/',
        'portal.bitrix24.com:443/rest/',
        'www.portal.bitrix24.com/',
      ],
      ...['//portal.bitrix24.com/rest/', '//portal.bitrix24.com:8443/rest/'],
    ]) {
      assert.deepEqual(decode({ client_endpoint }), { grant: GRANT, userId: '7' }, client_endpoint);
    }
    const { failure } = decodeTokenResponse(ANSWER, 'https://www.portal.bitrix24.com', SERVER);
    assert.equal(failure, undefined);
  });

  for (const name of ['access_token', 'refresh_token']) {
    it(`without its ${name} is malformed`, () => {
      for (const value of [undefined, null, 7, true, {}, [], ['x']]) {
        assert.deepEqual(
          failureIn(() => decode({ [name]: value })),
          { kind: 'malformed' },
          JSON.stringify(value),
        );
      }
    });
  }

  it('with an empty token is malformed', () => {
    for (const name of ['access_token', 'refresh_token']) {
      assert.deepEqual(
        failureIn(() => decode({ [name]: '' })),
        { kind: 'malformed' },
      );
    }
  });

  it('of another form is malformed', () => {
    for (const answer of [undefined, null, '', 'access', 7, true, [], [ANSWER], {}]) {
      assert.deepEqual(
        failureIn(() => decodeTokenResponse(answer, ORIGIN, SERVER)),
        { kind: 'malformed' },
      );
    }
  });
});

describe('the token server gives nothing usable', () => {
  /** Long enough for a call to arrive on a machine that is not busy. */
  const TIMEOUT_MS = 100;

  const unreachable = (reason: UnreachableReason): Failure => ({ kind: 'unreachable', reason });

  const malformed: Failure = { kind: 'malformed' };

  const raw = (body: string, status = 200): Fault => ({ kind: 'raw', body, status });

  const NO_USE: readonly (readonly [string, Fault, Failure])[] = [
    ['a page under 502', { kind: 'html', status: 502 }, unreachable('server')],
    ['a page under 200', { kind: 'html', status: 200 }, unreachable('page')],
    ['500 without a code', raw('{}', 500), unreachable('server')],
    ['trouble of its own', error('INTERNAL_SERVER_ERROR', 500), unreachable('server')],
    ['trouble of its own under 200', error('error_core', 200), unreachable('server')],
    ['a lost connection', { kind: 'reset' }, unreachable('network')],
    ['a lost connection after the work', { kind: 'reset', when: 'after' }, unreachable('network')],
    ['half an answer', { kind: 'truncated', isAbrupt: true }, unreachable('network')],
    ['JSON cut in the middle', { kind: 'truncated' }, malformed],
    ['no JSON', raw('access_token=a&refresh_token=b'), malformed],
    ['an empty answer', raw(''), { kind: 'malformed', reason: 'empty' }],
    ['null', raw('null'), malformed],
    ['a list', raw('[]'), malformed],
    ['an empty object', raw('{}'), malformed],
  ];

  useOnePortal();

  for (const [name, fault, expected] of NO_USE) {
    it(`but ${name}, and is not asked again by itself`, async () => {
      portal.faults.add({ method: 'oauth/token', times: 2, fault });
      assert.deepEqual(await failureOf(refresh()), expected);
      assert.deepEqual(await failureOf(exchange()), expected);
      assert.equal(portal.journal.calls('oauth/token').length, 2);
      const told = records.map(({ attempts, outcome }) => [attempts, outcome]);
      assert.deepEqual(told, Array(2).fill([1, new PortalFailure(expected).message]));
    });
  }

  for (const name of ['access_token', 'refresh_token'] as const) {
    it(`but an answer without its ${name}`, async () => {
      const result = { ...portal.oauth.issue(application, 1), [name]: undefined };
      portal.faults.add({ method: 'oauth/token', fault: { kind: 'result', result } });
      assert.deepEqual(await failureOf(refresh()), malformed);
    });
  }

  it('within the time', async () => {
    const impatient = new TokenServer({ onCall: record => records.push(record), timeoutMs: TIMEOUT_MS });
    portal.faults.add({ method: 'oauth/token', times: Infinity, fault: { kind: 'hang' } });
    assert.deepEqual(await failureOf(impatient.refreshTokens(credential)), unreachable('timeout'));
    assert.ok(portal.journal.calls('oauth/token').length <= 1);
    assert.equal(records[0]?.outcome, 'unreachable: timeout');
  });

  for (const status of [301, 302, 307, 308]) {
    it(`but leads to another host (${status}), which is told nothing`, async () => {
      const other = await startPortal({ seed: 'empty' });
      try {
        const fault: Fault = { kind: 'redirect', to: other.origin, status };
        portal.faults.add({ method: 'oauth/token', times: 2, fault });
        assert.deepEqual(await failureOf(refresh()), unreachable('page'));
        assert.deepEqual(await failureOf(exchange()), unreachable('page'));
        assert.equal(other.journal.calls().length, 0);
      } finally {
        await other.close();
      }
    });
  }

  it('where nothing listens', async () => {
    const gone = await startPortal({ seed: 'empty' });
    await gone.close();
    const { accessToken, refreshToken } = credential.grant;
    const moved = credential.withGrant({ accessToken, refreshToken, tokenServer: gone.origin });
    assert.deepEqual(await failureOf(server.refreshTokens(moved)), unreachable('connection'));
  });

  it('to one who has disconnected meanwhile', async () => {
    const gone = new AbortController();
    const left = new TokenServer({ onCall: record => records.push(record), signal: gone.signal });
    portal.faults.add({ method: 'oauth/token', fault: { kind: 'hang' } });
    const failure = failureOf(left.refreshTokens(credential));
    await portal.journal.nextArrival('oauth/token');
    gone.abort();
    assert.deepEqual(await failure, unreachable('disconnected'));
  });
});

describe('the token server refuses', () => {
  const unauthorized = (code: string): Failure => ({ kind: 'unauthorized', code });

  const blocked = (code: string): Failure => ({ kind: 'blocked', code });

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
    ['too many requests', error('QUERY_LIMIT_EXCEEDED', 503), { kind: 'rateLimited', code: 'QUERY_LIMIT_EXCEEDED' }],
    [
      'for a reason that is none',
      { kind: 'raw', body: '{"error":{"a":1}}', status: 400 },
      { kind: 'refused', code: 'UNKNOWN_ERROR' },
    ],
  ];

  useOnePortal();

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
