import { type Failure, isErrorCode, MAX_BLOCK_MS } from '../../model/portalFailure';
import { propertiesOf, toNumber } from '../../model/unknownValue';
import { movedOriginFromRedirect, redirectReason } from '../address/movedOrigin';
import { revealsSecret } from '../address/secrets';

/** The JSON object of a response, which may be an error. */
export type ResponseEnvelope = Readonly<Record<string, unknown>>;

/** Replaces a value that can't be an error code. */
const UNKNOWN_CODE = 'UNKNOWN_ERROR';

/** Stands for a response with the status 429 and no error code: a balancer or a firewall limits the requests. */
export const TOO_MANY_REQUESTS = 'TOO_MANY_REQUESTS';

/** The kinds of failure by error code. */
const KINDS: ReadonlyMap<string, 'blocked' | 'unauthorized' | 'forbidden' | 'brokeDown'> = new Map([
  // The portal requires HTTPS, and takes the request for HTTP although all addresses are HTTPS.
  ['INVALID_REQUEST', 'blocked'],
  ['OVERLOAD_LIMIT', 'blocked'],
  ['PORTAL_DELETED', 'blocked'],
  ['PAYMENT_REQUIRED', 'blocked'],
  ['APPLICATION_NOT_FOUND', 'unauthorized'],
  ['AUTHORIZATION_ERROR', 'unauthorized'],
  ['ERROR_OAUTH', 'unauthorized'],
  ['EXPIRED_TOKEN', 'unauthorized'],
  ['INVALID_CREDENTIALS', 'unauthorized'],
  ['INVALID_TOKEN', 'unauthorized'],
  ['NO_AUTH_FOUND', 'unauthorized'],
  ['USER_ACCESS_ERROR', 'forbidden'],
  ['WRONG_AUTH_TYPE', 'forbidden'],
  ['ERROR_CORE', 'brokeDown'],
  ['ERROR_UNEXPECTED_ANSWER', 'brokeDown'],
  ['INTERNAL_SERVER_ERROR', 'brokeDown'],
  ['INTERNAL_WRONG_TRANSPORT', 'brokeDown'],
  ['WRONG_ENCODING', 'brokeDown'],
]);

/** How long a block by `OPERATION_TIME_LIMIT` lasts if the response doesn't say, or the portal's clock is behind. */
const OPERATION_BLOCK_MS = 10 * 60_000;

/** Methods that every credential may call. */
const BASIC_METHODS = ['profile', 'scope'];

export interface ErrorContext {
  /** The method that failed; in a batch, the one of the command. */
  readonly method: string;
  /** A command of a batch has none. */
  readonly status?: number;
  readonly now: number;
  /** What the request contained that may not be displayed, even if it comes back as an error code. */
  readonly secrets?: readonly string[];
}

/**
 * Returns the failure for an error response. It depends on the code, in any letter case: the documentation and the
 * server disagree about the HTTP status (see "System errors" in the REST documentation), and descriptions may be in the
 * portal's language. The `status` decides only for `ACCESS_DENIED`, and for an unknown code: 429 means that there were
 * too many requests, and 500 or more that the portal failed instead of refusing.
 *
 * `envelope`: `{error, error_description, …}`; besides the code, only `operating_reset_at` (unix seconds) is read.
 */
export function failureFromErrorResponse(
  envelope: ResponseEnvelope,
  { method, status = 400, now, secrets = [] }: ErrorContext,
): Failure {
  const code = printableCode(envelope.error, secrets);
  const name = code.toUpperCase();
  switch (name) {
    case 'QUERY_LIMIT_EXCEEDED':
      return { kind: 'rateLimited', code };
    case 'OPERATION_TIME_LIMIT':
      return { kind: 'rateLimited', code, retryAt: operationResetTime(envelope, now) };
    case 'ACCESS_DENIED':
      return { kind: isRestDenied(method, status) ? 'blocked' : 'forbidden', code };
    case 'INSUFFICIENT_SCOPE':
      return { kind: 'forbidden', code, scope: missingScope(method) };
    case 'ERROR_METHOD_NOT_FOUND':
      return { kind: 'refused', code, missingMethod: method };
    default: {
      const kind = KINDS.get(name);
      if (kind === undefined && status === 429) {
        return { kind: 'rateLimited', code: code === UNKNOWN_CODE ? TOO_MANY_REQUESTS : code };
      }
      return { kind: kind ?? (isRefusal(code, status) ? 'refused' : 'brokeDown'), code };
    }
  }
}

