const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** Moments in a person's language. All of them in milliseconds since the epoch. */
export class Times {
  readonly #relativeShort: Intl.RelativeTimeFormat;
  readonly #relativeLong: Intl.RelativeTimeFormat;
  readonly #exact: Intl.DateTimeFormat;
  readonly #clock: Intl.DateTimeFormat;
  readonly #day: Intl.DateTimeFormat;
  readonly #dayOfYear: Intl.DateTimeFormat;

  constructor(language: string) {
    this.#relativeShort = new Intl.RelativeTimeFormat(language, { numeric: 'auto', style: 'narrow' });
    this.#relativeLong = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
    this.#exact = new Intl.DateTimeFormat(language, { dateStyle: 'full', timeStyle: 'short' });
    this.#clock = new Intl.DateTimeFormat(language, { timeStyle: 'short' });
    this.#day = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short', year: 'numeric' });
    this.#dayOfYear = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short' });
  }

  /** `now`, `5m ago`, `yesterday`, `Mar 12`, `Mar 12, 2025`: as short as can be. */
  short(at: number, now: number): string {
    return this.#relative(this.#relativeShort, at, now);
  }

  /** The same in whole words, for a screen reader. */
  spoken(at: number, now: number): string {
    return this.#relative(this.#relativeLong, at, now);
  }

  readonly exact = (at: number): string => this.#exact.format(at);

  clock(at: number): string {
    return this.#clock.format(at);
  }

  #relative(format: Intl.RelativeTimeFormat, at: number, now: number): string {
    const ago = Math.max(0, now - at);
    if (ago < MINUTE_MS) {
      return format.format(0, 'second');
    }
    if (ago < HOUR_MS) {
      return format.format(-Math.floor(ago / MINUTE_MS), 'minute');
    }
    if (ago < DAY_MS) {
      return format.format(-Math.floor(ago / HOUR_MS), 'hour');
    }
    const days = Math.round((startOfDay(now) - startOfDay(at)) / DAY_MS);
    if (days < 7) {
      return format.format(-days, 'day');
    }
    const isThisYear = new Date(at).getFullYear() === new Date(now).getFullYear();
    return (isThisYear ? this.#dayOfYear : this.#day).format(at);
  }
}

function startOfDay(at: number): number {
  return new Date(at).setHours(0, 0, 0, 0);
}
