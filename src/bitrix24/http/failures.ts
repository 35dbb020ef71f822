import {
  type Failure,
  isErrorCode,
  MAX_BLOCK_MS,
  PortalFailure,
  type UnreachableReason,
} from '../../model/portalFailure';
import { propertiesOf } from '../../model/unknownValue';
import { movedOriginFromRedirect } from '../address/portalAddress';

/** The JSON object of a response, which may be an error. */
export type ResponseEnvelope = Readonly<Record<string, unknown>>;

/** Replaces a value that can't be an error code. */
const UNKNOWN_CODE = 'UNKNOWN_ERROR';

/** The kinds of failure by error code. */
const KINDS: ReadonlyMap<string, 'blocked' | 'unauthorized' | 'forbidden' | 'brokeDown'> = new Map([
  ['OVERLOAD_LIMIT', 'blocked'],
  ['PORTAL_DELETED', 'blocked'],
  ['PAYMENT_REQUIRED', 'blocked'],
  ['APPLICATION_NOT_FOUND', 'unauthorized'],
  ['AUTHORIZATION_ERROR', 'unauthorized'],
  ['ERROR_OAUTH', 'unauthorized'],
  ['EXPIRED_TOKEN', 'unauthorized'],
  ['INVALID_CREDENTIALS', 'unauthorized'],
  ['INVALID_REQUEST', 'unauthorized'],
  ['INVALID_TOKEN', 'unauthorized'],
  ['NO_AUTH_FOUND', 'unauthorized'],
  ['ACCESS_DENIED', 'forbidden'],
  ['USER_ACCESS_ERROR', 'forbidden'],
  ['WRONG_AUTH_TYPE', 'forbidden'],
  ['ERROR_CORE', 'brokeDown'],
  ['ERROR_UNEXPECTED_ANSWER', 'brokeDown'],
  ['INTERNAL_SERVER_ERROR', 'brokeDown'],
  ['INTERNAL_WRONG_TRANSPORT', 'brokeDown'],
  [UNKNOWN_CODE, 'brokeDown'],
  ['WRONG_ENCODING', 'brokeDown'],
]);

/** How long a block by `OPERATION_TIME_LIMIT` lasts if the response doesn't say. */
const OPERATION_BLOCK_MS = 10 * 60_000;

/** Error codes of Node and OpenSSL, as found in the causes of a failed `fetch`. */
const REASONS: readonly (readonly [RegExp, UnreachableReason])[] = [
  [/^(ENOTFOUND|EAI_\w+)$/, 'host'],
  [/^(ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|ERR_INTERNET_DISCONNECTED)$/, 'connection'],
  [/CERT|SIGNATURE|^ERR_TLS/, 'certificate'],
  [/TIMEOUT|^ETIMEDOUT$/, 'timeout'],
];

/**
 * Returns the failure for an error response. It depends on the code, in any letter case: the documentation and the
 * server disagree about the HTTP status (see "System errors" in the REST documentation). Only for an unknown code
 * does the `status` matter: 500 or more means that the portal failed instead of refusing. `scope`: the permission
 * that the method requires.
 *
 * `envelope`: `{error, error_description, …}`; besides these two, only `operating_reset_at` (unix seconds) is read.
 */
export function failureFromErrorResponse(
  envelope: ResponseEnvelope,
  now: number,
  { scope = 'im', status = 400 }: { readonly scope?: string; readonly status?: number } = {},
): Failure {
  const code = printableCode(envelope.error);
  const name = code.toUpperCase();
  if (name === 'QUERY_LIMIT_EXCEEDED') return { kind: 'rateLimited', code };
  if (name === 'OPERATION_TIME_LIMIT') return { kind: 'rateLimited', code, retryAt: operationResetTime(envelope, now) };
  if (name === 'ACCESS_DENIED' && /commercial plan|subscription/i.test(String(envelope.error_description))) {
    return { kind: 'blocked', code };
  }
  if (name === 'INSUFFICIENT_SCOPE') return { kind: 'forbidden', code, scope };
  return { kind: KINDS.get(name) ?? (status >= 500 ? 'brokeDown' : 'refused'), code };
}

/** Codes for the token server's own problems. */
const TOKEN_SERVER_TROUBLE = [
  'ERROR_CORE',
  'ERROR_UNEXPECTED_ANSWER',
  'INTERNAL_SERVER_ERROR',
  'SERVER_ERROR',
  'TEMPORARILY_UNAVAILABLE',
];

/**
 * Returns the failure for an error of the token server: it rejected the application, the code or the refresh token,
 * unless the error code says otherwise ("Error codes" of OAuth 2.0 in the REST documentation).
 */
export function failureFromTokenServerError(envelope: ResponseEnvelope): Failure {
  const code = printableCode(envelope.error);
  const name = code.toUpperCase();
  if (name === 'QUERY_LIMIT_EXCEEDED') return { kind: 'rateLimited', code };
  if (TOKEN_SERVER_TROUBLE.includes(name)) return { kind: 'unreachable', reason: 'server' };
  return { kind: KINDS.get(name) === 'blocked' ? 'blocked' : 'unauthorized', code };
}

/** Returns the failure for an error thrown by ky, `fetch` or the body reader. Keeps only the reason. */
export function failureFromFetchError(error: unknown): Failure {
  return error instanceof PortalFailure ? error.failure : { kind: 'unreachable', reason: unreachableReason(error) };
}

function unreachableReason(error: unknown): UnreachableReason {
  if (error instanceof Error && error.name === 'TimeoutError') return 'timeout';
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const code = 'code' in cause && typeof cause.code === 'string' ? cause.code : '';
    const reason = REASONS.find(([pattern]) => pattern.test(code))?.[1];
    if (reason !== undefined) return reason === 'connection' && wasConnected(cause) ? 'network' : reason;
  }
  return 'network';
}

/** Whether the connection broke only after it was established: the route to a host can also be lost during a call. */
function wasConnected(error: Error): boolean {
  return 'syscall' in error && (error.syscall === 'read' || error.syscall === 'write');
}

/** Returns the failure for a redirect. Only the user can decide to follow it: nothing is sent there automatically. */
export function failureFromRedirect(location: string | null, url: string): Failure {
  const movedTo = movedOriginFromRedirect(location, url);
  return { kind: 'unreachable', reason: 'moved', ...(movedTo !== undefined && { movedTo }) };
}

function printableCode(code: unknown): string {
  return isErrorCode(code) ? code : UNKNOWN_CODE;
}

function operationResetTime(envelope: ResponseEnvelope, now: number): number {
  const seconds = Number(envelope.operating_reset_at ?? propertiesOf(envelope.time).operating_reset_at);
  return seconds > 0 ? Math.min(seconds * 1000, now + MAX_BLOCK_MS) : now + OPERATION_BLOCK_MS;
}
