import { fieldsOf } from './fields';
import type { Failure, UnreachableReason } from './portalFailure';

/** What a window tells the others of an account; the moment of the posting is when the portal was asked. */
export interface Tidings {
  /** When the list was asked for that is kept, milliseconds since the epoch; 0: there is none. */
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

/** `undefined` for what no window of this version has written. */
export function tidingsIn(value: unknown): Tidings | undefined {
  const { listAt, failure } = fieldsOf(value);
  if (typeof listAt !== 'number') {
    return undefined;
  }
  const known = failureIn(failure);
  if (failure === undefined) {
    return { listAt };
  }
  return known === undefined ? undefined : { listAt, failure: known };
}

function failureIn(value: unknown): Failure | undefined {
  const { kind, code, retryAt, scope, reason, movedTo } = fieldsOf(value);
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

/** Of a web address, and nothing else of it. A person is asked before anything is sent there. */
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
