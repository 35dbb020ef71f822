import type { KyInstance } from 'ky';
import { type Failure, PortalFailure } from '../../model/portalFailure';
import { isRecord, propertiesOf } from '../../model/unknownValue';
import { type ResponseEnvelope, TOO_MANY_REQUESTS } from './failures';
import { failureFromFetchError } from './fetchErrors';

interface PostRequest<T> {
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

/** Loaded when the first request is made, so that it does not delay the start. */
let ky: KyInstance | undefined;

/**
 * Sends a POST request, with retries. Redirects are not followed, so that the secret is sent nowhere else.
 *
 * @throws PortalFailure of any kind; nothing else.
 */
export async function postWithRetries<T>(request: PostRequest<T>): Promise<T> {
  const { signal, retryDelayMs, beforeAttempt } = request;
  for (let retryCount = 1; ; retryCount++) {
    let failure: Failure;
    try {
      await beforeAttempt();
      return await post(request);
    } catch (error) {
      failure = failureFromFetchError(error);
    }
    const isRetried = signal?.aborted !== true && retryCount <= MAX_RETRIES;
    const delayMs = isRetried ? retryDelayMs(failure, retryCount) : undefined;
    if (delayMs !== undefined) {
      await waitUnlessAborted(delayMs, signal);
    }
    if (signal?.aborted === true) throw new PortalFailure({ kind: 'unreachable', reason: 'disconnected' });
    if (delayMs === undefined) throw new PortalFailure(failure);
  }
}

/** Makes one attempt. */
async function post<T>({ url, params, signal, timeoutMs, redirectFailure, decode }: PostRequest<T>): Promise<T> {
  ky ??= (await import('ky')).default;
  const client = ky;
  return withTimeLimit(timeoutMs, signal, async ended => {
    const response = await client.post(url, {
      ...params,
      redirect: 'manual',
      credentials: 'omit',
      retry: 0,
      throwHttpErrors: false,
      timeout: false,
      signal: ended,
    });
    if (isRedirect(response)) throw new PortalFailure(redirectFailure(response.headers.get('location')));
    if (isOtherPage(response)) throw new PortalFailure({ kind: 'unreachable', reason: 'page' });
    return decode(await readEnvelope(response), response.status);
  });
}

/**
 * Aborts the work when the time is over or `signal` is aborted, and doesn't wait for it then: a body that can't be
 * decompressed may never end. `AbortSignal.any` would do with less code, but Node.js may collect its parts as garbage.
 */
export async function withTimeLimit<T>(
  timeoutMs: number,
  signal: AbortSignal | undefined,
  work: (ended: AbortSignal) => Promise<T>,
): Promise<T> {
  signal?.throwIfAborted();
  const controller = new AbortController();
  const abort = (): void => controller.abort();
  const timer = setTimeout(() => controller.abort(new DOMException('', 'TimeoutError')), timeoutMs);
  signal?.addEventListener('abort', abort);
  const ended = new Promise<never>((_resolve, reject) => {
    controller.signal.addEventListener('abort', () => reject(controller.signal.reason as DOMException));
  });
  try {
    return await Promise.race([work(controller.signal), ended]);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', abort);
  }
}

/** Resolves after the delay, or at once when aborted. */
export function waitUnlessAborted(delayMs: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise(resolve => {
    const end = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, delayMs);
    signal?.addEventListener('abort', end);
    if (signal?.aborted === true) end();
  });
}

/**
 * Whether the request was turned away to another address: a portal redirects only before a method runs, and what is in
 * front of it instead of passing the request on. In a browser, a redirect is opaque and hides its target.
 */
function isRedirect({ type, status }: Response): boolean {
  return type === 'opaqueredirect' || [301, 302, 307, 308].includes(status);
}

/** Whether another page answers instead, such as by 303 (See Other), which may also follow a request that was executed. */
function isOtherPage({ status }: Response): boolean {
  return status >= 300 && status < 400;
}

/** An error may come with status 200, and a failure without an error code. */
async function readEnvelope(response: Response): Promise<ResponseEnvelope> {
  // Removes byte order marks as well.
  const text = (await readText(response, MAX_RESPONSE_LENGTH)).trim();
  const envelope = parseObject(text);
  if (envelope !== undefined && 'error' in envelope) return envelope;
  if (response.status === 429 && envelope?.result === undefined) return { error: TOO_MANY_REQUESTS };
  if (response.status >= 500) throw new PortalFailure({ kind: 'unreachable', reason: 'server' });
  if (envelope !== undefined) return envelope;
  if (text === '') throw new PortalFailure({ kind: 'malformed', reason: 'empty' });
  if (hasTextAroundEnvelope(text)) throw new PortalFailure({ kind: 'malformed', reason: 'extraText' });
  const isPage = text.startsWith('<') || (response.headers.get('content-type') ?? '').includes('text/html');
  throw new PortalFailure(isPage ? { kind: 'unreachable', reason: 'page' } : { kind: 'malformed' });
}

/**
 * Whether the text has an envelope with other text around it, such as messages of PHP. The envelope is not used: what
 * stands in the middle of a text may be quoted by something other than the portal, and would say whether a write was
 * executed.
 */
function hasTextAroundEnvelope(text: string): boolean {
  const start = text.search(/\{\s*"(?:result|error)"\s*:/);
  return start >= 0 && parseObject(text.slice(start, text.lastIndexOf('}') + 1)) !== undefined;
}

/** Reads the body; one that is longer is `malformed`. `maxLength`: in characters. */
export async function readText({ body }: Response, maxLength: number): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of body ?? []) {
    text += decoder.decode(chunk, { stream: true });
    if (text.length > maxLength) throw new PortalFailure({ kind: 'malformed' });
  }
  return text;
}

function parseObject(text: string): ResponseEnvelope | undefined {
  try {
    const value: unknown = JSON.parse(text);
    // A list is an empty map of PHP.
    return isRecord(value) || Array.isArray(value) ? propertiesOf(value) : undefined;
  } catch {
    return undefined;
  }
}
