import { postWithRetries } from '../../../src/bitrix24/http/httpPost';

/** The first request loads the HTTP client, which takes time also where a test's clock stands still. Sends nothing. */
export const httpClientLoaded = postWithRetries({
  url: 'https://portal.example/',
  params: { json: {} },
  signal: AbortSignal.abort(),
  timeoutMs: 1,
  retryDelayMs: () => undefined,
  beforeAttempt: () => Promise.resolve(),
  redirectFailure: () => ({ kind: 'unreachable', reason: 'page' }),
  decode: () => undefined,
}).catch(() => undefined);
