import assert from 'node:assert/strict';
import type { Failure } from '../../../src/model/portalFailure';
import { startPortal } from '../../portal/portal';
import type { StandInPortal } from '../../portal/portal';
import { connect, failureOf } from './connection';
import type { Connection } from './connection';

type Kind = Failure['kind'];

/** Code, kind, and the words where they decide. */
const CODES: readonly (readonly [string, Kind, string?])[] = [
  ['OVERLOAD_LIMIT', 'blocked'],
  ['PORTAL_DELETED', 'blocked'],
  ['PAYMENT_REQUIRED', 'blocked'],
  ['ACCESS_DENIED', 'blocked', 'REST API is available only on commercial plans'],
  ['ACCESS_DENIED', 'blocked', 'REST is available only by subscription.'],
  ['INVALID_CREDENTIALS', 'unauthorized'],
  ['NO_AUTH_FOUND', 'unauthorized'],
  ['authorization_error', 'unauthorized'],
  ['APPLICATION_NOT_FOUND', 'unauthorized'],
  ['ERROR_OAUTH', 'unauthorized'],
  ['INVALID_REQUEST', 'unauthorized'],
  ['expired_token', 'unauthorized'],
  ['invalid_token', 'unauthorized'],
  ['ACCESS_DENIED', 'forbidden', 'Access denied! Client ID not specified'],
  ['user_access_error', 'forbidden'],
  ['WRONG_AUTH_TYPE', 'forbidden'],
  ['ID_ERROR', 'refused'],
  ['ANSWER_TEXT_ERROR', 'refused'],
  ['ERROR_CORE', 'brokeDown'],
  ['ERROR_ARGUMENT', 'refused'],
  ['ERROR_METHOD_NOT_FOUND', 'refused'],
  ['INTERNAL_SERVER_ERROR', 'brokeDown'],
  ['ERROR_UNEXPECTED_ANSWER', 'brokeDown'],
  ['CONNECTION_ERROR', 'refused'],
  ['METHOD_CONFIRM_WAITING', 'refused'],
  ['WRONG_ENCODING', 'brokeDown'],
];

describe('a coded answer', () => {
  let portal: StandInPortal;
  let connection: Connection;
  before(async () => {
    portal = await startPortal({ seed: 'empty' });
    connection = connect(portal);
  });
  beforeEach(() => {
    portal.faults.clear();
    portal.faults.statuses = 'server';
    portal.journal.clear();
  });
  after(() => portal.close());

  const call = (effect: 'read' | 'write'): Promise<unknown> =>
    connection.transport.call('im.notify.answer', {}, effect);

  for (const [code, kind, description] of CODES) {
    const words = description === undefined ? '' : ` “${description}”`;
    it(`${code}${words} is ${kind}, in any case, with either book of statuses, and is not repeated`, async () => {
      for (const spelling of [code, code.toLowerCase(), code.toUpperCase()]) {
        for (const statuses of ['server', 'documentation'] as const) {
          for (const effect of ['read', 'write'] as const) {
            portal.journal.clear();
            portal.faults.statuses = statuses;
            portal.faults.add({
              fault: { kind: 'error', code: spelling, ...(description === undefined ? {} : { description }) },
            });
            assert.deepEqual(await failureOf(call(effect)), { kind, code: spelling });
            assert.equal(portal.journal.calls().length, 1);
          }
        }
      }
    });
  }

  it('insufficient_scope is forbidden and names the missing permission', async () => {
    for (const code of ['insufficient_scope', 'INSUFFICIENT_SCOPE']) {
      portal.faults.add({ fault: { kind: 'error', code } });
      assert.deepEqual(await failureOf(call('read')), { kind: 'forbidden', code, scope: 'im' });
    }
    assert.equal(portal.journal.calls().length, 2);
  });

  it('insufficient_scope names the permission that the method asks for', async () => {
    for (const [method, scope] of [
      ['user.search', 'user'],
      ['im.notify.get', 'im'],
      ['profile', 'im'],
    ] as const) {
      const code = 'insufficient_scope';
      portal.faults.add({ fault: { kind: 'error', code } });
      const failure = await failureOf(connection.transport.call(method, {}, 'read'));
      assert.deepEqual(failure, { kind: 'forbidden', code, scope });
    }
  });

  it('decides also where the status is 200', async () => {
    portal.faults.add({ fault: { kind: 'error', code: 'expired_token', status: 200 } });
    assert.deepEqual(await failureOf(call('read')), { kind: 'unauthorized', code: 'expired_token' });
  });

  it('decides also beside a result', async () => {
    const body = '{"result": true, "error": "ERROR_CORE"}';
    portal.faults.add({ fault: { kind: 'raw', body } });
    assert.deepEqual(await failureOf(call('read')), { kind: 'brokeDown', code: 'ERROR_CORE' });
  });

  it('with a code that says nothing is a refusal, and a breakdown under 5xx', async () => {
    for (const [status, kind] of [
      [200, 'refused'],
      [400, 'refused'],
      [499, 'refused'],
      [500, 'brokeDown'],
      [503, 'brokeDown'],
    ] as const) {
      for (const code of ['DB_ERROR', 'db_error']) {
        portal.faults.add({ fault: { kind: 'error', code, status } });
        assert.deepEqual(await failureOf(call('write')), { kind, code });
      }
    }
  });

  it('whose code is no code has a name of our own, and may be anything', async () => {
    const codes = [
      '{"code": "X"}',
      '"https://portal.example/rest/1/secret/"',
      '""',
      '7',
      `"${'A'.repeat(65)}"`,
    ];
    for (const error of codes) {
      portal.faults.add({ fault: { kind: 'raw', status: 400, body: `{"error": ${error}}` } });
      assert.deepEqual(await failureOf(call('read')), { kind: 'brokeDown', code: 'UNKNOWN_ERROR' });
    }
  });

  describe('of the webhook itself', () => {
    afterEach(() => {
      portal.access.state = 'active';
      portal.access.scope = ['im'];
    });

    it('tells what became of it', async () => {
      const kinds = {
        revoked: 'unauthorized',
        ownerDismissed: 'unauthorized',
        httpsOnly: 'unauthorized',
        held: 'blocked',
        unpaid: 'blocked',
      } as const;
      for (const [state, kind] of Object.entries(kinds)) {
        portal.access.state = state as keyof typeof kinds;
        assert.equal((await failureOf(connection.client.page())).kind, kind, state);
      }
    });

    it('tells that its scope does not reach', async () => {
      portal.access.scope = ['crm'];
      const expected = { kind: 'forbidden', code: 'insufficient_scope', scope: 'im' };
      assert.deepEqual(await failureOf(connection.client.page()), expected);
      assert.deepEqual(await failureOf(connection.client.account()), expected);
    });
  });
});
