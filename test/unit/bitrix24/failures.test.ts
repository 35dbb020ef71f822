import assert from 'node:assert/strict';
import { startPortal } from '../../portal/portal';
import type { StandInPortal } from '../../portal/portal';
import { connect, failureOf } from './connection';
import type { Connection } from './connection';

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
