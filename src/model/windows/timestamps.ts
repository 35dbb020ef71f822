/** In milliseconds. A time stamp further in the future was written before the clock was set back. */
const MAX_AHEAD_MS = 8_000;

/**
 * Returns whether a time stamp is later than another. One from before the clock was set back counts as earlier than
 * any that is not.
 */
export function isLater(at: number, other: number, now: number): boolean {
  return isAhead(at, now) === isAhead(other, now) ? at > other : isAhead(other, now);
}

/** Returns whether a time stamp is at most `periodMs` old, and not in the future. */
export function isRecent(at: number, periodMs: number, now: number): boolean {
  return now - at <= periodMs && !isAhead(at, now);
}

/** Returns whether a time stamp was written before the clock was set back. */
export function isAhead(at: number, now: number): boolean {
  return at > now + MAX_AHEAD_MS;
}
