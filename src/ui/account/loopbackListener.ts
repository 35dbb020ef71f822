import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { ListenForRedirect, ListenRequest, RedirectListener, SignInPageText } from './oauthAttempt';

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
export const tryListenOnLoopback: ListenForRedirect = async request => {
  const loopback = new LoopbackListener(request);
  return (await loopback.open()) ? loopback : undefined;
};

class LoopbackListener implements RedirectListener {
  readonly #request: ListenRequest;
  readonly #servers: readonly { readonly address: string; readonly server: Server }[];
  /** Responses not yet finished. */
  #pendingResponses = 0;
  #isClosed = false;

  constructor(request: ListenRequest) {
    this.#request = request;
    this.#servers = ADDRESSES.map(address => ({
      address,
      server: createServer(LIMITS, (message, response) => this.#serve(message, response)),
    }));
  }

  /** Resolves with whether it listens on every loopback address of this machine: the browser may use any. */
  async open(): Promise<boolean> {
    const { port } = this.#request;
    const results = await Promise.all(this.#servers.map(({ server, address }) => listenOn(server, port, address)));
    const isOpen = results.includes('open') && !results.includes('taken');
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
    this.#closeConnectionsIfDone();
  }

  #serve(message: IncomingMessage, response: ServerResponse): void {
    this.#pendingResponses++;
    response.once('close', () => {
      this.#pendingResponses--;
      this.#closeConnectionsIfDone();
    });
    if (this.#isClosed) {
      sendResponse(response, 404);
    } else if (respond(message, response, this.#request)) {
      this.close();
    }
  }

  #closeConnectionsIfDone(): void {
    if (this.#isClosed && this.#pendingResponses === 0) {
      for (const { server } of this.#servers) {
        server.closeAllConnections();
      }
    }
  }
}

/** `taken`: another program may be listening there. `absent`: this machine has no such address. */
type ListenResult = 'open' | 'taken' | 'absent';

function listenOn(server: Server, port: number, address: string): Promise<ListenResult> {
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
  { port, texts, accept }: ListenRequest,
): boolean {
  const host = headers.host?.toLowerCase();
  // Refuses foreign host names that resolve to this machine (DNS rebinding).
  if (!HOSTS.some(name => host === `${name}:${port}`)) {
    sendResponse(response, 400);
    return false;
  }
  if (method !== 'GET') {
    sendResponse(response, 405, '', { Allow: 'GET' });
    return false;
  }
  if (!/^\/(\?|$)/.test(url)) {
    sendResponse(response, 404);
    return false;
  }
  const isAccepted = accept(`http://localhost:${port}${url}`);
  const page = renderSignInPage(texts.language, isAccepted ? texts.accepted : texts.refused);
  sendResponse(response, isAccepted ? 200 : 400, page);
  return isAccepted;
}

function sendResponse(
  response: ServerResponse,
  status: number,
  body = '',
  more: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, { ...HEADERS, ...more });
  response.end(body);
}

const STYLE = `
:root { color-scheme: light dark; --back: #f5f7f9; --card: #fff; --text: #1b2a3a; --quiet: #556; --edge: #dde3e9; }
@media (prefers-color-scheme: dark) {
  :root { --back: #16191d; --card: #20252b; --text: #e8ecf0; --quiet: #a9b4bf; --edge: #343b43; }
}
body { margin: 0; min-height: 100vh; display: grid; place-items: center; background: var(--back); color: var(--text);
  font: 16px/1.5 system-ui, sans-serif; }
main { box-sizing: border-box; max-width: 32rem; margin: 1rem; padding: 2rem 2.5rem; background: var(--card);
  border: 1px solid var(--edge); border-radius: 12px; }
h1 { margin: 0 0 .5rem; font-size: 1.4rem; font-weight: 600; }
p { margin: 0; color: var(--quiet); }
`;

/** Returns a self-contained HTML page. */
function renderSignInPage(language: string, { title, text }: SignInPageText): string {
  return `<!DOCTYPE html>
<html lang="${escapeHtml(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${escapeHtml(title)}</h1>
<p>${escapeHtml(text)}</p>
</main>
</body>
</html>
`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<"]/g, character => `&#${character.charCodeAt(0)};`);
}
