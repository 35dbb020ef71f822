/** Why nothing usable came back, where it is not the portal's own coded refusal. */
export type UnreachableReason =
  /** No such host. */
  | 'host'
  /** Nothing listens there. */
  | 'connection'
  /** The certificate is not trusted. */
  | 'certificate'
  | 'timeout'
  /** The connection broke. */
  | 'network'
  /** A web page where a REST answer should be. */
  | 'page'
  /** A redirect: the portal has another address now. */
  | 'moved'
  /** 5xx without an error code. */
  | 'server'
  /** The access token could not be renewed, and without one nothing was executed. */
  | 'renewal'
  /** The person has disconnected meanwhile. */
  | 'disconnected';

/** What went wrong with a call, by what the caller does differently. `code` is the portal's `error`. */
export type Failure =
  /** `retryAt`: milliseconds since the epoch, where the portal named a moment. */
  | { readonly kind: 'rateLimited'; readonly code: string; readonly retryAt?: number }
  | { readonly kind: 'blocked'; readonly code: string }
  | { readonly kind: 'unauthorized'; readonly code: string }
  /** `scope`: the permission that is missing, where it is one. */
  | { readonly kind: 'forbidden'; readonly code: string; readonly scope?: string }
  | { readonly kind: 'refused'; readonly code: string }
  /** The portal failed while, or after, it did the work. */
  | { readonly kind: 'brokeDown'; readonly code: string }
  /** `movedTo`: the origin that a portal which has moved named, where it is one to go to. */
  | { readonly kind: 'unreachable'; readonly reason: UnreachableReason; readonly movedTo?: string }
  | { readonly kind: 'malformed' };

/** The one error that leaves `bitrix24/`. Holds no address, no body and no cause: each of them can carry the secret. */
export class PortalFailure extends Error {
  override readonly name = 'PortalFailure';

  constructor(readonly failure: Failure) {
    super(outcomeOf(failure));
  }
}

/** One word for the log: the portal's error code, else the kind and the reason. */
export function outcomeOf(failure: Failure): string {
  switch (failure.kind) {
    case 'unreachable':
      return `unreachable: ${failure.reason}`;
    case 'malformed':
      return 'malformed';
    default:
      return failure.code;
  }
}

/** Where the call did not come as far as the portal's method. */
const NOT_RUN: readonly UnreachableReason[] = [
  'host',
  'connection',
  'certificate',
  'moved',
  'renewal',
  'disconnected',
];

/**
 * Whether a write that ended so may have been executed all the same: the request can have reached the portal, and
 * no coded answer tells that it was refused.
 */
export function mayHaveRun(failure: Failure): boolean {
  switch (failure.kind) {
    case 'malformed':
    case 'brokeDown':
      return true;
    case 'unreachable':
      return !NOT_RUN.includes(failure.reason);
    default:
      return false;
  }
}

/** No moment that a portal names is believed to be further away: the clock has been set back since. Milliseconds. */
export const LONGEST_BLOCK_MS = 20 * 60_000;

/** The moment that the portal named, where it has not come yet. `now`: milliseconds since the epoch. */
export function namedMoment(failure: Failure | undefined, now: number): number | undefined {
  const retryAt = failure?.kind === 'rateLimited' ? failure.retryAt : undefined;
  return retryAt !== undefined && retryAt > now && retryAt <= now + LONGEST_BLOCK_MS ? retryAt : undefined;
}

export function mustWait(failure: Failure | undefined, now: number): boolean {
  return namedMoment(failure, now) !== undefined;
}

/** The origin that the portal says it has moved to; `undefined`: it has not, or named none to go to. */
export function movedTo(failure: Failure | undefined): string | undefined {
  return failure?.kind === 'unreachable' ? failure.movedTo : undefined;
}

/** The failure in what was caught; anything but a {@link PortalFailure} is a defect and is thrown again. */
export function failureIn(error: unknown): Failure {
  if (error instanceof PortalFailure) {
    return error.failure;
  }
  throw error;
}
