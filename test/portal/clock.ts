/** The zone of the portal's server. Not UTC, because a real one rarely is. */
const ZONE = { offsetMs: 3 * 60 * 60 * 1000, suffix: '+03:00' };

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

/** PHP's `date('c')`. */
export function isoDate(ms: number): string {
  return `${new Date(ms + ZONE.offsetMs).toISOString().slice(0, 19)}${ZONE.suffix}`;
}
