import assert from 'node:assert/strict';
import { failureFromFetchError } from '../../../../src/bitrix24/http/failures';
import type { Fault } from '../../../portal/faults';
import { type StandInPortal, startPortal } from '../../../portal/portal';
import { connect, type Connection, failureOf } from '../../support/connection';

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
    const codes = ['{"code": "X"}', '"https://portal.example/rest/1/secret/"', '""', '7', `"${'A'.repeat(65)}"`];
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
        assert.equal((await failureOf(connection.client.getPage())).kind, kind, state);
      }
    });

    it('tells that its scope does not reach', async () => {
      portal.access.scope = ['crm'];
      const expected = { kind: 'forbidden', code: 'insufficient_scope', scope: 'im' };
      assert.deepEqual(await failureOf(connection.client.getPage()), expected);
      assert.deepEqual(await failureOf(connection.client.getAccount()), expected);
    });
  });
});

describe('without a usable answer', () => {
  /** Short enough for a test, long enough for a call to arrive. */
  const TIMEOUT_MS = 100;

  let portal: StandInPortal;
  let connection: Connection;
  before(async () => {
    portal = await startPortal({ seed: 'empty' });
  });
  beforeEach(() => {
    portal.faults.clear();
    portal.journal.clear();
    connection = connect(portal);
  });
  after(() => portal.close());

  const strike = (fault: Fault): void => {
    portal.faults.add({ times: Infinity, fault });
  };
  const call = (effect: 'read' | 'write'): Promise<unknown> => connection.transport.call('profile', {}, effect);
  const attempts = (): unknown => [portal.journal.calls().length, connection.records.map(record => record.attempts)];

  it('a read goes on where the trouble has passed', async () => {
    portal.faults.add({ times: 2, fault: { kind: 'reset' } });
    assert.deepEqual(await connection.client.getPage(), { notifications: [], unreadTotal: 0 });
    assert.deepEqual(attempts(), [3, [3]]);
  });

  it('a read that waited long enough takes what comes within the time', async () => {
    connection = connect(portal, { timeoutMs: TIMEOUT_MS });
    portal.faults.add({ fault: { kind: 'hang' } });
    assert.deepEqual(await connection.client.getPage(), { notifications: [], unreadTotal: 0 });
    assert.equal(connection.records[0]?.outcome, 'ok');
  });

  it('a reply that was executed before its answer was lost is in the portal once', async () => {
    connection = connect(portal, { timeoutMs: 3 * TIMEOUT_MS });
    const id = portal.box.add();
    for (const kind of ['reset', 'hang', 'html'] as const) {
      portal.faults.add({ method: 'im.notify.answer', fault: { kind, when: 'after' } });
      assert.equal((await failureOf(connection.client.answer(id, kind))).kind, 'unreachable');
    }
    assert.deepEqual(
      portal.box.answers.map(({ text }) => text),
      ['reset', 'hang', 'html'],
    );
    portal.box.clear();
  });

  for (const status of [301, 302, 307, 308]) {
    it(`a redirect (${status}) is not followed: the other host is told nothing`, async () => {
      const other = await startPortal({ seed: 'empty' });
      try {
        strike({ kind: 'redirect', to: other.origin, status });
        const moved = { kind: 'unreachable', reason: 'moved', movedTo: other.origin };
        assert.deepEqual(await failureOf(call('read')), moved);
        assert.deepEqual(await failureOf(call('write')), moved);
        assert.deepEqual(attempts(), [2, [1, 1]]);
        assert.equal(other.journal.calls().length, 0);
      } finally {
        await other.close();
      }
    });
  }
});

describe('a way to the portal that ends', () => {
  for (const [syscall, reason] of [
    ['connect', 'connection'],
    ['read', 'network'],
    ['write', 'network'],
  ] as const) {
    it(`is “${reason}” where it does in \`${syscall}\``, () => {
      for (const code of ['EHOSTUNREACH', 'ENETUNREACH']) {
        const cause = Object.assign(new Error(`${syscall} ${code}`), { code, syscall });
        const failure = failureFromFetchError(new TypeError('fetch failed', { cause }));
        assert.deepEqual(failure, { kind: 'unreachable', reason });
      }
    });
  }
});
