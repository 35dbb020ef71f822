import * as v from 'valibot';
import { hostOf } from '../../model/account';
import { type CallRecord, runAndRecordCall } from '../../model/callRecord';
import { type Failure, PortalFailure } from '../../model/portalFailure';
import { isSameHost } from '../../model/webUrl';
import { parseUrl } from '../address/address';
import { parseMovedOrigin } from '../address/movedOrigin';
import { parseOrThrow } from '../decode/schemas';
import { failureFromTokenServerError } from '../http/failures';
import { postWithRetries } from '../http/httpPost';
import { REQUEST_TIMEOUT_MS } from '../http/transport';
import {
  type ApplicationCredential,
  type LocalApplication,
  type OAuthGrant,
  type OAuthRedirect,
  findTrustedTokenServer,
} from './oauth';

/** Only the tokens are required: the server may accept each refresh token once, so they can't be received again. */
const tokenResponseSchema = v.object({
  access_token: v.pipe(v.string(), v.nonEmpty()),
  refresh_token: v.pipe(v.string(), v.nonEmpty()),
  /** `https://portal/rest/` */
  client_endpoint: v.fallback(v.string(), ''),
  /** `https://oauth.bitrix.info/rest/` */
  server_endpoint: v.fallback(v.string(), ''),
  user_id: v.fallback(v.nullish(v.union([v.string(), v.number()])), undefined),
});

export interface TokenResponse {
  readonly grant: OAuthGrant;
  /** Who signed in, if the server says so. */
  readonly userId?: string;
  /** The tokens are for a portal with another host: it has moved, possibly without leaving a redirect. */
  readonly failure?: Failure;
}

/**
 * Decodes the token server's response to a request with the parameters `sent`. `tokenServer`: the server that sent it,
 * which is used again next time if the response names an unknown one.
 */
export function decodeTokenResponse(
  response: unknown,
  origin: string,
  tokenServer: string,
  sent: readonly string[] = [],
): TokenResponse {
  const granted = parseOrThrow(tokenResponseSchema, response);
  const endpoint = parseEndpoint(granted.client_endpoint, origin);
  // Only the host tells: a portal behind a proxy may take itself for an http one, or not know its port.
  const isHere = endpoint === undefined || isSameHost(endpoint.hostname, new URL(origin).hostname);
  const secrets = [...sent, granted.access_token, granted.refresh_token];
  const movedTo = isHere ? undefined : parseMovedOrigin(endpoint.href, origin, secrets);
  const moved: Failure = { kind: 'unreachable', reason: 'moved', ...(movedTo !== undefined && { movedTo }) };
  const next = findTrustedTokenServer(parseUrl(granted.server_endpoint)?.host ?? '', origin) ?? tokenServer;
  return {
    grant: { accessToken: granted.access_token, refreshToken: granted.refresh_token, tokenServer: next },
    ...(granted.user_id === undefined || granted.user_id === null ? {} : { userId: String(granted.user_id) }),
    ...(isHere ? {} : { failure: moved }),
  };
}

/** A host without a scheme. */
const HOST_ALONE = /^[^/?#:]+\.[^/?#]*(\/|$)/;

/** Parses `client_endpoint`, which may lack the scheme, or the host too. `undefined` if it can't have a portal's host. */
function parseEndpoint(text: string, origin: string): URL | undefined {
  const address = HOST_ALONE.test(text) ? `//${text}` : text;
  const url = URL.canParse(address, origin) ? new URL(address, origin) : undefined;
  return url !== undefined && /^https?:$/.test(url.protocol) ? url : undefined;
}

interface TokenServerOptions {
  readonly onCall: (record: CallRecord) => void;
  readonly signal?: AbortSignal | undefined;
  /** Applies to each attempt, up to the last byte of the response. */
  readonly timeoutMs?: number;
}

/** Calls the authorization server (`/oauth/token/`): POST requests with a form body, which contains the secrets. */
export class TokenServer {
  readonly #options: TokenServerOptions;

  constructor(options: TokenServerOptions) {
    this.#options = options;
  }

  /**
   * Exchanges a code for tokens (`grant_type=authorization_code`).
   *
   * @throws PortalFailure `unauthorized` with the server's code: `wrong_client`, `invalid_client`, `invalid_grant`,
   * `expired_token`…; `unreachable: moved` if the tokens are for another host
   */
  async exchangeCode(
    origin: string,
    application: LocalApplication,
    { code, tokenServer }: OAuthRedirect,
  ): Promise<TokenResponse> {
    const params = { grant_type: 'authorization_code', code };
    const response = await this.#requestTokens(origin, tokenServer, application, params);
    if (response.failure !== undefined) throw new PortalFailure(response.failure);
    return response;
  }

  /**
   * Exchanges the refresh token for new tokens (`grant_type=refresh_token`). They have to be stored even if there is a
   * `failure`, as the previous ones may be used up.
   *
   * @throws PortalFailure `unauthorized` if the user has to sign in again
   */
  refreshTokens({ origin, application, grant }: ApplicationCredential): Promise<TokenResponse> {
    const { refreshToken, tokenServer } = grant;
    const params = { grant_type: 'refresh_token', refresh_token: refreshToken };
    return this.#requestTokens(origin, tokenServer, application, params);
  }

  #requestTokens(
    origin: string,
    tokenServer: string,
    { clientId, clientSecret }: LocalApplication,
    params: Readonly<Record<string, string>>,
  ): Promise<TokenResponse> {
    const { onCall, signal, timeoutMs = REQUEST_TIMEOUT_MS } = this.#options;
    const form = { ...params, client_id: clientId, client_secret: clientSecret };
    return runAndRecordCall({ method: 'oauth/token', host: hostOf(origin) }, onCall, counts =>
      postWithRetries({
        url: `${tokenServer}/oauth/token/`,
        params: { body: new URLSearchParams(form) },
        signal,
        timeoutMs,
        retryDelayMs: () => undefined,
        // Not queued: it is another server, with limits of its own.
        beforeAttempt: () => {
          counts.attempts++;
          return Promise.resolve();
        },
        // These servers have fixed names, so a redirect comes from something in between.
        redirectFailure: () => ({ kind: 'unreachable', reason: 'page' }),
        decode: (envelope, status) => {
          // `wrong_client` comes with status 200.
          if ('error' in envelope) {
            throw new PortalFailure(failureFromTokenServerError(envelope, status, Object.values(form)));
          }
          return decodeTokenResponse(envelope, origin, tokenServer, Object.values(form));
        },
      }),
    );
  }
}
