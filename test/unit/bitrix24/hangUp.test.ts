import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { connect, failureOf } from './connection';

const TIMEOUT_MS = 100;

describe('a connection on which nothing comes any more', () => {
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
