import type { Clock } from '@sinonjs/fake-timers';
import fc from 'fast-check';
import assert from 'node:assert/strict';
import { RateLimits } from '../../../../src/bitrix24/http/rateLimits';
import { RequestQueue } from '../../../../src/bitrix24/http/requestQueue';
import { Transport } from '../../../../src/bitrix24/http/transport';
import type { CallRecord } from '../../../../src/model/callRecord';
import { PortalFailure } from '../../../../src/model/portalFailure';
import { MapState } from '../../support/memento';
import { stoppedClock } from '../../support/clock';
import { NOW } from './queueRecorder';

const PACE_MS = 550;
const MOST_AT_ONCE = 3;
const METHODS = ['im.notify.get', 'profile', 'im.notify.answer'] as const;

/** What the portal makes of a request: one answer, then the next; and how long it takes. */
const answer = fc.record({
  kind: fc.oneof(
    { weight: 6, arbitrary: fc.constant('ok' as const) },
    { weight: 2, arbitrary: fc.constant('tooMany' as const) },
    { weight: 1, arbitrary: fc.constantFrom('blocked' as const, 'refused' as const, 'lost' as const) },
  ),
  ms: fc.nat({ max: 3000 }),
});

const call = fc.record({
  /** After the one before. */
  afterMs: fc.oneof(fc.constant(0), fc.nat({ max: 2000 })),
  method: fc.constantFrom(...METHODS),
  effect: fc.constantFrom('read' as const, 'write' as const),
});

interface Made {
  readonly id: number;
  readonly method: string;
  readonly effect: 'read' | 'write';
  readonly madeAt: number;
  outcome: 'pending' | 'ok' | PortalFailure['failure'];
}

interface Request {
  readonly id: number;
  readonly at: number;
  readonly answer: string;
}

