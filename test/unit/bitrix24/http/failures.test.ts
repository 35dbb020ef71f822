import assert from 'node:assert/strict';
import { mayHaveRun } from '../../../../src/model/portalFailure';
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
      [422, 'refused'],
      // The client or a gateway gave up, and the request may have been passed on.
      [408, 'brokeDown'],
      [499, 'brokeDown'],
      [500, 'brokeDown'],
      [503, 'brokeDown'],
    ] as const) {
      for (const code of ['DB_ERROR', 'db_error']) {
        portal.faults.add({ fault: { kind: 'error', code, status } });
        assert.deepEqual(await failureOf(call('write')), { kind, code });
      }
    }
  });

  it('that speaks of a time-out does not say that nothing was executed, whatever the status', async () => {
    for (const code of ['timeout', 'request_timeout', 'GATEWAY_TIMED_OUT', 'TimedOut', 'ERROR_TIME_OUT']) {
      for (const status of [200, 400, 408, 504]) {
        portal.faults.add({ fault: { kind: 'error', code, status } });
        assert.deepEqual(await failureOf(call('write')), { kind: 'brokeDown', code }, `${code} ${status}`);
      }
    }
  });

  it('that is the secret in the address, or a part of it, has a name of our own', async () => {
    const code = 'abcdefghijklmnop';
    const webhook = portal.webhook.replace(portal.code, code);
    const { client, transport, records } = connect({ origin: portal.origin, webhook });
    for (const error of [code, code.toUpperCase(), `ERROR_${code}`, 'cdefgh', 'abcdefgh_ijklmnop']) {
      portal.faults.add({ fault: { kind: 'raw', status: 400, body: JSON.stringify({ error }) } });
      const failure = await failureOf(transport.call('im.notify.answer', {}, 'write'));
      assert.deepEqual(failure, { kind: 'refused', code: 'UNKNOWN_ERROR' }, error);
      assert.equal(records.at(-1)?.outcome, 'UNKNOWN_ERROR');
      portal.faults.add({ fault: { kind: 'result', result: { result: {}, result_error: { n7: { error } } } } });
      const failures = [...(await client.delete([7, 8]))];
      assert.deepEqual(failures[0], [7, { kind: 'refused', code: 'UNKNOWN_ERROR' }], error);
    }
    portal.faults.add({ fault: { kind: 'error', code: 'ANSWER', status: 400 } });
    const failure = await failureOf(transport.call('im.notify.answer', {}, 'write'));
    assert.deepEqual(failure, { kind: 'refused', code: 'ANSWER' }, 'the name of the method is no secret');
  });

  /** None is a code that may be shown. */
  const NO_CODES = [
    '{"code": "X"}',
    '{"toString": 1}',
    '"https://portal.example/rest/1/secret/"',
    '"ERROR_404"',
    '""',
    '7',
    '["X"]',
    'null',
    `"${'A'.repeat(65)}"`,
  ];

  it('whose code is no code has a name of our own, and is a refusal or a breakdown by its status', async () => {
    for (const error of NO_CODES) {
      for (const [status, kind] of [
        [400, 'refused'],
        [401, 'refused'],
        [422, 'refused'],
        [500, 'brokeDown'],
        // Nothing says that it was not executed.
        [200, 'brokeDown'],
      ] as const) {
        portal.faults.add({ fault: { kind: 'raw', status, body: `{"error": ${error}}` } });
        assert.deepEqual(await failureOf(call('write')), { kind, code: 'UNKNOWN_ERROR' }, `${error} ${status}`);
      }
    }
  });

  it('may have anything in its other fields', async () => {
    for (const field of ['{"toString": 1, "valueOf": 2}', '{}', '[]', 'null', 'true', '{"a": {"b": []}}']) {
      const rest = `"error_description": ${field}, "operating_reset_at": ${field}, "argument": ${field}, "time": ${field}`;
      for (const [code, kind] of [
        ['ACCESS_DENIED', 'forbidden'],
        ['OPERATION_TIME_LIMIT', 'rateLimited'],
        ['ERROR_ARGUMENT', 'refused'],
        ['INVALID_REQUEST', 'blocked'],
      ] as const) {
        // A block of the method would prevent the next call.
        const { transport } = connect(portal);
        portal.faults.add({ fault: { kind: 'raw', status: 403, body: `{"error": "${code}", ${rest}}` } });
        const failure = await failureOf(transport.call('im.notify.answer', {}, 'write'));
        assert.deepEqual([failure.kind, mayHaveRun(failure)], [kind, false], `${code} ${field}`);
      }
    }
  });

  it('of a command of a batch may have anything in its fields, too', async () => {
    for (const [error, code] of [
      ...NO_CODES.map(each => [each, 'UNKNOWN_ERROR'] as const),
      ['"ID_ERROR"', 'ID_ERROR'] as const,
    ]) {
      const one = `{"error": ${error}, "error_description": {"toString": 1}, "operating_reset_at": {"valueOf": 1}}`;
      const body = `{"result": {"result": {"n8": true}, "result_error": {"n7": ${one}}}}`;
      portal.faults.add({ method: 'batch', fault: { kind: 'raw', body } });
      const failures = await connection.client.delete([7, 8]);
      assert.deepEqual([...failures], [[7, { kind: 'refused', code }]], error);
    }
  });

  for (const [name, before, after] of [
    ['byte order marks', '\ufeff\ufeff', '\ufeff'],
    ['white space', '\r\n \t', '\n\n'],
    ['both in turn', ' \ufeff\n\ufeff\u00a0\ufeff', '\ufeff \ufeff'],
  ] as const) {
    it(`is read with ${name} around it, and so is a result`, async () => {
      portal.faults.add({ fault: { kind: 'raw', body: `${before}{"error":"ID_ERROR"}${after}`, status: 400 } });
      assert.deepEqual(await failureOf(call('write')), { kind: 'refused', code: 'ID_ERROR' });
      portal.faults.add({ fault: { kind: 'raw', body: `${before}{"result":[7]}${after}` } });
      assert.deepEqual(await call('write'), [7]);
    });
  }

  describe('of the webhook itself', () => {
    afterEach(() => {
      portal.access.state = 'active';
      portal.access.scope = ['im'];
    });

    it('tells what became of it', async () => {
      const kinds = {
        revoked: 'unauthorized',
        ownerDismissed: 'unauthorized',
        httpsOnly: 'blocked',
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

  it('a redirect to the same address with a slash, or of another scheme, is no move', async () => {
    const { host, pathname } = new URL(portal.webhook);
    const asked = `${pathname}profile`;
    for (const location of [`${asked}/`, `${portal.origin}${asked}/`, `https://${host}${asked}`, asked]) {
      strike({ kind: 'raw', status: 301, body: '', headers: { Location: location } });
      assert.deepEqual(await failureOf(call('read')), { kind: 'unreachable', reason: 'redirect' }, location);
      portal.faults.clear();
    }
    assert.equal(portal.journal.calls().length, 4);
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
