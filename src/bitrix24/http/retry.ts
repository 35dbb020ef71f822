import type { Failure, UnreachableReason } from '../../model/portalFailure';

/** Whether a call that got no response can be repeated: a read can, but a write may have been executed. */
export type CallKind = 'read' | 'write';

const FIRST_DELAY_MS = 1_000;
const MAX_DELAY_MS = 8_000;
const MAX_READ_RETRIES = 2;

/** The reasons that are still the same a moment later. */
const LASTING: readonly UnreachableReason[] = [
  'proxySignIn',
  'proxy',
  'moved',
  'license',
  'gone',
  'signInPage',
  'redirect',
];

/** Returns a delay that doubles each time, reduced at random by up to half to spread retries. `time`: from 1. */
export function backoffDelayMs(firstMs: number, time: number, mostMs: number): number {
  return Math.round(Math.min(firstMs * 2 ** (time - 1), mostMs) * (0.5 + Math.random() / 2));
}

/** Returns the delay before a failed call is queued again; `undefined` if it is not retried. */
export function nextRetryDelayMs(
  failure: Failure,
  kind: CallKind,
  retryCount: number,
  firstMs = FIRST_DELAY_MS,
): number | undefined {
  switch (failure.kind) {
    case 'rateLimited':
      // A call over the portal's limit was not executed, and the queue itself pauses before it is sent again. Others
      // who limit the requests promise nothing, so that only reads are sent again then.
      return failure.retryAt === undefined && (kind === 'read' || isPortalLimit(failure.code)) ? 0 : undefined;
    case 'unreachable': {
      const isRepeatable = kind === 'read' && !LASTING.includes(failure.reason) && retryCount <= MAX_READ_RETRIES;
      return isRepeatable ? backoffDelayMs(firstMs, retryCount, MAX_DELAY_MS) : undefined;
    }
    default:
      return undefined;
  }
}

function isPortalLimit(code: string): boolean {
  return code.toUpperCase() === 'QUERY_LIMIT_EXCEEDED';
}
