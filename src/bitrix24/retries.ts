import type { Failure } from '../model/portalFailure';
import type { Effect } from './queue';

const FIRST_DELAY_MS = 1_000;
const LONGEST_DELAY_MS = 8_000;
const READ_RETRIES = 2;

/** Twice as long each time, from a half of it to the whole, so that many do not try again in step. `time`: from 1. */
export function backOff(firstMs: number, time: number, mostMs: number): number {
  return Math.round(Math.min(firstMs * 2 ** (time - 1), mostMs) * (0.5 + Math.random() / 2));
}

/** How long to wait before a call that failed is queued again; `undefined`: it is not made again. */
export function retryDelay(
  failure: Failure,
  effect: Effect,
  retryCount: number,
  firstMs = FIRST_DELAY_MS,
): number | undefined {
  switch (failure.kind) {
    case 'rateLimited':
      // One too many was not executed, and the queue itself pauses before it goes out again.
      return failure.retryAt === undefined ? 0 : undefined;
    case 'unreachable': {
      const isRepeatable = effect === 'read' && failure.reason !== 'moved' && retryCount <= READ_RETRIES;
      return isRepeatable ? backOff(firstMs, retryCount, LONGEST_DELAY_MS) : undefined;
    }
    default:
      return undefined;
  }
}