function missingScope(method: string): string {
  if (method.startsWith('pull.')) return 'pull_channel';
  return method.startsWith('user.') ? 'user' : 'im';
}

/**
 * Whether `ACCESS_DENIED` concerns all of REST, because of the portal's plan: failed authorizations have the status
 * 401, and a method that denies access 403.
 */
function isRestDenied(method: string, status: number): boolean {
  return status === 401 || BASIC_METHODS.includes(method);
}

/** The statuses with which a gateway gives up on a request that it may have passed on. */
const GIVEN_UP = [408, 499];

/** Whether an error that is not in {@link KINDS} means that nothing was executed. */
function isRefusal(code: string, status: number): boolean {
  if (status >= 500 || GIVEN_UP.includes(status) || /timed?_?out/i.test(code)) return false;
  return code !== UNKNOWN_CODE || status >= 400;
}

/** The token server's codes that reject the application, the code or the refresh token, until the user signs in again. */
const TOKEN_REFUSALS = [
  'EXPIRED_TOKEN',
  'INSUFFICIENT_SCOPE',
  'INVALID_CLIENT',
  'INVALID_GRANT',
  'INVALID_REQUEST',
  'INVALID_SCOPE',
  'INVALID_TOKEN',
  'NOT_INSTALLED',
  'UNAUTHORIZED_CLIENT',
  'UNSUPPORTED_GRANT_TYPE',
  'WRONG_CLIENT',
];

/** Codes for the token server's own problems, whatever the status. */
const TOKEN_SERVER_TROUBLE = [
  'ERROR_CORE',
  'ERROR_UNEXPECTED_ANSWER',
  'INTERNAL_SERVER_ERROR',
  'SERVER_ERROR',
  'TEMPORARILY_UNAVAILABLE',
];

/**
 * Returns the failure for an error of the token server ("Error codes" of OAuth 2.0 in the REST documentation). Only
 * known refusals are one, so that nobody has to sign in again because of a temporary problem. `secrets`: see
 * {@link ErrorContext}.
 */
export function failureFromTokenServerError(
  envelope: ResponseEnvelope,
  status: number,
  secrets: readonly string[] = [],
): Failure {
  const code = printableCode(envelope.error, secrets);
  const name = code.toUpperCase();
  if (TOKEN_REFUSALS.includes(name)) return { kind: 'unauthorized', code };
  if (KINDS.get(name) === 'blocked') return { kind: 'blocked', code };
  if (name === 'QUERY_LIMIT_EXCEEDED' || status === 429) return { kind: 'rateLimited', code };
  return status >= 500 || TOKEN_SERVER_TROUBLE.includes(name)
    ? { kind: 'unreachable', reason: 'server' }
    : { kind: 'refused', code };
}

/**
 * Returns the failure for a redirect. Only the user can decide to follow it: nothing is sent there automatically.
 * `secrets`: those in the body of the request.
 */
export function failureFromRedirect(location: string | null, url: string, secrets: readonly string[]): Failure {
  const reason = redirectReason(location, url);
  const movedTo = movedOriginFromRedirect(location, url, secrets);
  return { kind: 'unreachable', reason, ...(movedTo !== undefined && { movedTo }) };
}

function printableCode(code: unknown, secrets: readonly string[]): string {
  return isErrorCode(code) && !revealsSecret(code, secrets) ? code : UNKNOWN_CODE;
}

function operationResetTime(envelope: ResponseEnvelope, now: number): number {
  const resetAt = 1000 * toNumber(envelope.operating_reset_at ?? propertiesOf(envelope.time).operating_reset_at);
  return resetAt > now ? Math.min(resetAt, now + MAX_BLOCK_MS) : now + OPERATION_BLOCK_MS;
}
