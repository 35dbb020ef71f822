import { startOfDay } from '../notification/grouping';
import { isRecord } from '../unknownValue';

/** When nothing is announced, in local time. */
export interface QuietHours {
  /** Minutes after midnight; `to` may be the earlier one: then it is on the next day. */
  readonly times?: { readonly from: number; readonly to: number };
  /** Days that are quiet as a whole, as `Date.getDay` numbers them. */
  readonly days: ReadonlySet<number>;
}

export const NO_QUIET_HOURS: QuietHours = { days: new Set() };

/** As `Date.getDay` numbers them. */
const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

/** As in the manifest. */
const TIME = /^([01]?\d|2[0-3]):([0-5]\d)$/;

const MINUTE_MS = 60_000;
/** In any week there is a moment that is not quiet, unless all are. */
const MAX_DAYS = 8;

/** Parses the value of the setting, which may be anything; `undefined` if it is wrong. */
export function parseQuietHours(value: unknown): QuietHours | undefined {
  if (!isRecord(value)) return undefined;
  const { from, to, days = [], ...others } = value;
  if (Object.keys(others).length > 0 || !Array.isArray(days)) return undefined;
  const numbers = days.map(day => DAYS.findIndex(each => each === day));
  if (numbers.includes(-1)) return undefined;
  if (from === undefined && to === undefined) return { days: new Set(numbers) };
  const times = { from: minutesOf(from), to: minutesOf(to) };
  return times.from >= 0 && times.to >= 0 && times.from !== times.to ? { times, days: new Set(numbers) } : undefined;
}

function minutesOf(time: unknown): number {
  const [, hours, minutes] = TIME.exec(typeof time === 'string' ? time : '') ?? [];
  return hours === undefined ? -1 : Number(hours) * 60 + Number(minutes);
}

/** Returns when the quiet hours end that are now; `Infinity` if never, `undefined` if it is not quiet. */
export function quietUntil(hours: QuietHours, now: number): number | undefined {
  if (!isQuiet(hours, now)) return undefined;
  const ends = Array.from({ length: MAX_DAYS + 1 }, (_day, offset) => {
    const start = startOfDay(now, offset);
    return hours.times === undefined ? [start] : [start, timeOfDay(start, hours.times.to)];
  });
  const end = ends
    .flat()
    .sort((a, b) => a - b)
    .find(at => at > now && !isQuiet(hours, at));
  return end === undefined ? Infinity : firstMinute(hours, end, now);
}

function isQuiet({ times, days }: QuietHours, at: number): boolean {
  const date = new Date(at);
  if (days.has(date.getDay())) return true;
  if (times === undefined) return false;
  const minutes = date.getHours() * 60 + date.getMinutes();
  const { from, to } = times;
  return from < to ? minutes >= from && minutes < to : minutes >= from || minutes < to;
}

function timeOfDay(start: number, minutes: number): number {
  const date = new Date(start);
  date.setHours(0, minutes, 0, 0);
  return date.getTime();
}

/** If the clock skips the time at which the quiet hours end, they end when it does so. */
function firstMinute(hours: QuietHours, end: number, now: number): number {
  let first = end;
  while (first - MINUTE_MS > now && !isQuiet(hours, first - MINUTE_MS)) first -= MINUTE_MS;
  return first;
}
