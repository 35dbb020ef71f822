import { failureCode, failureOrRethrow, PortalFailure } from '../../model/portalFailure';
import type { Failure } from '../../model/portalFailure';
import { failureFromErrorCode, redirectFailure } from './failures';
import type { ErrorContext, ResponseEnvelope } from './failures';
import { postWithRetries } from './httpPost';
import type { QueuedCall, RequestQueue } from './requestQueue';
import { nextRetryDelayMs } from './retry';
import type { CallKind } from './retry';

/** What may be logged about a call. */
export interface CallRecord {
  readonly method: string;
  /** Excludes the time in the queue. */
  readonly durationMs: number;
  /** Time in the queue over all attempts, if there is a queue. */
  readonly waitedMs?: number;
  /** Requests sent; 0 if the portal had asked to wait. */
  readonly attempts: number;
  /** `ok`, the portal's error code, or the kind of failure. */
  readonly outcome: string;
}

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
   * Resolves with the `result` of one REST call. `limited`: the method whose time limit it counts toward, if another.
   *
   * @throws PortalFailure of any kind; nothing else.
   */
  async call(
    method: string,
    params: Readonly<Record<string, unknown>>,
    kind: CallKind,
    limited = method,
  ): Promise<unknown> {
    const { tokens, onCall, queue, signal } = this.#options;
    if (signal?.aborted) {
      throw new PortalFailure({ kind: 'unreachable', reason: 'disconnected' });
    }
    const startedAt = Date.now();
    const queued = { method: limited, kind, position: queue.nextPosition() };
    let attempts = 0;
    let waitedMs = 0;
    const report = (outcome: string): void => {
      onCall({ method, durationMs: Date.now() - startedAt - waitedMs, waitedMs, attempts, outcome });
    };
    const turn = async (): Promise<void> => {
      const queuedAt = Date.now();
      try {
        await queue.acquire(queued, kind === 'write' && attempts > 0 ? undefined : signal);
        attempts++;
      } finally {
        waitedMs += Date.now() - queuedAt;
      }
    };
    const send = (token?: string): Promise<unknown> =>
      this.#post(method, token === undefined ? params : { ...params, auth: token }, queued, turn);
    try {
      const result = await (tokens === undefined ? send() : this.#withToken(tokens, send));
      report('ok');
      return result;
    } catch (error) {
      report(failureCode(failureOrRethrow(error)));
      throw error;
    }
  }

  /** Updates the rate limits from what the portal reported about a method outside the response to a call of it. */
  recordLimit(method: string, failure?: Failure): void {
    this.#options.queue.limits.record(method, failure);
  }

  async #withToken(tokens: AccessTokenSource, send: (token: string) => Promise<unknown>): Promise<unknown> {
    let token = tokens.accessToken;
    for (let renewals = 0; ; renewals++) {
      try {
        return await send(token);
      } catch (error) {
        const failure = failureOrRethrow(error);
        const isRenewable = failure.kind === 'unauthorized' && RENEWABLE.includes(failure.code.toUpperCase());
        if (!isRenewable || renewals === MAX_RENEWALS) {
          throw error;
        }
        token = await renewed(tokens, token);
      }
    }
  }

  #post(
    method: string,
    json: Readonly<Record<string, unknown>>,
    { kind, method: limited }: QueuedCall,
    turn: () => Promise<void>,
  ): Promise<unknown> {
    const { restUrl, signal, timeoutMs = REQUEST_TIMEOUT_MS, retryDelayMs } = this.#options;
    const url = `${restUrl}${method}`;
    return postWithRetries({
      url,
      params: { json },
      signal: kind === 'read' ? signal : undefined,
      timeoutMs,
      retryDelayMs: (failure, retryCount) => nextRetryDelayMs(failure, kind, retryCount, retryDelayMs),
      beforeAttempt: turn,
      redirectFailure: location => redirectFailure(location, url),
      decode: (envelope, status) =>
        this.#told(limited, () => resultIn(envelope, { scope: scopeOf(method), status })),
    });
  }

  /** Updates the rate limits from every response. */
  #told(method: string, result: () => unknown): unknown {
    try {
      const told = result();
      this.recordLimit(method);
      return told;
    } catch (error) {
      this.recordLimit(method, failureOrRethrow(error));
      throw error;
    }
  }
}

/** Whether the token server, or the connection to it, failed in a way that may be temporary. */
function isPassing(failure: Failure): boolean {
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

/** Renews a token. Temporary failures become `renewal`, as the portal had refused the call before it ran. */
async function renewed(tokens: AccessTokenSource, token: string): Promise<string> {
  try {
    return await tokens.renew(token);
  } catch (error) {
    throw isPassing(failureOrRethrow(error))
      ? new PortalFailure({ kind: 'unreachable', reason: 'renewal' })
      : error;
  }
}

/** Returns the permission that a method requires. */
function scopeOf(method: string): string {
  return method.startsWith('user.') ? 'user' : 'im';
}

function resultIn(envelope: ResponseEnvelope, told: ErrorContext): unknown {
  if ('error' in envelope) {
    throw failureFromErrorCode(envelope, Date.now(), told);
  }
  if ('result' in envelope) {
    return envelope.result;
  }
  throw new PortalFailure({ kind: 'malformed' });
}
