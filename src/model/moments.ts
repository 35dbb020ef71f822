/** Further ahead than this lies only what was written before the clock was set back. Milliseconds. */
const AHEAD_MS = 8_000;

/** Whether one moment comes after another. One from before the clock was set back is no moment at all. */
export function isAfter(at: number, other: number, now: number): boolean {
  return !isAhead(at, now) && (at > other || isAhead(other, now));
}

/** Whether a moment is no longer ago than this, nor yet to come. */
export function isWithin(at: number, periodMs: number, now: number): boolean {
  return now - at <= periodMs && !isAhead(at, now);
}

function isAhead(at: number, now: number): boolean {
  return at > now + AHEAD_MS;
}
