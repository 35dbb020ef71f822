import ky from 'ky';
import { PortalFailure } from '../model/portalFailure';
import type { Failure } from '../model/portalFailure';
import { transportFailure } from './failures';
import type { Envelope } from './failures';

export interface Post<T> {
  readonly url: string;
  /** The parameters, sent as JSON or as a form. Secrets stand here and never in the address. */
  readonly params: { readonly json: Readonly<Record<string, unknown>> } | { readonly body: URLSearchParams };
  readonly signal?: AbortSignal | undefined;
  /** For each attempt, until the answer's last byte. */
  readonly timeoutMs: number;
  /**
   * How long to wait before another attempt; `undefined`: there is none. `retryCount`: 1 before the second attempt,
   * and never more than {@link MOST_RETRIES}.
   */
  readonly retryDelayMs: (failure: Failure, retryCount: number) => number | undefined;
  /** Before each attempt, and no part of its time. Rejects with a `PortalFailure` where there shall be none. */
  readonly turn: () => Promise<void>;
  /** What a redirect means, given its `Location`. */
  readonly redirected: (location: string | null) => Failure;
  /** Makes of an answer what is wanted of it, or throws a `PortalFailure`. */
  readonly read: (envelope: Envelope, status: number) => T;
}

/** Characters: fifty notifications of the greatest length come to a tenth of it. */
const MAX_LENGTH = 16_000_000;
const MOST_RETRIES = 3;

/**
 * One POST, repeated where that is worth it. Redirects are not followed: the secret goes nowhere else.
 *
 * @throws PortalFailure of any kind; nothing else.
 */
export async function post<T>(request: Post<T>): Promise<T> {
  const { url, params, signal, timeoutMs, retryDelayMs, turn, redirected, read } = request;
  const results: T[] = [];
  let delayMs: number | undefined;
  try {
    await ky.post(url, {
      ...params,
      redirect: 'manual',
      credentials: 'omit',
      ...(signal !== undefined && { signal }),
      timeout: timeoutMs,
      retry: {
        limit: MOST_RETRIES,
        methods: ['post'],
        delay: () => delayMs ?? 0,
        shouldRetry: ({ error, retryCount }) => {
          delayMs = retryDelayMs(transportFailure(error).failure, retryCount);
          return delayMs !== undefined;
        },
      },
      hooks: { beforeRequest: [turn] },
      // The whole answer is read here, so that the time limit and the retries cover its body too.
      fetch: async (input, init) => {
        const response = await fetch(input, init);
        if (isRedirect(response)) {
          throw new PortalFailure(redirected(response.headers.get('location')));
        }
        results.push(read(await readEnvelope(response), response.status));
        return new Response();
      },
    });
  } catch (error) {
    throw signal?.aborted === true
      ? new PortalFailure({ kind: 'unreachable', reason: 'disconnected' })
      : transportFailure(error);
  }
  return results[0] as T;
}

/** A browser does not tell where to. */
function isRedirect({ type, status }: Response): boolean {
  return type === 'opaqueredirect' || (status >= 300 && status < 400);
}

/** An error may come with a 200, and a failure without a code. */
async function readEnvelope(response: Response): Promise<Envelope> {
  const text = await readText(response);
  const envelope = parseObject(text);
  if (envelope !== undefined && 'error' in envelope) {
    return envelope;
  }
  if (response.status >= 500) {
    throw new PortalFailure({ kind: 'unreachable', reason: 'server' });
  }
  if (envelope !== undefined) {
    return envelope;
  }
  const isPage = /^\s*</.test(text) || (response.headers.get('content-type') ?? '').includes('text/html');
  throw new PortalFailure(isPage ? { kind: 'unreachable', reason: 'page' } : { kind: 'malformed' });
}

/** The body, as far as an answer can reasonably go. */
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

function parseObject(text: string): Envelope | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Envelope) : undefined;
  } catch {
    return undefined;
  }
}
