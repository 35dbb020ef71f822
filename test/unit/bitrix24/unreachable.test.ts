import assert from 'node:assert/strict';
import type { Failure, UnreachableReason } from '../../../src/model/portalFailure';
import type { Fault } from '../../portal/faults';
import { startPortal } from '../../portal/portal';
import type { StandInPortal } from '../../portal/portal';
import { loopbackCertificate } from '../portal/certificate';
import { connect, failureOf } from './connection';
import type { Connection } from './connection';

/** Short enough for a test, long enough for a call to arrive. */
const TIMEOUT_MS = 100;

const unreachable = (reason: UnreachableReason): Failure => ({ kind: 'unreachable', reason });
const malformed: Failure = { kind: 'malformed' };
const raw = (body: string, status = 200, contentType = 'application/json'): Fault => ({
  kind: 'raw',
  body,
  status,
  contentType,
});
/** The body never comes to the length that its head promises. */
const hangingBody: Fault = { kind: 'raw', body: '{"result":', headers: { 'Content-Length': '1000' } };

/** Reads are made twice more, writes never. */
const REPEATED: readonly (readonly [string, Fault, Failure])[] = [
  ['a lost connection', { kind: 'reset' }, unreachable('network')],
  ['a connection lost in the body', { kind: 'truncated', isAbrupt: true }, unreachable('network')],
  ['HTML under 502', { kind: 'html', status: 502 }, unreachable('server')],
  ['HTML under 503', { kind: 'html', status: 503 }, unreachable('server')],
  ['HTML under 403', { kind: 'html', status: 403 }, unreachable('page')],
  ['HTML under 200', { kind: 'html', status: 200 }, unreachable('page')],
  ['HTML that calls itself JSON', raw(' \n<!doctype html><p>Sign in', 200), unreachable('page')],
  ['a page without a tag', raw('Sign in', 200, 'text/html'), unreachable('page')],
  ['500 without a body', raw('', 500), unreachable('server')],
  ['500 with JSON but no code', raw('{"message":"oh"}', 500), unreachable('server')],
  ['500 with a result', raw('{"result":true}', 500), unreachable('server')],
];

/** A call that was given up may not even have arrived where the machine is busy. */
const SILENT: readonly (readonly [string, Fault])[] = [
  ['no answer', { kind: 'hang' }],
  ['an answer that stops in its body', hangingBody],
];

/** The same again would come to the same. */
const FINAL: readonly (readonly [string, Fault, Failure])[] = [
  ['JSON cut in the middle', { kind: 'truncated' }, malformed],
  ['what is not JSON', raw('hello'), malformed],
  ['an empty body', raw(''), malformed],
  ['no result', raw('{"time":{}}'), malformed],
  ['null', raw('null'), malformed],
  ['a list', raw('[]'), malformed],
  ['a number', raw('7'), malformed],
  ['400 with JSON but no code', raw('{"message":"oh"}', 400), malformed],
];

describe('without a usable answer', () => {
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
  const call = (effect: 'read' | 'write'): Promise<unknown> =>
    connection.transport.call('profile', {}, effect);
  const attempts = (): unknown => [
    portal.journal.calls().length,
    connection.records.map(record => record.attempts),
  ];

  for (const [name, fault, expected] of REPEATED) {
    it(`${name}: a read is made twice more`, async () => {
      strike(fault);
      assert.deepEqual(await failureOf(call('read')), expected);
      assert.deepEqual(attempts(), [3, [3]]);
    });

    it(`${name}: a write is made once`, async () => {
      strike(fault);
      assert.deepEqual(await failureOf(call('write')), expected);
      assert.deepEqual(attempts(), [1, [1]]);
    });
  }

  for (const [name, fault] of SILENT) {
    it(`${name}: a read is made twice more, a write once`, async () => {
      connection = connect(portal, { timeoutMs: TIMEOUT_MS });
      strike(fault);
      assert.deepEqual(await failureOf(call('read')), unreachable('timeout'));
      assert.deepEqual(await failureOf(call('write')), unreachable('timeout'));
      assert.deepEqual(
        connection.records.map(({ attempts }) => attempts),
        [3, 1],
      );
      assert.ok(portal.journal.calls().length <= 4);
    });
  }

  for (const [name, fault, expected] of FINAL) {
    it(`${name}: nothing is repeated`, async () => {
      strike(fault);
      assert.deepEqual(await failureOf(call('read')), expected);
      assert.deepEqual(await failureOf(call('write')), expected);
      assert.deepEqual(attempts(), [2, [1, 1]]);
    });
  }

  it('a read goes on where the trouble has passed', async () => {
    portal.faults.add({ times: 2, fault: { kind: 'reset' } });
    assert.deepEqual(await connection.client.page(), { notifications: [], unreadTotal: 0 });
    assert.deepEqual(attempts(), [3, [3]]);
  });

  it('a read that waited long enough takes what comes within the time', async () => {
    connection = connect(portal, { timeoutMs: TIMEOUT_MS });
    portal.faults.add({ fault: { kind: 'hang' } });
    assert.deepEqual(await connection.client.page(), { notifications: [], unreadTotal: 0 });
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
        const moved = { ...unreachable('moved'), movedTo: other.origin };
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

describe('without a portal', () => {
  it('nothing listens there', async () => {
    const gone = await startPortal({ seed: 'empty' });
    await gone.close();
    const { client, records } = connect(gone);
    assert.deepEqual(await failureOf(client.page()), unreachable('connection'));
    assert.deepEqual(await failureOf(client.readAll()), unreachable('connection'));
    assert.deepEqual(
      records.map(({ attempts }) => attempts),
      [3, 1],
    );
  });

  it('there is no such host', async () => {
    const origin = 'https://portal.invalid';
    const { client } = connect({ origin, webhook: `${origin}/rest/1/x/` });
    assert.deepEqual(await failureOf(client.page()), unreachable('host'));
  });

  it('its certificate is not to be trusted', async () => {
    const portal = await startPortal({ seed: 'empty', tls: loopbackCertificate(Date.now()) });
    try {
      assert.deepEqual(await failureOf(connect(portal).client.page()), unreachable('certificate'));
      assert.equal(portal.journal.calls().length, 0);
    } finally {
      await portal.close();
    }
  });
});
