import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parseWebhook } from '../../../../src/bitrix24/address/webhook';
import type { Fault } from '../../../portal/faults';
import { type StandInPortal, startPortal } from '../../../portal/portal';
import { connect, errorOf, failureOf } from '../../support/connection';
import { printed } from '../../support/printed';

describe('a connection on which nothing comes any more', () => {
  const TIMEOUT_MS = 100;

  let server: Server;
  let answer: (response: ServerResponse) => void;
  let closed: Promise<unknown>[];
  let webhook: string;
  beforeEach(async () => {
    closed = [];
    server = createServer(({ socket }, response) => {
      socket.on('error', () => undefined);
      closed.push(new Promise(resolve => socket.once('close', resolve)));
      answer(response);
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    webhook = `http://127.0.0.1:${(server.address() as AddressInfo).port}/rest/1/x/`;
  });
  afterEach(() => {
    server.close();
    server.closeAllConnections();
  });

  for (const [name, begin] of [
    ['before the head of the answer', () => undefined],
    [
      'in the body of the answer',
      (response: ServerResponse) => {
        response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': 1000 });
        response.write('{"result":');
      },
    ],
  ] as const) {
    it(`is closed, ${name}`, async () => {
      answer = begin;
      const { transport } = connect({ origin: new URL(webhook).origin, webhook }, { timeoutMs: TIMEOUT_MS });
      const failure = await failureOf(transport.call('profile', {}, 'write'));
      assert.deepEqual(failure, { kind: 'unreachable', reason: 'timeout' });
      assert.ok(closed.length > 0);
      await Promise.all(closed);
    });
  }

  it('is ended for a read when its portal is let go, and no other is made', async () => {
    const gone = new AbortController();
    answer = () => {
      gone.abort();
    };
    const { transport } = connect({ origin: new URL(webhook).origin, webhook }, { signal: gone.signal });
    const failure = await failureOf(transport.call('profile', {}, 'read'));
    assert.deepEqual(failure, { kind: 'unreachable', reason: 'disconnected' });
    assert.equal(closed.length, 1);
    await Promise.all(closed);
  });

  it('is left to a write when its portal is let go', async () => {
    const gone = new AbortController();
    answer = response => {
      gone.abort();
      response.end('{"result":true}');
    };
    const { transport } = connect({ origin: new URL(webhook).origin, webhook }, { signal: gone.signal });
    assert.equal(await transport.call('im.notify.answer', {}, 'write'), true);
  });

  it('is not begun once its portal is let go', async () => {
    const options = { signal: AbortSignal.abort() };
    const { transport } = connect({ origin: new URL(webhook).origin, webhook }, options);
    const failure = await failureOf(transport.call('im.notify.answer', {}, 'write'));
    assert.deepEqual(failure, { kind: 'unreachable', reason: 'disconnected' });
    assert.deepEqual(closed, []);
  });

  it('is closed when the answer never ends', async () => {
    const chunk = ' '.repeat(1_000_000);
    answer = response => {
      const pour = (): void => {
        while (!response.destroyed && response.write(chunk));
        response.once('drain', pour);
      };
      pour();
    };
    const { transport } = connect({ origin: new URL(webhook).origin, webhook });
    assert.deepEqual(await failureOf(transport.call('profile', {}, 'read')), { kind: 'malformed' });
    assert.equal(closed.length, 1);
    await Promise.all(closed);
  });
});

describe('the secret', () => {
  /** What goes wrong, with the secret in it wherever it can be. */
  const FAULTS: readonly (readonly [string, (address: string) => Fault])[] = [
    [
      'a coded answer',
      address => ({
        kind: 'error',
        code: 'INVALID_CREDENTIALS',
        description: address,
        extra: { request: address },
      }),
    ],
    ['a code that is none', code => ({ kind: 'error', code })],
    [
      'a moment that is none',
      address => ({ kind: 'error', code: 'OPERATION_TIME_LIMIT', extra: { operating_reset_at: address } }),
    ],
    ['too many requests', () => ({ kind: 'error', code: 'QUERY_LIMIT_EXCEEDED' })],
    ['a page', address => ({ kind: 'html', status: 502, body: `<p>${address}</p>` })],
    ['no JSON', body => ({ kind: 'raw', body })],
    ['a result that makes no sense', result => ({ kind: 'raw', body: JSON.stringify({ result }) })],
    ['a redirect', address => ({ kind: 'redirect', to: new URL(address).origin })],
    ['a redirect to another host', () => ({ kind: 'redirect', to: 'https://renamed.example' })],
    [
      'a redirect to a host that spells it',
      address => ({ kind: 'redirect', to: `https://${address.split('/').at(-2) ?? ''}.example` }),
    ],
    ['a lost connection', () => ({ kind: 'reset' })],
    ['no answer', () => ({ kind: 'hang' })],
    ['half an answer', () => ({ kind: 'truncated', isAbrupt: true })],
  ];

  let portal: StandInPortal;
  beforeEach(async () => {
    portal = await startPortal({ seed: 'empty' });
  });
  afterEach(() => portal.close());

  for (const [name, faultOf] of FAULTS) {
    it(`is in no failure and in no record of a call: ${name}`, async () => {
      const { client, records } = connect(portal, { timeoutMs: 30 });
      for (const call of [
        () => client.getPage(),
        () => client.answer(7, 'Hello'),
        () => client.getAccount(),
        () => client.delete([7, 8]),
        () => client.search({ text: 'Hello', authorIds: [] }),
        () => client.send({ to: 7, from: 'me', text: 'Hello' }),
        () => client.findPeople('Ann'),
      ]) {
        portal.faults.add({ times: Infinity, fault: faultOf(portal.webhook) });
        const error = await errorOf(call());
        portal.faults.clear();
        assert.equal(error.cause, undefined);
        for (const words of [printed(error), printed(records)]) {
          assert.ok(!words.includes(portal.code), words);
          assert.ok(!words.includes(portal.origin), words);
        }
      }
    });
  }

  it('is in no failure of a command in a batch', async () => {
    const { client } = connect(portal);
    const error = { error: portal.webhook, error_description: portal.webhook };
    const result = { result: [], result_error: { n7: error, n8: portal.webhook } };
    portal.faults.add({ fault: { kind: 'result', result } });
    const failures = [...(await client.delete([7, 8]))];
    assert.deepEqual(failures, [
      [7, { kind: 'refused', code: 'UNKNOWN_ERROR' }],
      [8, { kind: 'malformed' }],
    ]);
  });

  it('is in no failure to connect', async () => {
    await portal.close();
    const { client, records } = connect(portal);
    const words = printed([await errorOf(client.getPage()), records]);
    assert.ok(!words.includes(portal.code), words);
    portal = await startPortal({ seed: 'empty' });
  });

  it('a record of a call holds its name and numbers alone', async () => {
    const { client, records } = connect(portal);
    await client.answer(portal.box.add(), 'Between the two of us');
    const [record] = records;
    const names = Object.keys(record ?? {}).sort();
    assert.deepEqual(names, ['attempts', 'durationMs', 'host', 'method', 'outcome', 'waitedMs']);
    assert.equal(record?.method, 'im.notify.answer');
    assert.equal(record.host, new URL(portal.origin).host);
    assert.equal(record.outcome, 'ok');
  });

  it('is in nothing that prints a client, a transport or a webhook', () => {
    const { client, transport } = connect(portal);
    const reading = parseWebhook(portal.webhook);
    for (const value of [client, transport, reading]) {
      assert.ok(!printed(value).includes(portal.code));
    }
    assert.ok(reading.kind === 'webhook');
    assert.ok(!JSON.stringify({ account: reading.webhook }).includes(portal.code));
    assert.equal(reading.webhook.restUrl, portal.webhook);
  });
});
