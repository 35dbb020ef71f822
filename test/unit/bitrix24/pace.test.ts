import assert from 'node:assert/strict';
import type { Clock } from '@sinonjs/fake-timers';
import { Limits } from '../../../src/bitrix24/limits';
import { Queue } from '../../../src/bitrix24/queue';
import { startPortal } from '../../portal/portal';
import type { StandInPortal } from '../../portal/portal';
import { connect } from './connection';
import type { Connection } from './connection';
import { stoppedClock } from './queueScene';

/** Real requests on a clock that goes on when none of them is on its way. */
describe("a portal's bucket", () => {
  let clock: Clock;
  let portal: StandInPortal;
  let connection: Connection;
  let onTheWay: number;
  const { fetch } = globalThis;
  beforeEach(async () => {
    clock = stoppedClock();
    portal = await startPortal({ seed: 'empty' });
    connection = connect(portal, { queue: new Queue(new Limits()) });
    onTheWay = 0;
    globalThis.fetch = async (input, init) => {
      onTheWay++;
      try {
        const response = await fetch(input, init);
        return new Response(await response.arrayBuffer(), response);
      } finally {
        onTheWay--;
      }
    };
  });
  afterEach(async () => {
    globalThis.fetch = fetch;
    clock.uninstall();
    await portal.close();
  });

  async function ended(
    calls: readonly Promise<unknown>[],
  ): Promise<readonly PromiseSettledResult<unknown>[]> {
    const left = new Set(calls);
    const outcome = Promise.allSettled(calls.map(call => call.finally(() => left.delete(call))));
    while (left.size > 0) {
      await new Promise(resolve => setImmediate(resolve));
      if (onTheWay === 0 && clock.countTimers() > 0) {
        await clock.nextAsync();
      }
    }
    return outcome;
  }

  const call = (effect: 'read' | 'write'): Promise<unknown> =>
    connection.transport.call(effect === 'write' ? 'im.notify.read.all' : 'profile', {}, effect);
  const refusals = (): number =>
    portal.journal.calls().filter(({ outcome }) => outcome === 'QUERY_LIMIT_EXCEEDED').length;

  it('never holds more than three of forty calls made at once, and the writes come first', async () => {
    // Refused where more than two are in it already.
    portal.limiter.start({ blockAbove: 2 });
    const reads = Array.from({ length: 35 }, () => call('read'));
    const writes = Array.from({ length: 5 }, () => call('write'));
    const outcomes = await ended([...reads, ...writes]);
    assert.ok(outcomes.every(({ status }) => status === 'fulfilled'));
    const methods = portal.journal.calls().map(({ method }) => method);
    assert.deepEqual([methods.length, refusals()], [40, 0]);
    assert.deepEqual(
      methods.slice(0, 8).map(method => method === 'profile'),
      [...[true, true, true], ...[false, false, false, false, false]],
    );
    assert.ok(connection.records.every(({ attempts, durationMs }) => attempts === 1 && durationMs === 0));
    assert.equal(connection.records.at(-1)?.waitedMs, 37 * 550);
  });

  it('is left alone while the rest of the office has filled it, and every call comes through once', async () => {
    portal.limiter.start({ blockAbove: 5 });
    while (portal.limiter.admits());
    const calls = [...Array.from({ length: 10 }, () => call('read')), call('write'), call('write')];
    const outcomes = await ended(calls);
    assert.ok(outcomes.every(({ status }) => status === 'fulfilled'));
    const executed = portal.journal.calls().filter(({ isExecuted }) => isExecuted);
    assert.equal(executed.length, 12);
    assert.equal(refusals(), 3, 'what was on the way, and nothing after the pause');
  });

  it('takes no time from a call, however long its turn is in coming', async () => {
    connection = connect(portal, { queue: new Queue(new Limits()), timeoutMs: 1000 });
    const outcomes = await ended(Array.from({ length: 12 }, () => call('read')));
    assert.ok(outcomes.every(({ status }) => status === 'fulfilled'));
    assert.equal(connection.records.at(-1)?.waitedMs, 9 * 550);
  });

  it('is spared the calls that wait when their portal is let go', async () => {
    const gone = new AbortController();
    connection = connect(portal, { queue: new Queue(new Limits()), signal: gone.signal });
    const calls = [...Array.from({ length: 5 }, () => call('read')), call('write'), call('read')];
    await portal.journal.next('profile', () => portal.journal.calls().length === 3);
    gone.abort();
    await ended(calls);
    assert.equal(portal.journal.calls().length, 3);
    assert.deepEqual(
      connection.records.filter(({ attempts }) => attempts === 0).map(({ outcome }) => outcome),
      Array<string>(4).fill('unreachable: disconnected'),
    );
  });
});
