import assert from 'node:assert/strict';
import type { Failure } from '../../../src/model/portalFailure';
import { type StandInPortal, startPortal } from '../../portal/portal';
import { connect, type Connection, failureOf } from '../support/connection';

describe('deleting', () => {
  let portal: StandInPortal;
  let connection: Connection;
  beforeEach(async () => {
    portal = await startPortal({ seed: 'empty' });
    connection = connect(portal);
  });
  afterEach(() => portal.close());

  const add = (count: number): readonly number[] => Array.from({ length: count }, () => portal.box.add());
  const methods = (): readonly string[] =>
    portal.journal.calls().flatMap(({ method, isInBatch }) => (isInBatch ? [] : [method]));
  const remove = async (ids: readonly number[]): Promise<readonly (readonly [number, Failure])[]> => [
    ...(await connection.client.delete(ids)),
  ];
  const inBox = (): readonly number[] =>
    portal.box
      .list()
      .map(({ id }) => id)
      .toReversed();

  it('none asks nothing', async () => {
    assert.deepEqual(await remove([]), []);
    assert.deepEqual(methods(), []);
  });

  it('one is one call', async () => {
    const [id = 0, other] = add(2);
    assert.deepEqual(await remove([id]), []);
    assert.deepEqual(
      portal.journal.calls().map(({ method, params }) => [method, params]),
      [['im.notify.delete', { ID: id }]],
    );
    assert.deepEqual(inBox(), [other]);
  });

  it('one that is gone already, which the portal answers with false, is gone', async () => {
    assert.deepEqual(await remove([4711]), []);
  });

  it('one rejects where the portal does not take it', async () => {
    const [id = 0] = add(1);
    portal.faults.add({ fault: { kind: 'error', code: 'ERROR_CORE' } });
    assert.deepEqual(await failureOf(remove([id])), { kind: 'brokeDown', code: 'ERROR_CORE' });
    assert.deepEqual(inBox(), [id]);
  });

  it('several is a batch of commands, which goes on after an error', async () => {
    const ids = add(3);
    const kept = portal.box.add();
    assert.deepEqual(await remove(ids), []);
    const [batch] = portal.journal.calls('batch');
    assert.deepEqual(batch?.params, {
      halt: 0,
      cmd: Object.fromEntries(ids.map(id => [`n${id}`, `im.notify.delete?ID=${id}`])),
    });
    assert.deepEqual(methods(), ['batch']);
    assert.deepEqual(inBox(), [kept]);
  });

  it('several of which some are gone already deletes the others', async () => {
    const [id = 0] = add(1);
    assert.deepEqual(await remove([4711, id, 4712]), []);
    assert.deepEqual(inBox(), []);
  });

  for (const [count, sizes] of [
    [50, [50]],
    [51, [50, 1]],
    [120, [50, 50, 20]],
  ] as const) {
    it(`${count} are told fifty at a time`, async () => {
      assert.deepEqual(await remove(add(count)), []);
      assert.deepEqual(
        portal.journal.calls('batch').map(({ params }) => Object.keys(params.cmd as object).length),
        sizes,
      );
      assert.deepEqual(inBox(), []);
    });
  }

  it('gives those that the portal did not take, and why', async () => {
    const ids = add(4);
    portal.faults.add({ method: 'im.notify.delete', fault: { kind: 'result', result: true, when: 'after' } });
    for (const code of ['ERROR_CORE', 'insufficient_scope', 'QUERY_LIMIT_EXCEEDED']) {
      portal.faults.add({ method: 'im.notify.delete', fault: { kind: 'error', code } });
    }
    assert.deepEqual(await remove(ids), [
      [ids[1], { kind: 'brokeDown', code: 'ERROR_CORE' }],
      [ids[2], { kind: 'forbidden', code: 'insufficient_scope', scope: 'im' }],
      [ids[3], { kind: 'rateLimited', code: 'QUERY_LIMIT_EXCEEDED' }],
    ]);
    assert.deepEqual(inBox(), ids.slice(1));
    assert.deepEqual(methods(), ['batch']);
  });

  it('gives all of them where each was refused: PHP’s empty map of results is a list', async () => {
    const ids = add(2);
    portal.faults.add({ method: 'im.notify.delete', times: 2, fault: { kind: 'error', code: 'ERROR_CORE' } });
    assert.deepEqual(
      await remove(ids),
      ids.map(id => [id, { kind: 'brokeDown', code: 'ERROR_CORE' }]),
    );
  });

  it('gives those that the answer does not mention, for nobody knows', async () => {
    const answers: readonly unknown[] = [
      { result: { n1: true, n2: false }, result_error: { n3: { error: 'ERROR_CORE' } } },
      { result: { n1: true, n2: false }, result_error: { n3: 'ERROR_CORE' } },
      { result: { n1: true, n2: null }, result_error: [] },
      { result: [], result_error: [] },
      { result: true, result_error: null },
    ];
    const failed = await Promise.all(
      answers.map(async result => {
        portal.faults.add({ method: 'batch', fault: { kind: 'result', result } });
        return (await remove([1, 2, 3])).map(([id, { kind }]) => [id, kind]);
      }),
    );
    const unknown = (...ids: readonly number[]): unknown => ids.map(id => [id, 'malformed']);
    assert.deepEqual(failed, [[[3, 'brokeDown']], unknown(3), unknown(3), unknown(1, 2, 3), unknown(1, 2, 3)]);
  });

  it('several rejects where the first call fails as a whole, and is not told twice', async () => {
    const ids = add(60);
    for (const fault of [
      { kind: 'reset' },
      { kind: 'html', status: 502 },
      { kind: 'error', code: 'INVALID_CREDENTIALS' },
      { kind: 'result', result: 'x' },
      { kind: 'result', result: {} },
    ] as const) {
      portal.journal.clear();
      portal.faults.add({ fault });
      await failureOf(remove(ids));
      assert.deepEqual(methods(), ['batch']);
    }
    assert.deepEqual(inBox(), ids);
  });

  it('gives the rest where a later call fails as a whole, and asks no more', async () => {
    const ids = add(170);
    portal.faults.add({ method: 'im.notify.delete', fault: { kind: 'error', code: 'ERROR_CORE' } });
    portal.faults.add({ method: 'batch', fault: { kind: 'delay', ms: 0 } });
    portal.faults.add({ method: 'batch', fault: { kind: 'reset', when: 'after' } });
    const failed = await remove(ids);
    const network = { kind: 'unreachable', reason: 'network' };
    assert.deepEqual(failed, [
      [ids[0], { kind: 'brokeDown', code: 'ERROR_CORE' }],
      ...ids.slice(50).map(id => [id, network]),
    ]);
    assert.deepEqual(methods(), ['batch', 'batch']);
    assert.deepEqual(inBox(), [ids[0], ...ids.slice(100)]);
  });

  it('is told again where the portal had too many requests, and did nothing', async () => {
    const ids = add(2);
    portal.faults.add({ method: 'batch', times: 2, fault: { kind: 'error', code: 'QUERY_LIMIT_EXCEEDED' } });
    assert.deepEqual(await remove(ids), []);
    assert.deepEqual(methods(), ['batch', 'batch', 'batch']);
  });

  it('learns from a batch that its commands are blocked, and asks no more before the moment named', async () => {
    const ids = add(3);
    const resetsAt = Math.floor(Date.now() / 1000) + 300;
    const failure = { kind: 'rateLimited', code: 'OPERATION_TIME_LIMIT', retryAt: resetsAt * 1000 } as const;
    const error = { error: 'OPERATION_TIME_LIMIT', error_description: '', operating_reset_at: resetsAt };
    const result = { result: [], result_error: Object.fromEntries(ids.map(id => [`n${id}`, error])) };
    portal.faults.add({ method: 'batch', fault: { kind: 'result', result } });
    assert.deepEqual(
      await remove(ids),
      ids.map(id => [id, failure]),
    );
    assert.deepEqual(await failureOf(remove(ids)), failure);
    assert.deepEqual(await failureOf(remove(ids.slice(0, 1))), failure);
    assert.deepEqual(methods(), ['batch']);
    await connection.client.markAllRead();
    assert.deepEqual(inBox(), ids);
  });
});
