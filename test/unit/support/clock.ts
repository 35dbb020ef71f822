import { type Clock, install } from '@sinonjs/fake-timers';

export const SECOND_MS = 1_000;
export const MINUTE_MS = 60 * SECOND_MS;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

/** A clock that stands still until a test moves it; sockets, and what Node.js itself waits for, go on as ever. */
export function stoppedClock(now: number): Clock {
  return install({ now, toFake: ['setTimeout', 'clearTimeout', 'Date'] });
}
