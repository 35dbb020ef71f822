import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { renderSignInPage } from './redirectListener';
import type { ListenForRedirect, ListenRequest, RedirectListener } from './redirectListener';

/** `localhost` is either of these, depending on the browser. */
const ADDRESSES = ['127.0.0.1', '::1'];
const HOSTS = ['localhost', '127.0.0.1', '[::1]'];

const LIMITS = {
  /** In bytes. Browsers also send any cookies that other servers on this machine have set. */
  maxHeaderSize: 64 * 1024,
  headersTimeout: 10_000,
  requestTimeout: 10_000,
};
const MAX_CONNECTIONS = 32;

const HEADERS = {
  'Content-Type': 'text/html; charset=utf-8',
  'Cache-Control': 'no-store',
  'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'",
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  Connection: 'close',
};

/** Listens on loopback addresses only, and does not keep the process alive. */
export const listenOnLoopback: ListenForRedirect = async request => {
  const loopback = new LoopbackListener(request);
  return (await loopback.open()) ? loopback : undefined;
};

class LoopbackListener implements RedirectListener {
  readonly #request: ListenRequest;
  readonly #servers: readonly { readonly address: string; readonly server: Server }[];
  /** Responses not yet finished. */
  #answers = 0;
  #isClosed = false;

  constructor(request: ListenRequest) {
    this.#request = request;
    this.#servers = ADDRESSES.map(address => ({
      address,
      server: createServer(LIMITS, (message, response) => {
        this.#serve(message, response);
      }),
    }));
  }

  /** Resolves with whether it listens on every loopback address of this machine: the browser may use any. */
  async open(): Promise<boolean> {
    const { port } = this.#request;
    const opening = this.#servers.map(({ server, address }) => listening(server, port, address));
    const outcomes = await Promise.all(opening);
    const isOpen = outcomes.includes('open') && !outcomes.includes('taken');
    // The redirect may have arrived at one address before the other was open.
    if (this.#isClosed || !isOpen) {
      this.close();
    }
    return isOpen;
  }

  close(): void {
    this.#isClosed = true;
    for (const { server } of this.#servers) {
      server.close();
    }
    this.#hangUp();
  }

  #serve(message: IncomingMessage, response: ServerResponse): void {
    this.#answers++;
    response.once('close', () => {
      this.#answers--;
      this.#hangUp();
    });
    if (this.#isClosed) {
      answer(response, 404);
    } else if (respond(message, response, this.#request)) {
      this.close();
    }
  }

  #hangUp(): void {
    if (this.#isClosed && this.#answers === 0) {
      for (const { server } of this.#servers) {
        server.closeAllConnections();
      }
    }
  }
}

/** `taken`: another program may be listening there. `absent`: this machine has no such address. */
type Listening = 'open' | 'taken' | 'absent';

function listening(server: Server, port: number, address: string): Promise<Listening> {
  server.maxConnections = MAX_CONNECTIONS;
  server.on('connection', socket => socket.unref());
  return new Promise(resolve => {
    server.on('error', ({ code }: { readonly code?: string }) => {
      resolve(code === 'EADDRNOTAVAIL' || code === 'EAFNOSUPPORT' ? 'absent' : 'taken');
    });
    server.listen(port, address, () => {
      server.unref();
      resolve('open');
    });
  });
}

/** Responds to a request; returns whether it was the awaited redirect. */
function respond(
  { method, url = '', headers }: IncomingMessage,
  response: ServerResponse,
  { port, words, accept }: ListenRequest,
): boolean {
  if (!isOurs(headers.host ?? '', port)) {
    answer(response, 400);
    return false;
  }
  if (method !== 'GET') {
    answer(response, 405, '', { Allow: 'GET' });
    return false;
  }
  if (!/^\/(\?|$)/.test(url)) {
    answer(response, 404);
    return false;
  }
  const isAccepted = accept(`http://localhost:${port}${url}`);
  answer(
    response,
    isAccepted ? 200 : 400,
    renderSignInPage(words.language, isAccepted ? words.accepted : words.refused),
  );
  return isAccepted;
}

/** Refuses foreign host names that resolve to this machine (DNS rebinding). */
function isOurs(host: string, port: number): boolean {
  return HOSTS.some(name => host.toLowerCase() === `${name}:${port}`);
}

function answer(
  response: ServerResponse,
  status: number,
  body = '',
  more: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, { ...HEADERS, ...more });
  response.end(body);
}
