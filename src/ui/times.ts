const STEPS: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['minute', 60],
  ['hour', 24],
  ['day', 7],
];

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
    let amount = Math.max(0, Math.floor((now - at) / 60_000));
    if (amount === 0) {
      return format.format(0, 'second');
    }
    for (const [unit, limit] of STEPS) {
      if (amount < limit) {
        return format.format(-amount, unit);
      }
      amount = Math.floor(amount / limit);
    }
    const isThisYear = new Date(at).getFullYear() === new Date(now).getFullYear();
    return (isThisYear ? this.#dayOfYear : this.#day).format(at);
  }
}
