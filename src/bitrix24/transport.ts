import { failureIn, outcomeOf, PortalFailure } from '../model/portalFailure';
import type { Failure } from '../model/portalFailure';
import { codedFailure, movedFailure } from './failures';
import type { Envelope, Told } from './failures';
import { post } from './post';
import type { Effect, Queue, Queued } from './queue';
import { retryDelay } from './retries';

/** What a log may tell of a call. */
export interface CallRecord {
  readonly method: string;
  /** Without the time in the queue. */
  readonly durationMs: number;
  /** In the queue, over all attempts, where there is one. */
  readonly waitedMs?: number;
  /** Requests that went out; none where the portal had asked to wait. */
  readonly attempts: number;
  /** `ok`, the portal's error code, or the kind of failure. */
  readonly outcome: string;
}

/** Access tokens, for an address that does not hold its secret itself. */
export interface AccessTokens {
  /** The one to call with. */
  readonly current: string;
  /**
   * A newer one than this, which the portal no longer takes.
   *
   * @throws PortalFailure
   */
  renew(refused: string): Promise<string>;
}

export interface TransportOptions {
  /** Where the methods live, with the slash at its end; a webhook's holds the secret. */
  readonly address: string;
  readonly tokens?: AccessTokens | undefined;
  /** Where each attempt waits for its turn. */
  readonly queue: Queue;
  readonly onCall: (record: CallRecord) => void;
  /** Ends the reads, and lets no call begin; a write that is under way is let come to its end. */
  readonly signal?: AbortSignal | undefined;
  /** For each attempt, until the answer's last byte. */
  readonly timeoutMs?: number;
  /** The first wait before a read is made again that had no answer; each further one is twice as long. */
  readonly retryDelayMs?: number;
}

export const TIMEOUT_MS = 20_000;

/** What an access token is refused with before the method runs, so that a write may be made again too. */
const RENEWABLE = ['EXPIRED_TOKEN', 'INVALID_TOKEN'];

/** The newer token may be another window's, and too old by now as well. */
const MOST_RENEWALS = 2;

/** Calls REST methods of one portal: POST, JSON. Everything raw ends here. */
export class Transport {
  readonly #options: TransportOptions;

  constructor(options: TransportOptions) {
    this.#options = options;
  }

  /**
   * The `result` of one REST call. `limited`: whose limit of time it counts for, if not its own.
   *
   * @throws PortalFailure of any kind; nothing else.
   */
  async call(
    method: string,
    params: Readonly<Record<string, unknown>>,
    effect: Effect,
    limited = method,
  ): Promise<unknown> {
    const { tokens, onCall, queue, signal } = this.#options;
    if (signal?.aborted) {
      throw new PortalFailure({ kind: 'unreachable', reason: 'disconnected' });
    }
    const startedAt = Date.now();
    const queued = { method: limited, effect, place: queue.place() };
    let attempts = 0;
    let waitedMs = 0;
    const report = (outcome: string): void => {
      onCall({ method, durationMs: Date.now() - startedAt - waitedMs, waitedMs, attempts, outcome });
    };
    const turn = async (): Promise<void> => {
      const queuedAt = Date.now();
      try {
        await queue.turn(queued, effect === 'write' && attempts > 0 ? undefined : signal);
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
      report(outcomeOf(failureIn(error)));
      throw error;
    }
  }

  /** What the portal said of a method, beside the answer to a call of it. */
  learn(method: string, failure?: Failure): void {
    this.#options.queue.limits.learn(method, failure);
  }

  async #withToken(tokens: AccessTokens, send: (token: string) => Promise<unknown>): Promise<unknown> {
    let token = tokens.current;
    for (let renewals = 0; ; renewals++) {
      try {
        return await send(token);
      } catch (error) {
        const failure = failureIn(error);
        const isRenewable = failure.kind === 'unauthorized' && RENEWABLE.includes(failure.code.toUpperCase());
        if (!isRenewable || renewals === MOST_RENEWALS) {
          throw error;
        }
        token = await renewed(tokens, token);
      }
    }
  }

  #post(
    method: string,
    json: Readonly<Record<string, unknown>>,
    { effect, method: limited }: Queued,
    turn: () => Promise<void>,
  ): Promise<unknown> {
    const { address, signal, timeoutMs = TIMEOUT_MS, retryDelayMs } = this.#options;
    const url = `${address}${method}`;
    return post({
      url,
      params: { json },
      signal: effect === 'read' ? signal : undefined,
      timeoutMs,
      retryDelayMs: (failure, retryCount) => retryDelay(failure, effect, retryCount, retryDelayMs),
      turn,
      redirected: location => movedFailure(location, url),
      read: (envelope, status) =>
        this.#told(limited, () => resultIn(envelope, { scope: scopeOf(method), status })),
    });
  }

  /** The limits learn from every answer. */
  #told(method: string, result: () => unknown): unknown {
    try {
      const told = result();
      this.learn(method);
      return told;
    } catch (error) {
      this.learn(method, failureIn(error));
      throw error;
    }
  }
}

/** It is the token server's trouble, or the way to it: another time it may work. */
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

/** Whatever the token server did: the portal has refused the call before it ran. */
async function renewed(tokens: AccessTokens, token: string): Promise<string> {
  try {
    return await tokens.renew(token);
  } catch (error) {
    throw isPassing(failureIn(error)) ? new PortalFailure({ kind: 'unreachable', reason: 'renewal' }) : error;
  }
}

/** The permission that a method asks for. */
function scopeOf(method: string): string {
  return method.startsWith('user.') ? 'user' : 'im';
}

function resultIn(envelope: Envelope, told: Told): unknown {
  if ('error' in envelope) {
    throw codedFailure(envelope, Date.now(), told);
  }
  if ('result' in envelope) {
    return envelope.result;
  }
  throw new PortalFailure({ kind: 'malformed' });
}
