import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, type Server } from 'node:net';
import type * as Undici from 'undici';
import { failureFromFetchError } from '../../../../src/bitrix24/http/fetchErrors';
import { mayHaveRun, type UnreachableReason } from '../../../../src/model/portalFailure';
import { startPortal } from '../../../portal/portal';
import { loopbackCertificate } from '../../portal/certificate';
import { connect, failureOf } from '../../support/connection';
import { startRaw } from './rawServer';

/** Loaded after the one in Node.js, which then stays the one that other tests use. */
async function loadUndici(): Promise<typeof Undici> {
  await fetch('data:,');
  return import('undici');
}

const { fetch: originalFetch } = globalThis;

/** Every `fetch` goes through this dispatcher, as VS Code does it with its own. */
function useDispatcher(dispatcher: Undici.Dispatcher): void {
  const init = { dispatcher };
  globalThis.fetch = (input, own) => originalFetch(input, { ...own, ...init });
}

function restoreFetch(): void {
  globalThis.fetch = originalFetch;
}

async function assertNotSent(origin: string, reason: UnreachableReason): Promise<void> {
  const { transport } = connect({ origin, webhook: `${origin}/rest/1/c0desecret/` });
  const failure = await failureOf(transport.call('im.notify.answer', {}, 'write'));
  assert.deepEqual(failure, { kind: 'unreachable', reason });
  assert.equal(mayHaveRun(failure), false);
}

describe('a proxy', () => {
  let proxy: Server;
  let asked: string[];
  let head: string;
  beforeEach(async () => {
    asked = [];
    proxy = createServer().on('connect', ({ url }, socket) => {
      asked.push(String(url));
      socket.end(head);
    });
    proxy.listen(0, '127.0.0.1');
    await once(proxy, 'listening');
    const { ProxyAgent } = await loadUndici();
    useDispatcher(new ProxyAgent(`http://127.0.0.1:${(proxy.address() as AddressInfo).port}`));
  });
  afterEach(() => {
    restoreFetch();
    proxy.close();
  });

  for (const [status, headers, reason] of [
    [407, 'Proxy-Authenticate: Basic realm="proxy"\r\n', 'proxySignIn'],
    [407, '', 'proxySignIn'],
    [403, '', 'proxy'],
    [502, '', 'proxy'],
    [504, '', 'proxy'],
  ] as const) {
    it(`that answers ${status}${headers === '' ? '' : ' with a challenge'} is told of, and nothing was sent`, async () => {
      head = `HTTP/1.1 ${status} No\r\n${headers}Content-Length: 0\r\n\r\n`;
      await assertNotSent('https://portal.example', reason);
      assert.deepEqual(asked, ['portal.example:443']);
    });
  }
});

describe('a secure connection', () => {
  afterEach(restoreFetch);

  it('to a portal with the certificate of another host is not trusted, and nothing is sent', async () => {
    const tls = loopbackCertificate(Date.now());
    const portal = await startPortal({ seed: 'empty', tls });
    try {
      const { Agent } = await loadUndici();
      useDispatcher(new Agent({ connect: { ca: tls.cert } }));
      await assertNotSent(portal.origin.replace('127.0.0.1', 'localhost'), 'certificate');
      assert.equal(portal.journal.calls().length, 0);
      const { client } = connect(portal);
      assert.deepEqual((await client.getPage()).notifications, []);
    } finally {
      await portal.close();
    }
  });

  it('that is not made in time is as if there were none, and nothing is sent', async () => {
    const silent = await startRaw(() => undefined);
    try {
      const { Agent } = await loadUndici();
      useDispatcher(new Agent({ connect: { timeout: 50 } }));
      await assertNotSent(silent.origin.replace('http:', 'https:'), 'connection');
    } finally {
      await silent.close();
    }
  });
});

/** What `fetch` throws where these were the causes. */
const thrown = (...causes: readonly object[]): Error =>
  causes.reduceRight<Error | undefined>(
    (cause, properties) => Object.assign(new Error('', { cause }), properties),
    undefined,
  ) ?? assert.fail();

const reasonOf = (...causes: readonly object[]): unknown => {
  const failure = failureFromFetchError(new TypeError('fetch failed', { cause: thrown(...causes) }));
  return 'reason' in failure ? failure.reason : failure.kind;
};

