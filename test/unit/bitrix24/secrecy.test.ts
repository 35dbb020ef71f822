import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import { readWebhook } from '../../../src/bitrix24/webhook';
import type { Fault } from '../../portal/faults';
import { startPortal } from '../../portal/portal';
import type { StandInPortal } from '../../portal/portal';
import { connect, errorOf } from './connection';

/** Every way in which a value may end up in a log, a message or a file. */
function printed(value: unknown): string {
  const options = { depth: Infinity, showHidden: true };
  const own = value instanceof Error ? [value.message, value.stack, value.cause, value.name] : [];
  return [inspect(value, options), inspect(value), JSON.stringify(value), String(value), ...own].join('\n');
}

describe('the secret', () => {
  let portal: StandInPortal;
  beforeEach(async () => {
    portal = await startPortal({ seed: 'empty' });
  });
  afterEach(() => portal.close());

  it('is in no failure and in no record of a call', async () => {
    const address = portal.webhook;
    const faults: readonly Fault[] = [
      { kind: 'error', code: 'INVALID_CREDENTIALS', description: address, extra: { request: address } },
      { kind: 'error', code: address },
      { kind: 'error', code: 'OPERATION_TIME_LIMIT', extra: { operating_reset_at: address } },
      { kind: 'error', code: 'QUERY_LIMIT_EXCEEDED' },
      { kind: 'html', status: 502, body: `<p>${address}</p>` },
      { kind: 'raw', body: address },
      { kind: 'raw', body: JSON.stringify({ result: address }) },
      { kind: 'redirect', to: portal.origin },
      { kind: 'reset' },
      { kind: 'hang' },
      { kind: 'truncated', isAbrupt: true },
    ];
    for (const fault of faults) {
      const { client, records } = connect(portal, { timeoutMs: 30 });
      for (const call of [() => client.page(), () => client.answer(7, 'Hello'), () => client.account()]) {
        portal.faults.add({ times: Infinity, fault });
        const error = await errorOf(call());
        portal.faults.clear();
        assert.equal(error.cause, undefined);
        for (const words of [printed(error), printed(records)]) {
          assert.ok(!words.includes(portal.code), `${fault.kind}: ${words}`);
          assert.ok(!words.includes(portal.origin), `${fault.kind}: ${words}`);
        }
      }
    }
  });

  it('is in no failure to connect', async () => {
    await portal.close();
    const { client, records } = connect(portal);
    const words = printed([await errorOf(client.page()), records]);
    assert.ok(!words.includes(portal.code), words);
    portal = await startPortal({ seed: 'empty' });
  });

  it('a record of a call holds its name and numbers alone', async () => {
    const { client, records } = connect(portal);
    await client.answer(portal.box.add(), 'Between the two of us');
    const [record] = records;
    assert.deepEqual(Object.keys(record ?? {}).sort(), ['attempts', 'durationMs', 'method', 'outcome']);
    assert.equal(record?.method, 'im.notify.answer');
    assert.equal(record.outcome, 'ok');
  });

  it('is in nothing that prints a client, a transport or a webhook', () => {
    const { client, transport } = connect(portal);
    const reading = readWebhook(portal.webhook);
    for (const value of [client, transport, reading]) {
      assert.ok(!printed(value).includes(portal.code));
    }
    assert.ok(reading.kind === 'webhook');
    assert.ok(!JSON.stringify({ account: reading.webhook }).includes(portal.code));
    assert.equal(reading.webhook.address, portal.webhook);
  });
});
