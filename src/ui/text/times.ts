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

  /** `now`, `5m ago`, `yesterday`, `Mar 12`, `Mar 12, 2025`: as short as possible. */
  short(at: number, now: number): string {
    return this.#relative(this.#formats.relativeShort, at, now);
  }

  /** The same in full words, for a screen reader. */
  spoken(at: number, now: number): string {
    return this.#relative(this.#formats.relativeLong, at, now);
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
    return (isSameYear(at, now) ? this.#formats.dayOfYear : this.#formats.day).format(at);
  }

  /** `5 minutes ago`; the time of day within the first minute, when “now” would suggest that it is current. */
  age(at: number, now: number): string {
    return now - at < MINUTE_MS ? this.moment(at, now) : this.spoken(at, now);
  }

  #relative(format: Intl.RelativeTimeFormat, at: number, now: number): string {
    const ago = Math.max(0, now - at);
    if (ago < MINUTE_MS) return format.format(0, 'second');
    if (ago < HOUR_MS) return format.format(-Math.floor(ago / MINUTE_MS), 'minute');
    if (ago < DAY_MS) return format.format(-Math.floor(ago / HOUR_MS), 'hour');
    const days = daysBetween(at, now);
    if (days < 7) return format.format(-days, 'day');
    return (isSameYear(at, now) ? this.#formats.dayOfYear : this.#formats.day).format(at);
  }
}

function formatsFor(language: string) {
  const dates = (options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat =>
    new Intl.DateTimeFormat(language, options);
  return {
    relativeShort: shortestFormat(language),
    relativeLong: new Intl.RelativeTimeFormat(language, { numeric: 'auto' }),
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

/** Uses the short form if the narrow one is a bare `-5 min`, which looks like time remaining. */
function shortestFormat(language: string): Intl.RelativeTimeFormat {
  const narrow = new Intl.RelativeTimeFormat(language, { numeric: 'auto', style: 'narrow' });
  return /^[-\u2212+]/.test(narrow.format(-5, 'minute'))
    ? new Intl.RelativeTimeFormat(language, { numeric: 'auto', style: 'short' })
    : narrow;
}
