/** Why there was no usable response, other than an error code of the portal. */
export type UnreachableReason =
  /** The host was not found. */
  | 'host'
  /** No connection could be made. */
  | 'connection'
  /** No secure connection could be made. */
  | 'tls'
  /** The certificate is not trusted. */
  | 'certificate'
  | 'timeout'
  /** The connection broke. */
  | 'network'
  /** A web page instead of a REST response. */
  | 'page'
  /** The proxy requires a sign-in. */
  | 'proxySignIn'
  /** The proxy did not connect to the portal. */
  | 'proxy'
  /** A redirect to the same path on another host: the portal has a new address. */
  | 'moved'
  /** A redirect to the portal's page for renewing its license. */
  | 'license'
  /** A redirect to Bitrix24's website: there is no such portal. */
  | 'gone'
  /** A redirect to another page, as an access proxy does for a sign-in. */
  | 'signInPage'
  /** Any other redirect. */
  | 'redirect'
  /** 5xx without an error code. */
  | 'server'
  /** The access token could not be renewed, so nothing was executed. */
  | 'renewal'
  /** The user has disconnected in the meantime. */
  | 'disconnected';

/** What is wrong with a response that could not be understood, if that is known. */
export type MalformedReason =
  /** There was no text in it. */
  | 'empty'
  /** There was other text around the JSON. */
  | 'extraText';

/** Why a call failed, by how callers handle it. `code` is the portal's `error`. */
export type Failure =
  /** `retryAt`: when the portal accepts calls again, if known, in milliseconds since the epoch. */
  | { readonly kind: 'rateLimited'; readonly code: string; readonly retryAt?: number }
  | { readonly kind: 'blocked'; readonly code: string }
  | { readonly kind: 'unauthorized'; readonly code: string }
  /** `scope`: the missing permission, if that is the reason. */
  | { readonly kind: 'forbidden'; readonly code: string; readonly scope?: string }
  /** `missingMethod`: the REST method that the portal does not have, if that is the reason. */
  | { readonly kind: 'refused'; readonly code: string; readonly missingMethod?: string }
  /** The portal failed during or after execution. */
  | { readonly kind: 'brokeDown'; readonly code: string }
  /** `movedTo`: the new origin of a portal that has moved, if it named a usable one. */
  | { readonly kind: 'unreachable'; readonly reason: UnreachableReason; readonly movedTo?: string }
  | { readonly kind: 'malformed'; readonly reason?: MalformedReason };

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
      return failure.reason === undefined ? 'malformed' : `malformed: ${failure.reason}`;
    default:
      return failure.code;
  }
}

/** By reason, whether the call may have reached the portal's method. */
const MAY_HAVE_RUN: Readonly<Record<UnreachableReason, boolean>> = {
  host: false,
  connection: false,
  tls: false,
  certificate: false,
  timeout: true,
  network: true,
  page: true,
  proxySignIn: false,
  proxy: false,
  moved: false,
  license: false,
  gone: false,
  signInPage: false,
  redirect: false,
  server: true,
  renewal: false,
  disconnected: false,
};

export function isUnreachableReason(value: unknown): value is UnreachableReason {
  return typeof value === 'string' && Object.hasOwn(MAY_HAVE_RUN, value);
}

/** Whether a code may be displayed and logged: only letters and underscores, not the digits of a secret. */
export function isErrorCode(code: unknown): code is string {
  return typeof code === 'string' && /^[A-Za-z_]{1,64}$/.test(code);
}

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
      return MAY_HAVE_RUN[failure.reason];
    default:
      return false;
  }
}

/** Whether the portal took a request for HTTP although it was sent by HTTPS: a proxy in front of it doesn't say so. */
export function isHttpsHidden(failure: Failure): boolean {
  return failure.kind === 'blocked' && failure.code.toUpperCase() === 'INVALID_REQUEST';
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
