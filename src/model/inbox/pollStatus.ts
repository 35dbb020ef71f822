import type { Failure, UnreachableReason } from '../portalFailure';
import { propertiesOf } from '../unknownValue';

/** The result of polling an account, shared with the other windows; its timestamp is when the portal was polled. */
export interface PollStatus {
  /** When the cached list was requested, in milliseconds since the epoch; 0 if there is none. */
  readonly listAt: number;
  readonly failure?: Failure;
}

const REASONS: Readonly<Record<UnreachableReason, true>> = {
  host: true,
  connection: true,
  certificate: true,
  timeout: true,
  network: true,
  page: true,
  moved: true,
  server: true,
  renewal: true,
  disconnected: true,
};

/** Returns `undefined` for a value that no window of this version can have written. */
export function parsePollStatus(value: unknown): PollStatus | undefined {
  const { listAt, failure } = propertiesOf(value);
  if (typeof listAt !== 'number') {
    return undefined;
  }
  const known = parseFailure(failure);
  if (failure === undefined) {
    return { listAt };
  }
  return known === undefined ? undefined : { listAt, failure: known };
}

function parseFailure(value: unknown): Failure | undefined {
  const { kind, code, retryAt, scope, reason, movedTo } = propertiesOf(value);
  switch (kind) {
    case 'malformed':
      return { kind };
    case 'unreachable':
      return isReason(reason) ? { kind, reason, ...(isOrigin(movedTo) && { movedTo }) } : undefined;
    case 'rateLimited':
      return typeof code === 'string'
        ? { kind, code, ...(typeof retryAt === 'number' && { retryAt }) }
        : undefined;
    case 'forbidden':
      return typeof code === 'string'
        ? { kind, code, ...(typeof scope === 'string' && { scope }) }
        : undefined;
    case 'blocked':
    case 'unauthorized':
    case 'refused':
    case 'brokeDown':
      return typeof code === 'string' ? { kind, code } : undefined;
    default:
      return undefined;
  }
}

/** Accepts only the bare origin of a web address. The user is asked before anything is sent there. */
function isOrigin(value: unknown): value is string {
  return (
    typeof value === 'string' &&
    /^https?:\/\//.test(value) &&
    URL.canParse(value) &&
    new URL(value).origin === value
  );
}

function isReason(value: unknown): value is UnreachableReason {
  return typeof value === 'string' && Object.hasOwn(REASONS, value);
}
