import { PortalFailure } from '../../model/portalFailure';
import { failureFromFetchError } from '../http/fetchErrors';
import { readText, withTimeLimit } from '../http/httpPost';

export type LongPollResponse =
  | { readonly kind: 'messages'; readonly text: string }
  /** `lastMessageId`: of the newest message in the channel. `isDated`: it has the date that stands for a closed channel. */
  | { readonly kind: 'idle'; readonly lastMessageId: string | undefined; readonly isDated: boolean }
  /** The server does not know the channel, or not any more. */
  | { readonly kind: 'rejected' };

/** Push servers answer after 40 s at the latest; one that doesn't is noticed within a minute. */
const RESPONSE_TIMEOUT_MS = 55_000;

/** In characters; a notification takes some thousand. */
const MAX_RESPONSE_LENGTH = 1_000_000;

/** The `Expires` of a response without messages. */
const DATED = 'Thu, 01 Jan 1973 11:11:01 GMT';

/**
 * Waits for messages at the push server. The address is a secret, so redirects are not followed, and errors don't have
 * it.
 *
 * @throws PortalFailure `unreachable` or `malformed`; nothing else.
 */
export async function longPoll(url: URL, signal: AbortSignal): Promise<LongPollResponse> {
  try {
    return await withTimeLimit(RESPONSE_TIMEOUT_MS, signal, async ended => {
      const response = await fetch(url, { redirect: 'manual', credentials: 'omit', signal: ended });
      if (response.status === 200) return { kind: 'messages', text: await readText(response, MAX_RESPONSE_LENGTH) };
      void response.body?.cancel().catch(() => undefined);
      return decodeStatus(response);
    });
  } catch (error) {
    throw new PortalFailure(failureFromFetchError(error));
  }
}

function decodeStatus({ status, type, headers }: Response): LongPollResponse {
  if (status === 304) {
    const lastMessageId = headers.get('last-message-id') ?? undefined;
    return { kind: 'idle', lastMessageId, isDated: headers.get('expires') === DATED };
  }
  if (type === 'opaqueredirect' || (status >= 300 && status < 400)) {
    throw new PortalFailure({ kind: 'unreachable', reason: 'redirect' });
  }
  if (status >= 400 && status < 500 && ![408, 425, 429].includes(status)) return { kind: 'rejected' };
  throw new PortalFailure({ kind: 'unreachable', reason: 'server' });
}
