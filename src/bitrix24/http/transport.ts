import { hostOf } from '../../model/account';
import { type CallRecord, runAndRecordCall } from '../../model/callRecord';
import { type Failure, failureOrRethrow, PortalFailure } from '../../model/portalFailure';
import { type ErrorContext, failureFromErrorResponse, failureFromRedirect, type ResponseEnvelope } from './failures';
import { postWithRetries } from './httpPost';
import type { QueuedCall, RequestQueue } from './requestQueue';
import { type CallKind, nextRetryDelayMs } from './retry';

/** Provides access tokens for a REST URL that does not contain a secret itself. */
export interface AccessTokenSource {
  /** The token to call with. */
  readonly accessToken: string;
  /**
   * Resolves with a newer token than `refused`, which the portal no longer accepts.
   *
   * @throws PortalFailure
   */
  renew(refused: string): Promise<string>;
}

export interface TransportOptions {
  /** The base URL of the methods, with a trailing slash. A webhook's contains its secret. */
  readonly restUrl: string;
  readonly tokens?: AccessTokenSource | undefined;
  /** Each attempt waits here before it is sent. */
  readonly queue: RequestQueue;
  readonly onCall: (record: CallRecord) => void;
  /** Aborts reads and prevents new calls; a write already sent is allowed to finish. */
  readonly signal?: AbortSignal | undefined;
  /** Applies to each attempt, up to the last byte of the response. */
  readonly timeoutMs?: number;
  /** The delay before the first retry of a read that got no response; doubles with each further retry. */
  readonly retryDelayMs?: number;
}

export const REQUEST_TIMEOUT_MS = 20_000;

/** Error codes that reject an access token before the method runs, so that even a write can be repeated. */
const RENEWABLE = ['EXPIRED_TOKEN', 'INVALID_TOKEN'];

/** More than one, as the newer token may come from another window and have expired too. */
const MAX_RENEWALS = 2;

/** Calls REST methods of one portal with POST and JSON. Callers never see raw responses. */
export class Transport {
  readonly #options: TransportOptions;

  constructor(options: TransportOptions) {
    this.#options = options;
  }

  /**
   * Resolves with the `result` of one REST call. `limitedMethod`: the method whose time limit it counts toward, if
   * another.
   *
   * @throws PortalFailure of any kind; nothing else.
   */
  async call(
    method: string,
    params: Readonly<Record<string, unknown>>,
    kind: CallKind,
    limitedMethod = method,
  ): Promise<unknown> {
    const { restUrl, tokens, onCall, queue, signal } = this.#options;
    if (signal?.aborted) throw new PortalFailure({ kind: 'unreachable', reason: 'disconnected' });
    const queued = { method: limitedMethod, kind, position: queue.nextPosition() };
    return runAndRecordCall({ method, host: hostOf(restUrl) }, onCall, counts => {
      const waitInQueue = async (): Promise<void> => {
        const queuedAt = Date.now();
        try {
          await queue.acquire(queued, kind === 'write' && counts.attempts > 0 ? undefined : signal);
          counts.attempts++;
        } finally {
          counts.waitedMs += Date.now() - queuedAt;
        }
      };
      return tokens === undefined
        ? this.#post(method, params, queued, waitInQueue)
        : this.#withToken(tokens, auth => this.#post(method, { ...params, auth }, queued, waitInQueue));
    });
  }

  /** Updates the rate limits from what the portal reported about a method outside the response to a call of it. */
  recordLimit(method: string, failure?: Failure): void {
    this.#options.queue.limits.record(method, failure);
  }

  /** Returns the failure for an error in the result of a `batch`, of a command with this method. */
  commandFailure(error: ResponseEnvelope, method: string): Failure {
    const secrets = this.#secretsWith(this.#options.tokens?.accessToken);
    return failureFromErrorResponse(error, { method, now: Date.now(), secrets });
  }

  /** Returns what may be a secret in a request with this access token. */
  #secretsWith(token: unknown): readonly string[] {
    const segments = new URL(this.#options.restUrl).pathname.split('/');
    return typeof token === 'string' ? [...segments, token] : segments;
  }

  async #withToken(tokens: AccessTokenSource, send: (token: string) => Promise<unknown>): Promise<unknown> {
    let token = tokens.accessToken;
    for (let renewals = 0; ; renewals++) {
      try {
        return await send(token);
      } catch (error) {
        const failure = failureOrRethrow(error);
        const isRenewable = failure.kind === 'unauthorized' && RENEWABLE.includes(failure.code.toUpperCase());
        if (!isRenewable || renewals === MAX_RENEWALS) throw error;
        token = await renewToken(tokens, token);
      }
    }
  }

  #post(
    method: string,
    json: Readonly<Record<string, unknown>>,
    { kind, method: limitedMethod }: QueuedCall,
    beforeAttempt: () => Promise<void>,
  ): Promise<unknown> {
    const { restUrl, signal, timeoutMs = REQUEST_TIMEOUT_MS, retryDelayMs } = this.#options;
    const url = `${restUrl}${method}`;
    const secrets = this.#secretsWith(json.auth);
    return postWithRetries({
      url,
      params: { json },
      signal: kind === 'read' ? signal : undefined,
      timeoutMs,
      retryDelayMs: (failure, retryCount) => nextRetryDelayMs(failure, kind, retryCount, retryDelayMs),
      beforeAttempt,
      redirectFailure: location => failureFromRedirect(location, url, secrets),
      decode: (envelope, status) => {
        const failure = failureIn(envelope, { method, status, now: Date.now(), secrets });
        this.recordLimit(limitedMethod, failure);
        if (failure !== undefined) throw new PortalFailure(failure);
        return envelope.result;
      },
    });
  }
}

/** Whether the token server, or the connection to it, failed in a way that may be temporary. */
function isTemporary(failure: Failure): boolean {
  switch (failure.kind) {
    case 'unreachable':
      return failure.reason !== 'moved' && failure.reason !== 'disconnected';
    case 'malformed':
    case 'rateLimited':
      return true;
    default:
      return false;
  }
}

/** Temporary failures become `renewal`, as the portal had refused the call before it ran. */
async function renewToken(tokens: AccessTokenSource, refused: string): Promise<string> {
  try {
    return await tokens.renew(refused);
  } catch (error) {
    throw isTemporary(failureOrRethrow(error)) ? new PortalFailure({ kind: 'unreachable', reason: 'renewal' }) : error;
  }
}

function failureIn(envelope: ResponseEnvelope, context: ErrorContext): Failure | undefined {
  if ('error' in envelope) return failureFromErrorResponse(envelope, context);
  return 'result' in envelope ? undefined : { kind: 'malformed' };
}
