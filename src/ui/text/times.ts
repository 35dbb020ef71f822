import { startOfDay } from '../../model/notification/grouping';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** Formats times in the user's language. All times are in milliseconds since the epoch. */
export class Times {
  readonly #formats: ReturnType<typeof formatsFor>;

  constructor(language: string) {
    this.#formats = formatsFor(language);
  }

  /** `now`, `5m`, `4h`, `2d`, `Mar 12`, `Mar 12, 2025`: as short as possible. */
  short(at: number, now: number): string {
    const { relativeLong, minutes, hours, days } = this.#formats;
    const ago = Math.max(0, now - at);
    if (ago < MINUTE_MS) return relativeLong.format(0, 'second');
    if (ago < HOUR_MS) return minutes.format(Math.floor(ago / MINUTE_MS));
    if (ago < DAY_MS) return hours.format(Math.floor(ago / HOUR_MS));
    const daysAgo = daysBetween(at, now);
    return daysAgo < 7 ? days.format(daysAgo) : this.date(at, now);
  }

  /** `now`, `5 minutes ago`, `yesterday`, `Mar 12`: in full words. */
  spoken(at: number, now: number): string {
    const { relativeLong } = this.#formats;
    const ago = Math.max(0, now - at);
    if (ago < MINUTE_MS) return relativeLong.format(0, 'second');
    if (ago < HOUR_MS) return relativeLong.format(-Math.floor(ago / MINUTE_MS), 'minute');
    if (ago < DAY_MS) return relativeLong.format(-Math.floor(ago / HOUR_MS), 'hour');
    const days = daysBetween(at, now);
    return days < 7 ? relativeLong.format(-days, 'day') : this.date(at, now);
  }

  /** `Mar 12`; of another year `Mar 12, 2025`. */
  date(at: number, now: number): string {
    return (isSameYear(at, now) ? this.#formats.dayOfYear : this.#formats.day).format(at);
  }

  readonly exact = (at: number): string => this.#formats.exact.format(at);

  /** A day as a heading: `Today`, `Yesterday`, `Monday, March 2`, `Friday, March 14, 2025`. */
  day(at: number, now: number): string {
    const days = daysBetween(at, now);
    if (days === 0 || days === 1) return capitalized(this.#formats.relativeLong.format(-days, 'day'));
    return capitalized((isSameYear(at, now) ? this.#formats.weekdayOfYear : this.#formats.weekday).format(at));
  }

  clock(at: number): string {
    return this.#formats.clock.format(at);
  }

  /** The time of day, with the date if it is another day. */
  moment(at: number, now: number): string {
    return daysBetween(at, now) === 0 ? this.clock(at) : this.#formats.moment.format(at);
  }

  /** `Monday`. */
  dayOfWeek(at: number): string {
    return this.#formats.dayOfWeek.format(at);
  }

  /** A day to come: `tomorrow`, `Monday`, `Mar 12`, `Mar 12, 2027`; empty if it is today. */
  dayAhead(at: number, now: number): string {
    const days = daysBetween(now, at);
    if (days === 0) return '';
    if (days === 1) return this.#formats.relativeLong.format(1, 'day');
    if (days > 1 && days < 7) return this.dayOfWeek(at);
    return this.date(at, now);
  }

  /** `5 minutes ago`; the time of day within the first minute, when “now” would suggest that it is current. */
  age(at: number, now: number): string {
    return now - at < MINUTE_MS ? this.moment(at, now) : this.spoken(at, now);
  }
}

function formatsFor(language: string) {
  const dates = (options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat =>
    new Intl.DateTimeFormat(language, options);
  return {
    relativeLong: new Intl.RelativeTimeFormat(language, { numeric: 'auto' }),
    minutes: narrowUnit(language, 'minute'),
    hours: narrowUnit(language, 'hour'),
    days: narrowUnit(language, 'day'),
    exact: dates({ dateStyle: 'full', timeStyle: 'short' }),
    clock: dates({ timeStyle: 'short' }),
    moment: dates({ dateStyle: 'medium', timeStyle: 'short' }),
    day: dates({ day: 'numeric', month: 'short', year: 'numeric' }),
    dayOfYear: dates({ day: 'numeric', month: 'short' }),
    dayOfWeek: dates({ weekday: 'long' }),
    weekday: dates({ dateStyle: 'full' }),
    weekdayOfYear: dates({ weekday: 'long', day: 'numeric', month: 'long' }),
  };
}

/** Number of days between two times in the local calendar. */
function daysBetween(at: number, now: number): number {
  return Math.round((startOfDay(now) - startOfDay(at)) / DAY_MS);
}

function isSameYear(at: number, now: number): boolean {
  return new Date(at).getFullYear() === new Date(now).getFullYear();
}

function capitalized(words: string): string {
  return words.replace(/^./u, first => first.toLocaleUpperCase());
}

/** `5m`, `5 мин`. */
function narrowUnit(language: string, unit: string): Intl.NumberFormat {
  return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'narrow' });
}
