import assert from 'node:assert/strict';
import { install } from '@sinonjs/fake-timers';
import { codedFailure } from '../../../src/bitrix24/failures';
import { Limits } from '../../../src/bitrix24/limits';
import { Queue } from '../../../src/bitrix24/queue';
import { Transport } from '../../../src/bitrix24/transport';
import { startPortal } from '../../portal/portal';
import type { StandInPortal } from '../../portal/portal';
import { connect, failureOf } from './connection';
import type { Connection } from './connection';

const NOW = Date.UTC(2026, 2, 3, 9);
const MINUTE_MS = 60_000;

describe("the portal's limits", () => {
  let portal: StandInPortal;
  let connection: Connection;
  beforeEach(async () => {
    portal = await startPortal({ seed: 'empty' });
    connection = connect(portal);
  });
  afterEach(() => portal.close());

  for (const effect of ['read', 'write'] as const) {
    const call = (): Promise<unknown> => connection.transport.call('profile', {}, effect);
    const tooMany = (times: number, code = 'QUERY_LIMIT_EXCEEDED'): void => {
      portal.faults.add({ times, fault: { kind: 'error', code } });
    };

    it(`a ${effect} that was one too many was not executed and is made again`, async () => {
      tooMany(1);
      tooMany(1, 'query_limit_exceeded');
      tooMany(1);
      await call();
      assert.equal(portal.journal.calls().length, 4);
      assert.deepEqual(
        connection.records.map(({ attempts, outcome }) => [attempts, outcome]),
        [[4, 'ok']],
      );
    });

    it(`a ${effect} is given up after four attempts, without a moment to wait for`, async () => {
      tooMany(Infinity);
      assert.deepEqual(await failureOf(call()), { kind: 'rateLimited', code: 'QUERY_LIMIT_EXCEEDED' });
      assert.equal(portal.journal.calls().length, 4);
    });

    it(`a ${effect} blocked for its operating time is not made again before the moment named`, async () => {
      const resetsAt = Math.floor(Date.now() / 1000) + 300;
      const extra = { operating_reset_at: resetsAt };
      portal.faults.add({ fault: { kind: 'error', code: 'OPERATION_TIME_LIMIT', extra } });
      assert.deepEqual(await failureOf(call()), {
        kind: 'rateLimited',
        code: 'OPERATION_TIME_LIMIT',
        retryAt: resetsAt * 1000,
      });
      assert.equal(portal.journal.calls().length, 1);
    });

    it(`a ${effect} is not made again for a moment that is past already`, async () => {
      const extra = { operating_reset_at: Math.floor(Date.now() / 1000) - 5 };
      portal.faults.add({ times: 2, fault: { kind: 'error', code: 'OPERATION_TIME_LIMIT', extra } });
      assert.equal((await failureOf(call())).kind, 'rateLimited');
      assert.equal(portal.journal.calls().length, 1);
    });

    it(`a ${effect} of a blocked method is no request, whoever asks; other methods are let through`, async () => {
      const resetsAt = Math.floor(Date.now() / 1000) + 300;
      const extra = { operating_reset_at: resetsAt };
      portal.faults.add({
        method: 'profile',
        fault: { kind: 'error', code: 'operation_time_limit', extra },
      });
      await failureOf(call());
      assert.deepEqual(await failureOf(call()), {
        kind: 'rateLimited',
        code: 'OPERATION_TIME_LIMIT',
        retryAt: resetsAt * 1000,
      });
      await connection.client.permissions();
      assert.deepEqual(
        portal.journal.calls().map(({ method }) => method),
        ['profile', 'scope'],
      );
      assert.deepEqual(
        connection.records.map(({ attempts }) => attempts),
        [1, 0, 1],
      );
    });
  }

  it('waits longer before each attempt, never twice the same, and never beyond its bound', async () => {
    const clock = install({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
    const { fetch } = globalThis;
    const askedAt: number[] = [];
    globalThis.fetch = () => {
      askedAt.push(clock.now);
      return Promise.resolve(new Response('{"error":"QUERY_LIMIT_EXCEEDED"}', { status: 503 }));
    };
    try {
      const transport = new Transport({
        address: 'https://portal.example/rest/1/x/',
        queue: new Queue(new Limits()),
        onCall: () => undefined,
      });
      const failed = failureOf(transport.call('profile', {}, 'write'));
      while (askedAt.length < 4) {
        await clock.nextAsync();
      }
      assert.equal((await failed).kind, 'rateLimited');
    } finally {
      clock.uninstall();
      globalThis.fetch = fetch;
    }
    const waits = askedAt.slice(1).map((at, index) => at - (askedAt[index] ?? 0));
    for (const [index, wait] of waits.entries()) {
      const full = 1000 * 2 ** index;
      assert.ok(wait >= full / 2 && wait <= full, `wait ${index + 1}: ${wait} ms`);
    }
  });

  describe('the moment when a block is lifted', () => {
    const retryAt = (envelope: Readonly<Record<string, unknown>>): unknown => {
      const { failure } = codedFailure({ error: 'operation_time_limit', ...envelope }, NOW);
      assert.equal(failure.kind, 'rateLimited');
      return 'retryAt' in failure ? failure.retryAt : undefined;
    };
    const seconds = NOW / 1000 + 120;

    it('stands beside the code or in the time block, as a number or as a string', () => {
      assert.equal(retryAt({ operating_reset_at: seconds }), NOW + 2 * MINUTE_MS);
      assert.equal(retryAt({ operating_reset_at: String(seconds) }), NOW + 2 * MINUTE_MS);
      assert.equal(retryAt({ time: { operating_reset_at: seconds } }), NOW + 2 * MINUTE_MS);
    });

    it('is in ten minutes where nothing usable is said', () => {
      for (const envelope of [
        {},
        { operating_reset_at: 'soon' },
        { operating_reset_at: 0 },
        { operating_reset_at: -5 },
        { operating_reset_at: {} },
        { time: null },
        { time: [] },
        { time: 'x' },
      ]) {
        assert.equal(retryAt(envelope), NOW + 10 * MINUTE_MS, JSON.stringify(envelope));
      }
    });

    it('is never so far away that the account would fall silent', () => {
      assert.equal(retryAt({ operating_reset_at: seconds * 1000 }), NOW + 20 * MINUTE_MS);
    });
  });
});
