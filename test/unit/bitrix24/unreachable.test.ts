import assert from 'node:assert/strict';
import type { Fault } from '../../portal/faults';
import { startPortal } from '../../portal/portal';
import type { StandInPortal } from '../../portal/portal';
import { connect, failureOf } from './connection';
import type { Connection } from './connection';

/** Short enough for a test, long enough for a call to arrive. */
const TIMEOUT_MS = 100;

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
