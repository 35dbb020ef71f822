import { PortalFailure, failureIn, outcomeOf } from '../model/portalFailure';
import type { ApplicationCredential, Grant, LocalApplication } from './access/applicationCredential';
import type { Redirect } from './access/authorization';
import { decodeGrant } from './decode/grant';
import { tokenFailure } from './failures';
import type { Envelope } from './failures';
import { post } from './post';
import { TIMEOUT_MS } from './transport';
import type { CallRecord } from './transport';

export interface TokenServerOptions {
  readonly onCall: (record: CallRecord) => void;
  readonly signal?: AbortSignal | undefined;
  /** For each attempt, until the answer's last byte. */
  readonly timeoutMs?: number;
}

interface Granted {
  readonly grant: Grant;
  readonly userId?: string;
}

/** The authorization server (`/oauth/token/`): POST, a form; secrets stand in its body. */
export class TokenServer {
  readonly #options: TokenServerOptions;

  constructor(options: TokenServerOptions) {
    this.#options = options;
  }

  /**
   * Makes a grant of a code (`grant_type=authorization_code`). `userId`: who signed in, where the server says so.
   *
   * @throws PortalFailure `unauthorized` with the server's code: `wrong_client`, `invalid_client`, `invalid_grant`, `expired_token`…
   */
  async exchange(
    origin: string,
    application: LocalApplication,
    { code, tokenServer }: Redirect,
  ): Promise<Granted> {
    const params = { grant_type: 'authorization_code', code };
    return this.#ask({ origin, tokenServer }, application, params);
  }

  /**
   * Makes new tokens of the refresh token (`grant_type=refresh_token`).
   *
   * @throws PortalFailure `unauthorized` where the person has to sign in again
   */
  async refresh({ origin, application, grant }: ApplicationCredential): Promise<Grant> {
    const { refreshToken, tokenServer } = grant;
    const params = { grant_type: 'refresh_token', refresh_token: refreshToken };
    return (await this.#ask({ origin, tokenServer }, application, params)).grant;
  }

  async #ask(
    { origin, tokenServer }: { readonly origin: string; readonly tokenServer: string },
    { clientId, clientSecret }: LocalApplication,
    params: Readonly<Record<string, string>>,
  ): Promise<Granted> {
    const { onCall, signal, timeoutMs = TIMEOUT_MS } = this.#options;
    const startedAt = Date.now();
    const report = (outcome: string): void => {
      onCall({ method: 'oauth/token', durationMs: Date.now() - startedAt, attempts: 1, outcome });
    };
    try {
      const granted = await post({
        url: `${tokenServer}/oauth/token/`,
        params: {
          body: new URLSearchParams({ ...params, client_id: clientId, client_secret: clientSecret }),
        },
        signal,
        timeoutMs,
        retryDelayMs: () => undefined,
        // It is another server, with limits of its own.
        turn: () => Promise.resolve(),
        // These servers have fixed names, so that somebody stands in between.
        redirected: () => ({ kind: 'unreachable', reason: 'page' }),
        read: answer => decodeGrant(checked(answer), origin, tokenServer),
      });
      report('ok');
      return granted;
    } catch (error) {
      report(outcomeOf(failureIn(error)));
      throw error;
    }
  }
}

/** `wrong_client` comes with a 200. */
function checked(envelope: Envelope): Envelope {
  if ('error' in envelope) {
    throw new PortalFailure(tokenFailure(envelope));
  }
  return envelope;
}
