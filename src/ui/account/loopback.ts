import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Listen, ListenRequest, RedirectListener } from './redirectListener';
import { signInPage } from './signInPage';

/** `localhost` is the one or the other, as the browser likes. */
const ADDRESSES = ['127.0.0.1', '::1'];
const HOSTS = ['localhost', '127.0.0.1', '[::1]'];

const LIMITS = {
  /** In bytes. Browsers send along whatever cookies other servers on this machine have set. */
  maxHeaderSize: 64 * 1024,
  headersTimeout: 10_000,
  requestTimeout: 10_000,
};
const MOST_CONNECTIONS = 32;

const HEADERS = {
  'Content-Type': 'text/html; charset=utf-8',
  'Cache-Control': 'no-store',
  'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'",
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  Connection: 'close',
};

/** Listens on this machine alone, and keeps no process alive. */
export const listenOnLoopback: Listen = async request => {
  const loopback = new Loopback(request);
  return (await loopback.open()) ? loopback : undefined;
};

class Loopback implements RedirectListener {
  readonly #request: ListenRequest;
  readonly #servers: readonly { readonly address: string; readonly server: Server }[];
  /** Answers that are on their way. */
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

  /** Whether every address there is listens now: the browser goes to the one or the other. */
  async open(): Promise<boolean> {
    const { port } = this.#request;
    const opening = this.#servers.map(({ server, address }) => listening(server, port, address));
    const outcomes = await Promise.all(opening);
    const isOpen = outcomes.includes('open') && !outcomes.includes('taken');
    // The answer may have come at one address while the other was not open yet.
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

/** `taken`: another program may listen there. `absent`: this machine has no such address. */
type Listening = 'open' | 'taken' | 'absent';

function listening(server: Server, port: number, address: string): Promise<Listening> {
  server.maxConnections = MOST_CONNECTIONS;
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

/** Whether the request brought what was waited for. */
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
    signInPage(words.language, isAccepted ? words.accepted : words.refused),
  );
  return isAccepted;
}

/** A page of somebody else's that has pointed its own name at this machine does not get in. */
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
