import { isSameHost, parseWebUrl } from '../../model/webUrl';
import { isLoopbackHost, parseUrl } from '../address/address';
import { findUrls, MAX_PASTED_LENGTH } from '../address/pastedText';

/** The local application that the user created in the portal. */
export interface LocalApplication {
  /** `client_id`: `local.…` or `app.…`. */
  readonly clientId: string;
  readonly clientSecret: string;
}

/** The tokens granted by the token server. */
export interface OAuthGrant {
  /** Valid for an hour. */
  readonly accessToken: string;
  /** Valid for 180 days; each use returns a new one. */
  readonly refreshToken: string;
  /** The origin of the server that accepts the refresh token. */
  readonly tokenServer: string;
}

/** A sign-in through a local application (OAuth 2.0). Secrets are private fields: printing the object shows none. */
export class ApplicationCredential {
  readonly kind = 'application';
  readonly #application: LocalApplication;
  readonly #grant: OAuthGrant;

  constructor(
    /** `https://<portal>`, without a path. */
    readonly origin: string,
    /** The numeric id of the user who signed in. */
    readonly userId: string,
    application: LocalApplication,
    grant: OAuthGrant,
  ) {
    this.#application = application;
    this.#grant = grant;
  }

  /** The base URL of the methods; contains no secret. */
  get restUrl(): string {
    return `${this.origin}/rest/`;
  }

  /** Only for secret storage and the token server. */
  get application(): LocalApplication {
    return this.#application;
  }

  /** Only for secret storage, the token server and the transport. */
  get grant(): OAuthGrant {
    return this.#grant;
  }

  /** Returns the same sign-in with newer tokens. */
  withGrant(grant: OAuthGrant): ApplicationCredential {
    return new ApplicationCredential(this.origin, this.userId, this.#application, grant);
  }

  /** Returns the same sign-in at the portal's new origin; the token server stays the same. */
  withOrigin(origin: string): ApplicationCredential {
    return new ApplicationCredential(origin, this.userId, this.#application, this.#grant);
  }

  withUserId(userId: string): ApplicationCredential {
    return new ApplicationCredential(this.origin, userId, this.#application, this.#grant);
  }
}

/** Bitrix24's authorization servers; the first serves all regions except that of the second. */
const TOKEN_SERVERS = ['oauth.bitrix.info', 'oauth.bitrix24.tech'];

const STATE_BYTES = 32;

/** The parameters of the redirect that ends a sign-in in the browser. */
export interface OAuthRedirect {
  /** Valid for 30 seconds and a single use. */
  readonly code: string;
  /** The origin of the server that accepts the code. */
  readonly tokenServer: string;
}

export type OAuthRedirectProblem = 'notAnAddress' | 'noCode' | 'otherSignIn' | 'otherPortal' | 'unknownServer';

export type OAuthRedirectParseResult =
  | { readonly kind: 'redirect'; readonly redirect: OAuthRedirect }
  | { readonly kind: 'problem'; readonly problem: OAuthRedirectProblem };

/** A sign-in in progress. */
export interface AuthorizationRequest {
  /** `https://<portal>`. */
  readonly origin: string;
  /** A random value that only the redirect of this sign-in can return. */
  readonly state: string;
}

export function generateOAuthState(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(STATE_BYTES));
  return Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('');
}

/** Returns the URL of the portal's page for authorizing the application (`/oauth/authorize/`). Contains no secret. */
export function authorizationUrl({ origin, state }: AuthorizationRequest, clientId: string): string {
  return `${origin}/oauth/authorize/?${new URLSearchParams({ client_id: clientId, state }).toString()}`;
}

/** The redirect's address as some browsers show it. */
const WITHOUT_SCHEME = /(?:localhost|127\.0\.0\.1)(?=[^\s?]{0,255}\?\S)/;

/**
 * Parses the redirect URL, which may have text around it: `…?code=…&state=…&domain=…&server_domain=…`. The code may
 * only be sent to a Bitrix24 server, or to one on this machine if the portal itself is on this machine.
 */
export function parseOAuthRedirect(text: string, request: AuthorizationRequest): OAuthRedirectParseResult {
  if (text.length > MAX_PASTED_LENGTH) return problem('notAnAddress');
  const result = parseText(text, request);
  // Lines that a mail program has broken, with the quote marks of a reply. The state shows that nothing is missing.
  const joined = result.kind === 'problem' ? parseText(text.replace(/[\r\n][\s>]*/g, ''), request) : result;
  return joined.kind === 'redirect' ? joined : result;
}

function parseText(text: string, request: AuthorizationRequest): OAuthRedirectParseResult {
  const urls = findUrls(text, WITHOUT_SCHEME, 'http').flatMap(url => parseUrl(url.text) ?? []);
  const results = urls.map(({ searchParams }) => parseQuery(searchParams, request));
  return results.find(({ kind }) => kind === 'redirect') ?? results[0] ?? problem('notAnAddress');
}

function parseQuery(query: URLSearchParams, { origin, state }: AuthorizationRequest): OAuthRedirectParseResult {
  const code = query.get('code') ?? '';
  if (code === '') return problem('noCode');
  if (query.get('state') !== state) return problem('otherSignIn');
  const domain = query.get('domain');
  if (domain !== null && !isSameHost(parseWebUrl(`https://${domain}`)?.hostname ?? '', new URL(origin).hostname)) {
    return problem('otherPortal');
  }
  const tokenServer = findTrustedTokenServer(query.get('server_domain') ?? '', origin);
  return tokenServer === undefined ? problem('unknownServer') : { kind: 'redirect', redirect: { code, tokenServer } };
}

/** Returns the origin of a token server that may receive secrets of this portal; `undefined` if it may not. */
export function findTrustedTokenServer(host: string, origin: string): string | undefined {
  const name = host.toLowerCase();
  if (TOKEN_SERVERS.includes(name)) return `https://${name}`;
  const { protocol, hostname } = new URL(origin);
  const local = parseWebUrl(`${protocol}//${host}`);
  return isLoopbackHost(hostname) && local !== undefined && isLoopbackHost(local.hostname) ? local.origin : undefined;
}

function problem(name: OAuthRedirectProblem): OAuthRedirectParseResult {
  return { kind: 'problem', problem: name };
}
