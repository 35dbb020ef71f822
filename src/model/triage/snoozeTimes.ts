/** A time to snooze until, in milliseconds since the epoch. */
export interface SnoozeTime {
  readonly kind: 'hour' | 'afternoon' | 'tomorrow' | 'monday';
  readonly until: number;
}

const HOUR_MS = 3_600_000;
const AFTERNOON_HOUR = 15;
const MORNING_HOUR = 9;
const MONDAY = 1;

/** Returns the times to offer, in the computer's time zone, the earliest first. */
export function snoozeTimes(now: number): readonly SnoozeTime[] {
  const afternoon = atHour(now, 0, AFTERNOON_HOUR);
  const tomorrow = atHour(now, 1, MORNING_HOUR);
  const day = new Date(now).getDay();
  const daysToMonday = (MONDAY - day + 7) % 7 || 7;
  return [
    { kind: 'hour', until: now + HOUR_MS },
    ...(now < afternoon ? [{ kind: 'afternoon', until: afternoon } as const] : []),
    { kind: 'tomorrow', until: tomorrow },
    ...(daysToMonday > 1 ? [{ kind: 'monday', until: atHour(now, daysToMonday, MORNING_HOUR) } as const] : []),
  ];
}

/** The calendar's day, however many hours it has. */
function atHour(now: number, days: number, hour: number): number {
  const date = new Date(now);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + days, hour).getTime();
}

const MINUTE_MS = 60_000;
const DAY_MS = 24 * HOUR_MS;
/** A person may mean more than that, but the date is likely mistyped. */
const MAX_DAYS = 366;

type SnoozeTimeProblem =
  /** None of the forms. */
  | 'shape'
  /** The date or the time of day does not exist. */
  | 'noSuchTime'
  | 'past'
  | 'tooFar';

/** `20m`, `2h`, `3d`: minutes, hours, days; the same in Russian. */
const PERIOD = /^(\d{1,4})\s*([mhdмчд])$/iu;
/** `9:00`, today or tomorrow; `2026-03-12 9:00`; `2026-03-12`, in the morning. */
const MOMENT = /^(?:(\d{4})-(\d\d)-(\d\d))?\s*(?:(\d{1,2}):(\d\d))?$/;

/** Parses a time that the user typed, in the computer's time zone. Returns it, or what is wrong with the text. */
export function parseSnoozeTime(text: string, now: number): number | SnoozeTimeProblem {
  const trimmed = text.trim();
  const [, count, unit] = PERIOD.exec(trimmed) ?? [];
  const until =
    count === undefined || unit === undefined ? parseMoment(trimmed, now) : now + Number(count) * unitMs(unit);
  if (typeof until === 'string') return until;
  if (until <= now) return 'past';
  return until > now + MAX_DAYS * DAY_MS ? 'tooFar' : until;
}

function unitMs(unit: string): number {
  if (/[mм]/iu.test(unit)) return MINUTE_MS;
  return /[hч]/iu.test(unit) ? HOUR_MS : DAY_MS;
}

function parseMoment(text: string, now: number): number | 'shape' | 'noSuchTime' {
  const [match, year, month, day, hour, minute] = MOMENT.exec(text) ?? [];
  if (match === undefined || (year === undefined && hour === undefined)) return 'shape';
  const [hours, minutes] = hour === undefined ? [MORNING_HOUR, 0] : [Number(hour), Number(minute)];
  if (hours > 23 || minutes > 59) return 'noSuchTime';
  if (year === undefined) {
    const today = atHour(now, 0, hours) + minutes * MINUTE_MS;
    return today > now ? today : atHour(now, 1, hours) + minutes * MINUTE_MS;
  }
  const date = new Date(Number(year), Number(month) - 1, Number(day), hours, minutes);
  const exists = date.getMonth() === Number(month) - 1 && date.getDate() === Number(day);
  return exists ? date.getTime() : 'noSuchTime';
}
