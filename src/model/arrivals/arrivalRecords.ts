import { isTime, propertiesOf } from '../unknownValue';
import type { ArrivalMark } from './arrivals';

/** A window is about to tell of everything up to a mark; no other one ever does. */
export interface Claim {
  readonly windowId: string;
  readonly mark: ArrivalMark;
  /** When the latest snooze ended that it is about to tell of, in milliseconds since the epoch; 0 if there is none. */
  readonly endedAt: number;
}

/** The window of a claim is gone or suspended: what was claimed beyond the mark counts as told. */
export interface Abandonment {
  /** When the claim was written. */
  readonly claimAt: number;
  readonly mark: ArrivalMark;
  /** As of the abandonment: when the latest snooze ended that was told. */
  readonly endedAt: number;
}

export type ArrivalRecord = number | ArrivalMark | Claim | Abandonment;

/** Returns `undefined` for a value that no window can have written. */
export function parseArrivalRecord(value: unknown): ArrivalRecord | undefined {
  if (isTime(value)) return value;
  const { windowId, claimAt, mark, endedAt } = propertiesOf(value);
  if (mark === undefined) return parseMark(value);
  const known = parseMark(mark);
  if (known === undefined || !isTime(endedAt)) return undefined;
  if (isTime(claimAt)) return { claimAt, mark: known, endedAt };
  return typeof windowId === 'string' ? { windowId, mark: known, endedAt } : undefined;
}

function parseMark(value: unknown): ArrivalMark | undefined {
  const { id, date } = propertiesOf(value);
  if (typeof id !== 'number' || !Number.isSafeInteger(id) || id < 0) return undefined;
  return isTime(date) && date >= 0 ? { id, date } : undefined;
}
