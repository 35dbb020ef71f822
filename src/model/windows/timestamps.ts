/** In milliseconds. A time stamp further in the future was written before the clock was set back. */
const MAX_AHEAD_MS = 8_000;

/** Whether a time stamp is later than another. One from before the clock was set back doesn't count. */
export function isLater(at: number, other: number, now: number): boolean {
  return !isAhead(at, now) && (at > other || isAhead(other, now));
}

/** Whether a time stamp is at most `periodMs` old, and not in the future. */
export function isRecent(at: number, periodMs: number, now: number): boolean {
  return now - at <= periodMs && !isAhead(at, now);
}

function isAhead(at: number, now: number): boolean {
  return at > now + MAX_AHEAD_MS;
}
