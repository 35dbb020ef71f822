import assert from 'node:assert/strict';
import type { ApplicationCredential } from '../../../src/bitrix24/access/applicationCredential';
import { TokenServer } from '../../../src/bitrix24/tokenServer';
import type { CallRecord } from '../../../src/bitrix24/transport';
import { PortalFailure } from '../../../src/model/portalFailure';
import type { Failure, UnreachableReason } from '../../../src/model/portalFailure';
import type { Fault } from '../../portal/faults';
import type { LocalApplication } from '../../portal/oauth/oauth';
import { startPortal } from '../../portal/portal';
import type { StandInPortal } from '../../portal/portal';
import { failureOf } from './connection';
import { signIn } from './signIn';

/** Long enough for a call to arrive on a machine that is not busy. */
const TIMEOUT_MS = 100;

const unreachable = (reason: UnreachableReason): Failure => ({ kind: 'unreachable', reason });
const malformed: Failure = { kind: 'malformed' };
const raw = (body: string, status = 200): Fault => ({ kind: 'raw', body, status });
const error = (code: string, status: number): Fault => ({ kind: 'error', code, status });

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
  ['an empty answer', raw(''), malformed],
  ['null', raw('null'), malformed],
  ['a list', raw('[]'), malformed],
  ['an empty object', raw('{}'), malformed],
];

describe('the token server gives nothing usable', () => {
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

  const exchange = (): Promise<unknown> =>
    server.exchange(portal.origin, application, { code: 'code', tokenServer: portal.origin });
  const refresh = (): Promise<unknown> => server.refresh(credential);

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

  for (const name of ['access_token', 'refresh_token', 'client_endpoint'] as const) {
    it(`but an answer without its ${name}`, async () => {
      const result = { ...portal.oauth.issue(application, 1), [name]: undefined };
      portal.faults.add({ method: 'oauth/token', fault: { kind: 'result', result } });
      assert.deepEqual(await failureOf(refresh()), malformed);
    });
  }

  it('within the time', async () => {
    const impatient = new TokenServer({ onCall: record => records.push(record), timeoutMs: TIMEOUT_MS });
    portal.faults.add({ method: 'oauth/token', times: Infinity, fault: { kind: 'hang' } });
    assert.deepEqual(await failureOf(impatient.refresh(credential)), unreachable('timeout'));
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
    const moved = credential.with({ accessToken, refreshToken, tokenServer: gone.origin });
    assert.deepEqual(await failureOf(server.refresh(moved)), unreachable('connection'));
  });

  it('to one who has disconnected meanwhile', async () => {
    const gone = new AbortController();
    const left = new TokenServer({ onCall: record => records.push(record), signal: gone.signal });
    portal.faults.add({ method: 'oauth/token', fault: { kind: 'hang' } });
    const failure = failureOf(left.refresh(credential));
    await portal.journal.nextArrival('oauth/token');
    gone.abort();
    assert.deepEqual(await failure, unreachable('disconnected'));
  });
});
