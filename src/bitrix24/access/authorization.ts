import { isLoopback, urlIn } from './address';

/** The authorization servers of Bitrix24: of all regions but the next one's. */
const TOKEN_SERVERS = ['oauth.bitrix.info', 'oauth.bitrix24.tech'];

const STATE_BYTES = 32;

/** What the portal sent the browser back with. */
export interface Redirect {
  /** Lives for 30 seconds, and for one use. */
  readonly code: string;
  /** The origin of the server that takes the code. */
  readonly tokenServer: string;
}

export type RedirectProblem = 'notAnAddress' | 'noCode' | 'otherSignIn' | 'otherPortal' | 'unknownServer';

export type RedirectReading =
  | { readonly kind: 'redirect'; readonly redirect: Redirect }
  | { readonly kind: 'problem'; readonly problem: RedirectProblem };

/** A sign-in that was begun. */
export interface SignIn {
  /** `https://<portal>`. */
  readonly origin: string;
  /** What only the answer to this sign-in can bring back. */
  readonly state: string;
}

export function newState(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(STATE_BYTES));
  return Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('');
}

/** The portal's page where a person lets the application act for them (`/oauth/authorize/`). Holds no secret. */
export function authorizeUrl({ origin, state }: SignIn, clientId: string): string {
  return `${origin}/oauth/authorize/?${new URLSearchParams({ client_id: clientId, state }).toString()}`;
}

/**
 * Reads the address that the browser was sent to: `…?code=…&state=…&domain=…&server_domain=…`. The code is given to a
 * server of Bitrix24's alone; to one on this machine where the portal itself is on it.
 */
export function readRedirect(text: string, { origin, state }: SignIn): RedirectReading {
  const query = urlIn(text)?.searchParams;
  if (query === undefined) {
    return problem('notAnAddress');
  }
  const code = query.get('code') ?? '';
  if (code === '') {
    return problem('noCode');
  }
  if (!isSame(query.get('state') ?? '', state)) {
    return problem('otherSignIn');
  }
  const { hostname } = new URL(origin);
  const domain = query.get('domain');
  if (domain !== null && urlIn(`https://${domain}`)?.hostname !== hostname) {
    return problem('otherPortal');
  }
  const tokenServer = tokenServerAt(query.get('server_domain') ?? '', origin);
  return tokenServer === undefined
    ? problem('unknownServer')
    : { kind: 'redirect', redirect: { code, tokenServer } };
}

/** The origin of a token server that may be told secrets of this portal; `undefined`: it may not. */
export function tokenServerAt(host: string, origin: string): string | undefined {
  const name = host.toLowerCase();
  if (TOKEN_SERVERS.includes(name)) {
    return `https://${name}`;
  }
  const { protocol, hostname } = new URL(origin);
  const local = urlIn(`${protocol}//${host}`);
  return isLoopback(hostname) && local !== undefined && isLoopback(local.hostname) ? local.origin : undefined;
}

/** In a time that does not tell where two texts differ. */
function isSame(one: string, other: string): boolean {
  let difference = one.length ^ other.length;
  for (let index = 0; index < other.length; index++) {
    difference |= one.charCodeAt(index) ^ other.charCodeAt(index);
  }
  return difference === 0;
}

function problem(name: RedirectProblem): RedirectReading {
  return { kind: 'problem', problem: name };
}
