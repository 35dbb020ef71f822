import { isTimeoutError } from 'ky';
import { LONGEST_BLOCK_MS, PortalFailure } from '../model/portalFailure';
import type { Failure, UnreachableReason } from '../model/portalFailure';
import { newOriginIn } from './access/newOrigin';

/** A JSON object of the server, which may tell of an error. */
export type Envelope = Readonly<Record<string, unknown>>;

const BLOCKED = ['OVERLOAD_LIMIT', 'PORTAL_DELETED', 'PAYMENT_REQUIRED'];

const UNAUTHORIZED = [
  'APPLICATION_NOT_FOUND',
  'AUTHORIZATION_ERROR',
  'ERROR_OAUTH',
  'EXPIRED_TOKEN',
  'INVALID_CREDENTIALS',
  'INVALID_REQUEST',
  'INVALID_TOKEN',
  'NO_AUTH_FOUND',
];

const FORBIDDEN = ['ACCESS_DENIED', 'INSUFFICIENT_SCOPE', 'USER_ACCESS_ERROR', 'WRONG_AUTH_TYPE'];

/** Stands for an error code that can't be one. */
const UNKNOWN_CODE = 'UNKNOWN_ERROR';

const BROKE_DOWN = [
  'ERROR_CORE',
  'ERROR_UNEXPECTED_ANSWER',
  'INTERNAL_SERVER_ERROR',
  'INTERNAL_WRONG_TRANSPORT',
  UNKNOWN_CODE,
  'WRONG_ENCODING',
];

/** The block of `OPERATION_TIME_LIMIT` is lifted after ten minutes where the answer does not say when. */
const OPERATION_BLOCK_MS = 10 * 60_000;

/** Node's and OpenSSL's codes, as they stand in the causes of a failed `fetch`. */
const REASONS: readonly (readonly [RegExp, UnreachableReason])[] = [
  [/^(ENOTFOUND|EAI_\w+)$/, 'host'],
  [/^(ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|ERR_INTERNET_DISCONNECTED)$/, 'connection'],
  [/CERT|SIGNATURE|^ERR_TLS/, 'certificate'],
  [/TIMEOUT|^ETIMEDOUT$/, 'timeout'],
];

/**
 * What a coded error envelope means. The code decides, whatever its case: the documentation and the server disagree
 * about the HTTP status (see "System errors" in the REST documentation). Only of a code that says nothing to us a
 * status of 500 or more tells that it was no refusal.
 *
 * `envelope`: `{error, error_description, …}`; of it only the code and `operating_reset_at` (unix seconds) are read.
 */
export function codedFailure(envelope: Envelope, now: number, told: Told = {}): PortalFailure {
  return new PortalFailure(byCode(printableCode(envelope.error), envelope, now, told));
}

/** What is known beside the envelope. */
export interface Told {
  /** The permission that the method asks for. */
  readonly scope?: string;
  readonly status?: number;
}

function byCode(
  code: string,
  envelope: Envelope,
  now: number,
  { scope = 'im', status = 400 }: Told,
): Failure {
  const name = code.toUpperCase();
  if (name === 'QUERY_LIMIT_EXCEEDED') {
    return { kind: 'rateLimited', code };
  }
  if (name === 'OPERATION_TIME_LIMIT') {
    return { kind: 'rateLimited', code, retryAt: resetMoment(envelope, now) };
  }
  if (name === 'ACCESS_DENIED' && /commercial plan|subscription/i.test(String(envelope.error_description))) {
    return { kind: 'blocked', code };
  }
  if (BLOCKED.includes(name)) {
    return { kind: 'blocked', code };
  }
  if (UNAUTHORIZED.includes(name)) {
    return { kind: 'unauthorized', code };
  }
  if (FORBIDDEN.includes(name)) {
    return name === 'INSUFFICIENT_SCOPE' ? { kind: 'forbidden', code, scope } : { kind: 'forbidden', code };
  }
  return { kind: BROKE_DOWN.includes(name) || status >= 500 ? 'brokeDown' : 'refused', code };
}

/** Codes of a token server that has trouble of its own. */
const TOKEN_SERVER_TROUBLE = [
  'ERROR_CORE',
  'ERROR_UNEXPECTED_ANSWER',
  'INTERNAL_SERVER_ERROR',
  'SERVER_ERROR',
  'TEMPORARILY_UNAVAILABLE',
];

/**
 * What an error of the token server means: it refuses the application, the code or the refresh token, unless it says
 * that something else is the matter ("Error codes" of OAuth 2.0 in the REST documentation).
 */
export function tokenFailure(envelope: Envelope): Failure {
  const code = printableCode(envelope.error);
  const name = code.toUpperCase();
  if (name === 'QUERY_LIMIT_EXCEEDED') {
    return { kind: 'rateLimited', code };
  }
  if (TOKEN_SERVER_TROUBLE.includes(name)) {
    return { kind: 'unreachable', reason: 'server' };
  }
  return BLOCKED.includes(name) ? { kind: 'blocked', code } : { kind: 'unauthorized', code };
}

/** What an error thrown on the way means: ky's, `fetch`'s, or the body's reader's. Nothing of it is kept but the reason. */
export function transportFailure(error: unknown): PortalFailure {
  if (error instanceof PortalFailure) {
    return error;
  }
  return new PortalFailure({ kind: 'unreachable', reason: reasonOf(error) });
}

function reasonOf(error: unknown): UnreachableReason {
  if (isTimeoutError(error) || (error instanceof Error && error.name === 'TimeoutError')) {
    return 'timeout';
  }
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const code = 'code' in cause && typeof cause.code === 'string' ? cause.code : '';
    const reason = REASONS.find(([pattern]) => pattern.test(code))?.[1];
    if (reason !== undefined) {
      return reason === 'connection' && wasConnected(cause) ? 'network' : reason;
    }
  }
  return 'network';
}

/** The way to a host may also end while something is under way to it. */
function wasConnected(error: Error): boolean {
  return 'syscall' in error && (error.syscall === 'read' || error.syscall === 'write');
}

/** What a redirect means, given its `Location`. Whether to go there is for a person to decide: nothing is sent there by itself. */
export function movedFailure(location: string | null, asked: string): Failure {
  const movedTo = newOriginIn(location, asked);
  return { kind: 'unreachable', reason: 'moved', ...(movedTo !== undefined && { movedTo }) };
}

/** The code is shown and logged, so it may be nothing but a code: letters, without the digits that a secret has. */
function printableCode(code: unknown): string {
  return typeof code === 'string' && /^[A-Za-z_]{1,64}$/.test(code) ? code : UNKNOWN_CODE;
}

function resetMoment(envelope: Readonly<Record<string, unknown>>, now: number): number {
  const time = envelope.time as { readonly operating_reset_at?: unknown } | null | undefined;
  const seconds = Number(envelope.operating_reset_at ?? time?.operating_reset_at);
  return seconds > 0 ? Math.min(seconds * 1000, now + LONGEST_BLOCK_MS) : now + OPERATION_BLOCK_MS;
}
