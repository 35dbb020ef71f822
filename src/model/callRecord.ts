import { failureCode, failureOrRethrow } from './portalFailure';

/** What may be logged about a call: names and numbers, never a secret. */
export interface CallRecord {
  /** The REST method, or `oauth/token`. */
  readonly method: string;
  /** The host of the portal. */
  readonly host: string;
  /** Excludes the time in the queue. */
  readonly durationMs: number;
  /** Time in the queue over all attempts. */
  readonly waitedMs: number;
  /** Requests sent; 0 if the portal had asked to wait. */
  readonly attempts: number;
  /** `ok`, the portal's error code, or the kind of failure. */
  readonly outcome: string;
}

/** Counted by the work while it runs. */
interface CallCounts {
  attempts: number;
  waitedMs: number;
}

/**
 * Runs a call and reports it when it has ended.
 *
 * @throws what `work` throws; a call that did not end with a `PortalFailure` is not reported
 */
export async function runAndRecordCall<T>(
  call: Pick<CallRecord, 'method' | 'host'>,
  onCall: (record: CallRecord) => void,
  work: (counts: CallCounts) => Promise<T>,
): Promise<T> {
  const startedAt = Date.now();
  const counts: CallCounts = { attempts: 0, waitedMs: 0 };
  const report = (outcome: string): void => {
    onCall({ ...call, ...counts, durationMs: Date.now() - startedAt - counts.waitedMs, outcome });
  };
  try {
    const result = await work(counts);
    report('ok');
    return result;
  } catch (error) {
    report(failureCode(failureOrRethrow(error)));
    throw error;
  }
}
