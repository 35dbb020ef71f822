/** Why there was no usable response, other than an error code of the portal. */
export type UnreachableReason =
  /** The host was not found. */
  | 'host'
  /** No connection could be made. */
  | 'connection'
  /** The certificate is not trusted. */
  | 'certificate'
  | 'timeout'
  /** The connection broke. */
  | 'network'
  /** A web page instead of a REST response. */
  | 'page'
  /** A redirect: the portal has a new address. */
  | 'moved'
  /** 5xx without an error code. */
  | 'server'
  /** The access token could not be renewed, so nothing was executed. */
  | 'renewal'
  /** The user has disconnected in the meantime. */
  | 'disconnected';

/** Why a call failed, by how callers handle it. `code` is the portal's `error`. */
export type Failure =
  /** `retryAt`: when the portal accepts calls again, if known, in milliseconds since the epoch. */
  | { readonly kind: 'rateLimited'; readonly code: string; readonly retryAt?: number }
  | { readonly kind: 'blocked'; readonly code: string }
  | { readonly kind: 'unauthorized'; readonly code: string }
  /** `scope`: the missing permission, if that is the reason. */
  | { readonly kind: 'forbidden'; readonly code: string; readonly scope?: string }
  | { readonly kind: 'refused'; readonly code: string }
  /** The portal failed during or after execution. */
  | { readonly kind: 'brokeDown'; readonly code: string }
  /** `movedTo`: the new origin of a portal that has moved, if it named a usable one. */
  | { readonly kind: 'unreachable'; readonly reason: UnreachableReason; readonly movedTo?: string }
  | { readonly kind: 'malformed' };

/** The only error that leaves `bitrix24/`. Has no address, body or cause, since each may contain the secret. */
export class PortalFailure extends Error {
  override readonly name = 'PortalFailure';

  constructor(readonly failure: Failure) {
    super(failureCode(failure));
  }
}

/** Returns a short code for the log: the portal's error code, or the kind and the reason. */
export function failureCode(failure: Failure): string {
  switch (failure.kind) {
    case 'unreachable':
      return `unreachable: ${failure.reason}`;
    case 'malformed':
      return 'malformed';
    default:
      return failure.code;
  }
}

/** Whether a code may be displayed and logged: only letters and underscores, not the digits of a secret. */
export function isErrorCode(code: unknown): code is string {
  return typeof code === 'string' && /^[A-Za-z_]{1,64}$/.test(code);
}

/** The reasons that mean that the call never reached the portal's method. */
const NEVER_EXECUTED: readonly UnreachableReason[] = [
  'host',
  'connection',
  'certificate',
  'moved',
  'renewal',
  'disconnected',
];

/**
 * Returns whether a write that failed may have been executed anyway: the request may have reached the portal, and
 * no error code says that it was refused.
 */
export function mayHaveRun(failure: Failure): boolean {
  switch (failure.kind) {
    case 'malformed':
    case 'brokeDown':
      return true;
    case 'unreachable':
      return !NEVER_EXECUTED.includes(failure.reason);
    default:
      return false;
  }
}

/** In milliseconds. A retry time further ahead is ignored: the clock must have been set back since. */
export const MAX_BLOCK_MS = 20 * 60_000;

/** Returns the failure's retry time if it is still ahead. `now`: milliseconds since the epoch. */
export function retryTimeAhead(failure: Failure | undefined, now: number): number | undefined {
  const retryAt = failure?.kind === 'rateLimited' ? failure.retryAt : undefined;
  return retryAt !== undefined && retryAt > now && retryAt <= now + MAX_BLOCK_MS ? retryAt : undefined;
}

export function hasRetryTimeAhead(failure: Failure | undefined, now: number): boolean {
  return retryTimeAhead(failure, now) !== undefined;
}

/** Returns the origin the portal has moved to; `undefined` if it has not moved or named no usable one. */
export function movedOriginOf(failure: Failure | undefined): string | undefined {
  return failure?.kind === 'unreachable' ? failure.movedTo : undefined;
}

/** Returns the failure of a caught {@link PortalFailure}; rethrows anything else, which is a bug. */
export function failureOrRethrow(error: unknown): Failure {
  if (error instanceof PortalFailure) return error.failure;
  throw error;
}