describe('the queue, whatever comes', () => {
  let clock: Clock;
  const { fetch } = globalThis;
  before(async () => {
    // The first request of all loads what sends it, which takes time that no clock of a test counts.
    globalThis.fetch = () => Promise.resolve(new Response('{"result":true}'));
    const queue = new RequestQueue(new RateLimits());
    await new Transport({ restUrl: 'https://portal.example/', queue, onCall: () => undefined }).call(
      'profile',
      {},
      'read',
    );
  });
  beforeEach(() => {
    clock = stoppedClock(NOW);
  });
  afterEach(() => {
    clock.uninstall();
    globalThis.fetch = fetch;
  });

  /** Makes the calls, each with its number as parameter, until all have come to an end. */
  async function run(
    calls: readonly { afterMs: number; method: string; effect: 'read' | 'write' }[],
    answers: readonly { kind: string; ms: number }[],
  ): Promise<{ made: readonly Made[]; requests: readonly Request[]; records: readonly CallRecord[] }> {
    const requests: Request[] = [];
    const records: CallRecord[] = [];
    globalThis.fetch = async input => {
      const { id } = (await (input as globalThis.Request).clone().json()) as { id: number };
      const { kind, ms } = answers[requests.length % answers.length] ?? assert.fail();
      requests.push({ id, at: Date.now(), answer: kind });
      await new Promise(resolve => setTimeout(resolve, ms));
      switch (kind) {
        case 'tooMany':
          return new Response('{"error":"QUERY_LIMIT_EXCEEDED"}', { status: 503 });
        case 'blocked': {
          const reset = Math.ceil(Date.now() / 1000) + 5;
          return new Response(`{"error":"OPERATION_TIME_LIMIT","operating_reset_at":${reset}}`);
        }
        case 'refused':
          return new Response('{"error":"ID_ERROR"}', { status: 400 });
        case 'lost':
          throw new TypeError('fetch failed');
        default:
          return new Response('{"result":true}');
      }
    };
    const transport = new Transport({
      restUrl: 'https://portal.example/rest/1/x/',
      queue: new RequestQueue(new RateLimits({ memento: new MapState(), accountId: 'limits' })),
      onCall: record => records.push(record),
    });
    const made: Made[] = [];
    for (const [id, { afterMs, method, effect }] of calls.entries()) {
      await clock.tickAsync(afterMs);
      const one: Made = { id, method, effect, madeAt: Date.now(), outcome: 'pending' };
      made.push(one);
      transport.call(method, { id }, effect).then(
        () => (one.outcome = 'ok'),
        (error: unknown) => (one.outcome = error instanceof PortalFailure ? error.failure : assert.fail()),
      );
    }
    while (made.some(({ outcome }) => outcome === 'pending')) {
      // The body of a request is read in turns of the real event loop.
      await new Promise(resolve => setImmediate(resolve));
      await clock.nextAsync();
    }
    return { made, requests, records };
  }

  const assertPaced = (requests: readonly Request[]): void => {
    for (const [from, { at: begin }] of requests.entries()) {
      for (const [index, { at }] of requests.slice(from).entries()) {
        assert.ok(index + 1 <= MOST_AT_ONCE + (at - begin) / PACE_MS, `${index + 1} in ${at - begin} ms`);
      }
    }
  };

  it('is paced, loses no call, and makes none twice but where that is allowed', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(call, { minLength: 1, maxLength: 25 }),
        fc.array(answer, { minLength: 1, maxLength: 25 }),
        async (calls, answers) => {
          const { made, requests, records } = await run(calls, answers);
          assertPaced(requests);
          assert.equal(records.length, made.length);
          assert.equal(
            records.reduce((sum, { attempts }) => sum + attempts, 0),
            requests.length,
          );
          for (const { id, effect, outcome } of made) {
            const own = requests.filter(request => request.id === id).map(each => each.answer);
            assert.ok(own.length <= 4, own.join());
            // Only what was not executed is made again, or a read of which nobody knows.
            for (const before of own.slice(0, -1)) {
              assert.ok(before === 'tooMany' || (before === 'lost' && effect === 'read'), own.join());
            }
            const isRefusedHere = typeof outcome === 'object' && outcome.kind === 'rateLimited';
            assert.equal(outcome === 'ok', own.at(-1) === 'ok');
            assert.ok(own.length > 0 || isRefusedHere);
          }
        },
      ),
      { numRuns: 200 },
    );
  });

  it('leaves a blocked method alone until the moment named', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(call, { minLength: 5, maxLength: 25 }),
        fc.array(answer, { minLength: 1, maxLength: 10 }),
        async (calls, answers) => {
          const { made, requests } = await run(calls, [{ kind: 'blocked', ms: 0 }, ...answers]);
          const [first] = requests;
          const method = made.find(({ id }) => id === first?.id)?.method;
          const until = Math.ceil((first?.at ?? 0) / 1000) * 1000 + 5000;
          const early = requests.filter(
            ({ id, at }) => at > (first?.at ?? 0) && at < until && made[id]?.method === method,
          );
          assert.deepEqual(early, []);
        },
      ),
      { numRuns: 100 },
    );
  });

  it('keeps the order of each kind, and lets no read go before a write that waits', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(call, { minLength: 1, maxLength: 40 }),
        fc.array(fc.record({ kind: fc.constantFrom('ok', 'refused'), ms: fc.nat({ max: 3000 }) }), {
          minLength: 1,
          maxLength: 10,
        }),
        async (calls, answers) => {
          const { made, requests } = await run(calls, answers);
          assertPaced(requests);
          assert.equal(requests.length, made.length);
          for (const kind of ['read', 'write'] as const) {
            const ids = requests.map(({ id }) => id).filter(id => made[id]?.effect === kind);
            assert.deepEqual(
              ids,
              ids.toSorted((a, b) => a - b),
            );
          }
          for (const [index, { id, at }] of requests.entries()) {
            const overtaken = requests
              .slice(index + 1)
              .filter(later => made[later.id]?.effect === 'write' && (made[later.id]?.madeAt ?? at) < at);
            assert.ok(made[id]?.effect === 'write' || overtaken.length === 0);
          }
        },
      ),
      { numRuns: 200 },
    );
  });
});
