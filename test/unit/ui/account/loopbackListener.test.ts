import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, request } from 'node:http';
import { type AddressInfo, connect, type Server, type Socket } from 'node:net';
import { tryListenOnLoopback } from '../../../../src/ui/account/loopbackListener';
import type { RedirectListener, SignInPageTexts } from '../../../../src/ui/account/oauthAttempt';

const TEXTS: SignInPageTexts = {
  language: 'ru',
  accepted: { title: 'Назад', text: 'Вход <почти> готов & "всё"' },
  refused: { title: 'Другой вход', text: 'Не тот' },
};

interface Asked {
  readonly host: string;
  readonly port: number;
  readonly path: string;
  readonly method?: string;
  /** The `Host` header. */
  readonly name: string;
}

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

describe('the loopback listener', () => {
  let port: number;
  let listener: RedirectListener | undefined;
  let told: string[];

  const listen = async (accept: (address: string) => boolean = isAwaited): Promise<RedirectListener> => {
    listener = await tryListenOnLoopback({
      port,
      texts: TEXTS,
      accept: address => {
        told.push(address);
        return accept(address);
      },
    });
    assert.ok(listener, 'nothing listens');
    return listener;
  };
  const ask = (path: string, how: Partial<Asked> = {}): Promise<Answer> =>
    answerTo({ host: '127.0.0.1', port, path, name: `localhost:${port}`, ...how });

  beforeEach(async () => {
    told = [];
    port = await freePort();
  });

  afterEach(() => {
    listener?.close();
    listener = undefined;
  });

  it('gives the address that the browser was sent to, and says to go back', async () => {
    await listen();
    const { status, body } = await ask('/?code=c0de&state=awaited&domain=portal.example');
    assert.equal(status, 200);
    assert.deepEqual(told, [`http://localhost:${port}/?code=c0de&state=awaited&domain=portal.example`]);
    assert.match(body, /<html lang="ru">/);
    assert.match(body, /<h1>Назад<\/h1>/);
    assert.match(body, /Вход &#60;почти> готов &#38; &#34;всё&#34;/);
  });

  it('repeats nothing of the request', async () => {
    await listen();
    const { body } = await ask('/?code=c0de&state=awaited&domain=portal.example');
    assert.doesNotMatch(body, /c0de|awaited|portal\.example/);
  });

  it('lets the page do nothing, and nobody keep it', async () => {
    await listen();
    for (const path of ['/?state=other', '/favicon.ico', '/?state=awaited']) {
      const { headers } = await ask(path);
      assert.equal(headers['content-type'], 'text/html; charset=utf-8');
      assert.equal(headers['cache-control'], 'no-store');
      assert.equal(headers['content-security-policy'], "default-src 'none'; style-src 'unsafe-inline'");
      assert.equal(headers['referrer-policy'], 'no-referrer');
      assert.equal(headers['x-content-type-options'], 'nosniff');
      assert.equal(headers.connection, 'close');
    }
  });

  it('says that another sign-in is another one, and waits on', async () => {
    await listen();
    const { status, body } = await ask('/?code=x&state=other');
    assert.equal(status, 400);
    assert.match(body, /<h1>Другой вход<\/h1>/);
    assert.equal((await ask('/?state=awaited')).status, 200);
    assert.equal(told.length, 2);
  });

  it('takes one answer and no more', async () => {
    await listen();
    await ask('/?state=awaited');
    await assert.rejects(ask('/?state=awaited'), { code: 'ECONNREFUSED' });
    assert.equal(told.length, 1);
  });

  it('hangs up on all who are still connected', async () => {
    await listen();
    const idle = connect(port, '127.0.0.1').resume();
    await once(idle, 'connect');
    const hungUp = once(idle, 'close');
    assert.equal((await ask('/?state=awaited')).status, 200);
    await hungUp;
  });

  it('sends its page even where it is closed while the address is looked at', async () => {
    const listening = await listen(() => {
      listening.close();
      return true;
    });
    const { status, body } = await ask('/?state=awaited');
    assert.equal(status, 200);
    assert.match(body, /<\/html>\s*$/);
  });

  it('hangs up when the waiting ends without an answer', async () => {
    const listening = await listen();
    const idle = connect(port, '127.0.0.1').resume();
    await once(idle, 'connect');
    const hungUp = once(idle, 'close');
    // Connections are taken in their order: the idle one is known now.
    await ask('/favicon.ico');
    listening.close();
    await hungUp;
    await assert.rejects(ask('/'), { code: 'ECONNREFUSED' });
  });

  it('can listen again at once', async () => {
    (await listen()).close();
    await listen();
    assert.equal((await ask('/?state=awaited')).status, 200);
  });

  it('hears IPv6 too', async () => {
    if (!(await hasIpv6())) {
      return;
    }
    await listen();
    const { status } = await ask('/?state=awaited', { host: '::1', name: `[::1]:${port}` });
    assert.equal(status, 200);
  });

  for (const name of ['localhost', 'LOCALHOST', '127.0.0.1', '[::1]']) {
    it(`answers to the name ${name}`, async () => {
      await listen();
      const { status } = await ask('/?state=awaited', { name: `${name}:${port}` });
      assert.equal(status, 200);
    });
  }

  for (const name of ['evil.example:PORT', 'localhost', 'localhost:1', 'localhost.evil.example:PORT', '']) {
    it(`does not answer to the name ${JSON.stringify(name)}`, async () => {
      await listen();
      const { status, body } = await ask('/?state=awaited', { name: name.replace('PORT', String(port)) });
      assert.deepEqual([status, body, told], [400, '', []]);
      assert.equal((await ask('/?state=awaited')).status, 200);
    });
  }

  for (const path of ['/favicon.ico', '/callback?state=awaited', '//?state=awaited', '/x/?state=awaited']) {
    it(`has nothing at ${path}`, async () => {
      await listen();
      const { status, body } = await ask(path);
      assert.deepEqual([status, body, told], [404, '', []]);
      assert.equal((await ask('/?state=awaited')).status, 200);
    });
  }

  for (const method of ['HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS']) {
    it(`refuses ${method}`, async () => {
      await listen();
      const { status, headers, body } = await ask('/?state=awaited', { method });
      assert.deepEqual([status, headers.allow, body, told], [405, 'GET', '', []]);
      assert.equal((await ask('/?state=awaited')).status, 200);
    });
  }

  it('does not wait for a body that is never sent', async () => {
    await listen();
    const answer = await said(port, `POST / HTTP/1.1\r\nHost: localhost:${port}\r\nContent-Length: 999999\r\n\r\n`);
    assert.match(answer, /^HTTP\/1\.1 405 /);
  });

  it('refuses a head without an end', async () => {
    await listen();
    const answer = await said(port, `GET /?${'x'.repeat(70_000)}`);
    assert.match(answer, /^HTTP\/1\.1 431 /);
    assert.deepEqual(told, []);
  });

  it('refuses what is no HTTP', async () => {
    await listen();
    assert.match(await said(port, '\u0016\u0003\u0001\r\n\r\n'), /^HTTP\/1\.1 400 /);
    assert.equal((await ask('/?state=awaited')).status, 200);
  });

  describe('where another program listens', () => {
    let other: Server;

    afterEach(() => {
      other.close();
    });

    it('gives nothing, and leaves it alone', async () => {
      const ipv6 = await hasIpv6();
      other = createServer().listen(port, ipv6 ? '::' : '127.0.0.1');
      await once(other, 'listening');
      assert.equal(await tryListenOnLoopback({ port, texts: TEXTS, accept: () => true }), undefined);
      assert.ok(other.listening);
    });

    it('leaves it the port also where it has one address of the two: the browser may go there', async () => {
      const taken = (await hasIpv6()) ? '::1' : '127.0.0.1';
      other = createServer().listen(port, taken);
      await once(other, 'listening');
      assert.equal(await tryListenOnLoopback({ port, texts: TEXTS, accept: () => true }), undefined);
      await assert.rejects(ask('/?state=awaited'));
    });
  });
});

function isAwaited(address: string): boolean {
  return new URL(address).searchParams.get('state') === 'awaited';
}

function answerTo({ name, ...options }: Asked): Promise<Answer> {
  const asked = request({ agent: false, ...options });
  asked.setHeader('Host', name);
  return new Promise((resolve, reject) => {
    asked.on('error', reject);
    asked.on('response', response => {
      let body = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => (body += chunk));
      response.on('error', reject);
      response.on('end', () => {
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body });
      });
    });
    asked.end();
  });
}

/** What is answered to these bytes until the listener hangs up. */
async function said(port: number, bytes: string): Promise<string> {
  const socket: Socket = connect(port, '127.0.0.1');
  socket.setEncoding('utf8');
  let answer = '';
  socket.on('data', (chunk: string) => (answer += chunk));
  // Whoever is hung up on while they still write is told so by an error.
  socket.on('error', () => undefined);
  socket.write(bytes);
  await once(socket, 'close');
  return answer;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

async function hasIpv6(): Promise<boolean> {
  const server = createServer().listen(0, '::1');
  return new Promise(resolve => {
    server.on('error', () => {
      resolve(false);
    });
    server.on('listening', () => {
      server.close();
      resolve(true);
    });
  });
}
