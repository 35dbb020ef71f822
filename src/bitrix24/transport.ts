import ky from 'ky';
import { outcomeOf, PortalFailure } from '../model/portalFailure';
import type { Failure } from '../model/portalFailure';
import { codedFailure, transportFailure } from './failures';

/** Whether a call that failed without an answer may be made again: a read may, a write may have been executed. */
export type Effect = 'read' | 'write';

/** What a log may tell of a call. */
export interface CallRecord {
  readonly method: string;
  readonly durationMs: number;
  readonly attempts: number;
  /** `ok`, the portal's error code, or the kind of failure. */
  readonly outcome: string;
}

export interface TransportOptions {
  /** Where the methods live, with the slash at its end; holds the secret. */
  readonly address: string;
  readonly onCall: (record: CallRecord) => void;
  /** Ends the reads, and lets no call begin; a write that is under way is let come to its end. */
  readonly signal?: AbortSignal | undefined;
  /** For each attempt, until the answer's last byte. */
  readonly timeoutMs?: number;
  /** The first wait before another attempt; each further one is twice as long. */
  readonly retryDelayMs?: number;
}

/** Characters: fifty notifications of the greatest length come to a tenth of it. */
const MAX_LENGTH = 16_000_000;
const RATE_LIMIT_RETRIES = 3;
const READ_RETRIES = 2;
const TIMEOUT_MS = 20_000;
const RETRY_DELAY_MS = 1_000;
const BACKOFF_LIMIT_MS = 8_000;

/** Calls REST methods of one portal: POST, JSON. Everything raw ends here. */
export class Transport {
  readonly #options: TransportOptions;

  constructor(options: TransportOptions) {
    this.#options = options;
  }

  /**
   * The `result` of one REST call.
   *
   * @throws PortalFailure of any kind; nothing else.
   */
  async call(method: string, params: Readonly<Record<string, unknown>>, effect: Effect): Promise<unknown> {
    const { address, onCall, signal, timeoutMs = TIMEOUT_MS, retryDelayMs = RETRY_DELAY_MS } = this.#options;
    if (signal?.aborted) {
      throw new PortalFailure({ kind: 'unreachable', reason: 'disconnected' });
    }
    const startedAt = Date.now();
    let attempts = 0;
    const report = (outcome: string): void => {
      onCall({ method, durationMs: Date.now() - startedAt, attempts, outcome });
    };
    let result: unknown;
    try {
      await ky.post(`${address}${method}`, {
        json: params,
        redirect: 'manual',
        credentials: 'omit',
        ...(effect === 'read' && signal !== undefined && { signal }),
        timeout: timeoutMs,
        retry: {
          limit: RATE_LIMIT_RETRIES,
          methods: ['post'],
          delay: attempt => retryDelayMs * 2 ** (attempt - 1),
          backoffLimit: BACKOFF_LIMIT_MS,
          jitter: delayMs => delayMs * (0.5 + Math.random() / 2),
          shouldRetry: ({ error, retryCount }) =>
            isWorthRetrying(transportFailure(error).failure, effect, retryCount),
        },
        // The whole answer is read here, so that the time limit and the retries cover its body too.
        fetch: async (input, init) => {
          attempts++;
          result = await readResult(await fetch(input, init), scopeOf(method));
          return new Response();
        },
      });
    } catch (error) {
      const isLeft = effect === 'read' && signal?.aborted === true;
      const failure = isLeft
        ? new PortalFailure({ kind: 'unreachable', reason: 'disconnected' })
        : transportFailure(error);
      report(outcomeOf(failure.failure));
      throw failure;
    }
    report('ok');
    return result;
  }
}

function isWorthRetrying(failure: Failure, effect: Effect, retryCount: number): boolean {
  switch (failure.kind) {
    case 'rateLimited':
      return failure.retryAt === undefined;
    case 'unreachable':
      return effect === 'read' && failure.reason !== 'moved' && retryCount <= READ_RETRIES;
    default:
      return false;
  }
}

/** The permission that a method asks for. */
function scopeOf(method: string): string {
  return method.startsWith('user.') ? 'user' : 'im';
}

/** Checks the envelope: a 200 may carry `{error}`, and an error may come without a code. */
async function readResult(response: Response, scope: string): Promise<unknown> {
  if (response.type === 'opaqueredirect' || (response.status >= 300 && response.status < 400)) {
    throw new PortalFailure({ kind: 'unreachable', reason: 'moved' });
  }
  const text = await readText(response);
  const envelope = parseObject(text);
  if (envelope !== undefined && 'error' in envelope) {
    throw codedFailure(envelope, Date.now(), scope);
  }
  if (response.status >= 500) {
    throw new PortalFailure({ kind: 'unreachable', reason: 'server' });
  }
  if (envelope !== undefined && 'result' in envelope) {
    return envelope.result;
  }
  const isPage = /^\s*</.test(text) || (response.headers.get('content-type') ?? '').includes('text/html');
  throw new PortalFailure(isPage ? { kind: 'unreachable', reason: 'page' } : { kind: 'malformed' });
}

/** The body, as far as a portal's answer can reasonably go. */
async function readText({ body }: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of body ?? []) {
    text += decoder.decode(chunk, { stream: true });
    if (text.length > MAX_LENGTH) {
      throw new PortalFailure({ kind: 'malformed' });
    }
  }
  return text;
}

function parseObject(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
