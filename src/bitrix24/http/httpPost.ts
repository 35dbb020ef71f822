import ky from 'ky';
import { PortalFailure } from '../../model/portalFailure';
import type { Failure } from '../../model/portalFailure';
import { failureFromException } from './failures';
import type { ResponseEnvelope } from './failures';

export interface PostRequest<T> {
  readonly url: string;
  /** The parameters, sent as JSON or as a form. Secrets go here, never into the URL. */
  readonly params: { readonly json: Readonly<Record<string, unknown>> } | { readonly body: URLSearchParams };
  readonly signal?: AbortSignal | undefined;
  /** Applies to each attempt, up to the last byte of the response. */
  readonly timeoutMs: number;
  /**
   * How long to wait before another attempt; `undefined`: there is none. `retryCount`: 1 before the second attempt,
   * and never more than {@link MAX_RETRIES}.
   */
  readonly retryDelayMs: (failure: Failure, retryCount: number) => number | undefined;
  /** Awaited before each attempt, outside its timeout. Rejects with a `PortalFailure` to prevent the attempt. */
  readonly beforeAttempt: () => Promise<void>;
  /** Returns the failure for a redirect, given its `Location`. */
  readonly redirectFailure: (location: string | null) => Failure;
  /** Decodes a response, or throws a `PortalFailure`. */
  readonly decode: (envelope: ResponseEnvelope, status: number) => T;
}

/** In characters; fifty notifications of the maximum length take a tenth of it. */
const MAX_RESPONSE_LENGTH = 16_000_000;
const MAX_RETRIES = 3;

/**
 * Sends a POST request, with retries. Redirects are not followed, so that the secret is sent nowhere else.
 *
 * @throws PortalFailure of any kind; nothing else.
 */
export async function postWithRetries<T>(request: PostRequest<T>): Promise<T> {
  const { url, params, signal, timeoutMs, retryDelayMs, beforeAttempt, redirectFailure, decode } = request;
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
        limit: MAX_RETRIES,
        methods: ['post'],
        delay: () => delayMs ?? 0,
        shouldRetry: ({ error, retryCount }) => {
          delayMs = retryDelayMs(failureFromException(error).failure, retryCount);
          return delayMs !== undefined;
        },
      },
      hooks: { beforeRequest: [beforeAttempt] },
      // The whole response is read here, so that the timeout and the retries cover its body too.
      fetch: async (input, init) => {
        const response = await fetch(input, init);
        if (isRedirect(response)) {
          throw new PortalFailure(redirectFailure(response.headers.get('location')));
        }
        results.push(decode(await readEnvelope(response), response.status));
        return new Response();
      },
    });
  } catch (error) {
    throw signal?.aborted === true
      ? new PortalFailure({ kind: 'unreachable', reason: 'disconnected' })
      : failureFromException(error);
  }
  return results[0] as T;
}

/** In a browser, a redirect is opaque and hides its target. */
function isRedirect({ type, status }: Response): boolean {
  return type === 'opaqueredirect' || (status >= 300 && status < 400);
}

/** An error may come with status 200, and a failure without an error code. */
async function readEnvelope(response: Response): Promise<ResponseEnvelope> {
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

/** Reads the body, up to the maximum length of a response. */
async function readText({ body }: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of body ?? []) {
    text += decoder.decode(chunk, { stream: true });
    if (text.length > MAX_RESPONSE_LENGTH) {
      throw new PortalFailure({ kind: 'malformed' });
    }
  }
  return text;
}

function parseObject(text: string): ResponseEnvelope | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as ResponseEnvelope) : undefined;
  } catch {
    return undefined;
  }
}
