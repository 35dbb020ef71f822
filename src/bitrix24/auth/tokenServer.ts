import * as v from 'valibot';
import { failureCode, failureOrRethrow, PortalFailure } from '../../model/portalFailure';
import { parseUrl } from '../address/address';
import { tokenServerFailure } from '../http/failures';
import type { ResponseEnvelope } from '../http/failures';
import { postWithRetries } from '../http/httpPost';
import { REQUEST_TIMEOUT_MS } from '../http/transport';
import type { CallRecord } from '../http/transport';
import { trustedTokenServerOrigin } from './oauth';
import type { ApplicationCredential, LocalApplication, OAuthGrant, OAuthRedirect } from './oauth';

const tokenResponseSchema = v.object({
  access_token: v.pipe(v.string(), v.nonEmpty()),
  refresh_token: v.pipe(v.string(), v.nonEmpty()),
  /** `https://portal/rest/` */
  client_endpoint: v.string(),
  /** `https://oauth.bitrix.info/rest/` */
  server_endpoint: v.nullish(v.string(), ''),
  user_id: v.nullish(v.union([v.string(), v.number()])),
});

/**
 * Decodes the token server's response. If it names a portal other than `origin`, the portal has moved. `tokenServer`:
 * the server that sent it, which is used again next time if the response names an unknown one.
 */
export function decodeTokenResponse(
  answer: unknown,
  origin: string,
  tokenServer: string,
): { readonly grant: OAuthGrant; readonly userId?: string } {
  const parsed = v.safeParse(tokenResponseSchema, answer);
  if (!parsed.success) {
    throw new PortalFailure({ kind: 'malformed' });
  }
  const { access_token, refresh_token, client_endpoint, server_endpoint, user_id } = parsed.output;
  if (parseUrl(client_endpoint)?.origin !== origin) {
    throw new PortalFailure({ kind: 'unreachable', reason: 'moved' });
  }
  const next = trustedTokenServerOrigin(parseUrl(server_endpoint)?.host ?? '', origin);
  return {
    grant: {
      accessToken: access_token,
      refreshToken: refresh_token,
      tokenServer: next ?? tokenServer,
    },
    ...(user_id === undefined || user_id === null ? {} : { userId: String(user_id) }),
  };
}

export interface TokenServerOptions {
  readonly onCall: (record: CallRecord) => void;
  readonly signal?: AbortSignal | undefined;
  /** Applies to each attempt, up to the last byte of the response. */
  readonly timeoutMs?: number;
}

interface TokenResponse {
  readonly grant: OAuthGrant;
  readonly userId?: string;
}

/** Calls the authorization server (`/oauth/token/`): POST requests with a form body, which contains the secrets. */
export class TokenServer {
  readonly #options: TokenServerOptions;

  constructor(options: TokenServerOptions) {
    this.#options = options;
  }

  /**
   * Exchanges a code for tokens (`grant_type=authorization_code`). `userId`: who signed in, if the server says so.
   *
   * @throws PortalFailure `unauthorized` with the server's code: `wrong_client`, `invalid_client`, `invalid_grant`,
   * `expired_token`…
   */
  async exchangeCode(
    origin: string,
    application: LocalApplication,
    { code, tokenServer }: OAuthRedirect,
  ): Promise<TokenResponse> {
    const params = { grant_type: 'authorization_code', code };
    return this.#ask({ origin, tokenServer }, application, params);
  }

  /**
   * Exchanges the refresh token for new tokens (`grant_type=refresh_token`).
   *
   * @throws PortalFailure `unauthorized` if the user has to sign in again
   */
  async refreshTokens({ origin, application, grant }: ApplicationCredential): Promise<OAuthGrant> {
    const { refreshToken, tokenServer } = grant;
    const params = { grant_type: 'refresh_token', refresh_token: refreshToken };
    return (await this.#ask({ origin, tokenServer }, application, params)).grant;
  }

  async #ask(
    { origin, tokenServer }: { readonly origin: string; readonly tokenServer: string },
    { clientId, clientSecret }: LocalApplication,
    params: Readonly<Record<string, string>>,
  ): Promise<TokenResponse> {
    const { onCall, signal, timeoutMs = REQUEST_TIMEOUT_MS } = this.#options;
    const startedAt = Date.now();
    const report = (outcome: string): void => {
      onCall({ method: 'oauth/token', durationMs: Date.now() - startedAt, attempts: 1, outcome });
    };
    try {
      const granted = await postWithRetries({
        url: `${tokenServer}/oauth/token/`,
        params: {
          body: new URLSearchParams({ ...params, client_id: clientId, client_secret: clientSecret }),
        },
        signal,
        timeoutMs,
        retryDelayMs: () => undefined,
        // Not queued: it is another server, with limits of its own.
        beforeAttempt: () => Promise.resolve(),
        // These servers have fixed names, so a redirect comes from something in between.
        redirectFailure: () => ({ kind: 'unreachable', reason: 'page' }),
        decode: answer => decodeTokenResponse(throwIfError(answer), origin, tokenServer),
      });
      report('ok');
      return granted;
    } catch (error) {
      report(failureCode(failureOrRethrow(error)));
      throw error;
    }
  }
}

/** Throws for an error response; `wrong_client` comes with status 200. */
function throwIfError(envelope: ResponseEnvelope): ResponseEnvelope {
  if ('error' in envelope) {
    throw new PortalFailure(tokenServerFailure(envelope));
  }
  return envelope;
}