describe('an error of fetch', () => {
  it('in `connect` means that nothing was sent, whatever its code', () => {
    for (const code of [
      ...['ECONNREFUSED', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH', 'EHOSTDOWN', 'ENETDOWN', 'EADDRNOTAVAIL'],
      ...['EACCES', 'EPERM', 'EINVAL', 'ECONNRESET', 'ECONNABORTED'],
    ]) {
      assert.equal(reasonOf({ code, syscall: 'connect' }), 'connection', code);
    }
  });

  it('with an established connection leaves open whether it was sent', () => {
    for (const syscall of ['read', 'write']) {
      for (const code of ['EHOSTUNREACH', 'ENETUNREACH', 'EHOSTDOWN', 'ENETDOWN', 'ECONNRESET', 'EPIPE', 'EPERM']) {
        assert.equal(reasonOf({ code, syscall }), 'network', `${syscall} ${code}`);
      }
      assert.equal(reasonOf({ code: 'ETIMEDOUT', syscall }), 'timeout');
    }
    assert.equal(reasonOf({ code: 'UND_ERR_SOCKET' }), 'network');
    assert.equal(reasonOf({ code: 'UND_ERR_HEADERS_TIMEOUT' }), 'timeout');
  });

  it('for each address of a host is what it is for the first', () => {
    for (const [code, syscall, reason] of [
      ['ETIMEDOUT', 'connect', 'connection'],
      ['ECONNREFUSED', 'connect', 'connection'],
      ['ECONNRESET', 'read', 'network'],
    ] as const) {
      const errors = [thrown({ code, syscall }), thrown({ code: 'ENETUNREACH', syscall })];
      const cause = Object.assign(new AggregateError(errors), { code });
      assert.deepEqual(failureFromFetchError(new TypeError('fetch failed', { cause })), {
        kind: 'unreachable',
        reason,
      });
    }
  });

  it('of TLS tells a handshake that failed from a connection that broke', () => {
    for (const code of [
      ...['EPROTO', 'ERR_SSL_WRONG_VERSION_NUMBER', 'ERR_SSL_UNSUPPORTED_PROTOCOL', 'ERR_SSL_NO_SHARED_CIPHER'],
      ...['ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE', 'ERR_SSL_SSL/TLS_ALERT_HANDSHAKE_FAILURE'],
      ...['ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION', 'ERR_SSL_TLSV1_UNRECOGNIZED_NAME'],
      ...['ERR_SSL_TLSV1_ALERT_INTERNAL_ERROR', 'ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED'],
      ...['ERR_SSL_DH_KEY_TOO_SMALL', 'ERR_SSL_UNSAFE_LEGACY_RENEGOTIATION_DISABLED'],
    ]) {
      assert.equal(reasonOf({ code }), 'tls', code);
    }
    for (const code of [
      ...['ERR_SSL_SSLV3_ALERT_BAD_RECORD_MAC', 'ERR_SSL_SSL/TLS_ALERT_BAD_RECORD_MAC'],
      ...['ERR_SSL_DECRYPTION_FAILED_OR_BAD_RECORD_MAC', 'ERR_SSL_UNEXPECTED_EOF_WHILE_READING'],
    ]) {
      assert.equal(reasonOf({ code }), 'network', code);
    }
  });

  it('about a certificate is one, whatever is wrong with it', () => {
    for (const code of [
      ...['DEPTH_ZERO_SELF_SIGNED_CERT', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'CERT_HAS_EXPIRED', 'HOSTNAME_MISMATCH'],
      ...['ERR_TLS_CERT_ALTNAME_INVALID', 'INVALID_CA', 'INVALID_PURPOSE', 'PATH_LENGTH_EXCEEDED', 'CRL_HAS_EXPIRED'],
    ]) {
      assert.equal(reasonOf({ code }), 'certificate', code);
    }
  });

  it('about a proxy is one, as undici, VS Code and Chromium word it', () => {
    const aborted = { code: 'UND_ERR_ABORTED', name: 'AbortError' };
    for (const [error, reason] of [
      [{ ...aborted, message: 'Proxy response (407) !== 200 when HTTP Tunneling' }, 'proxySignIn'],
      [{ ...aborted, message: 'Proxy response (407) ?.== 200 when HTTP Tunneling' }, 'proxySignIn'],
      [{ ...aborted, message: 'Proxy response (403) !== 200 when HTTP Tunneling' }, 'proxy'],
      [{ message: 'canceled', connectResponseStatusCode: 407 }, 'proxySignIn'],
      [{ message: 'canceled', connectResponseStatusCode: 503 }, 'proxy'],
      [{ message: 'canceled', connectResponseStatusCode: 200 }, 'network'],
      [{ code: 'UND_ERR_SOCKS5_AUTH_FAILED' }, 'proxySignIn'],
      [{ code: 'UND_ERR_SOCKS5_REPLY_2' }, 'proxy'],
      [{ message: 'net::ERR_TUNNEL_CONNECTION_FAILED' }, 'proxy'],
      [{ message: 'net::ERR_PROXY_AUTH_UNSUPPORTED' }, 'proxySignIn'],
      [{ message: 'net::ERR_PROXY_CONNECTION_FAILED' }, 'proxy'],
    ] as const) {
      assert.equal(
        reasonOf({ name: 'Error', message: 'Request was cancelled.' }, error),
        reason,
        JSON.stringify(error),
      );
    }
  });

  it('of Chromium’s network stack is what it is of Node.js', () => {
    for (const [message, reason] of [
      ['net::ERR_NAME_NOT_RESOLVED', 'host'],
      ['net::ERR_INTERNET_DISCONNECTED', 'connection'],
      ['net::ERR_CONNECTION_REFUSED', 'connection'],
      ['net::ERR_CONNECTION_TIMED_OUT', 'connection'],
      ['net::ERR_CONNECTION_RESET', 'network'],
      ['net::ERR_TIMED_OUT', 'timeout'],
      ['net::ERR_CERT_AUTHORITY_INVALID', 'certificate'],
      ['net::ERR_SSL_VERSION_OR_CIPHER_MISMATCH', 'tls'],
      // It can also come later.
      ['net::ERR_SSL_PROTOCOL_ERROR', 'network'],
    ]) {
      assert.equal(reasonOf({ message }), reason, message);
    }
  });

  it('that says nothing leaves everything open', () => {
    for (const cause of [{}, { code: 7 }, { code: 'X' }, { message: 'net::ERR_X and more' }, { syscall: {} }]) {
      assert.equal(reasonOf(cause), 'network');
    }
    assert.deepEqual(failureFromFetchError('words'), { kind: 'unreachable', reason: 'network' });
  });
});
