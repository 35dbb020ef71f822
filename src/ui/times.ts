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

  constructor(language: string) {
    this.#relativeShort = new Intl.RelativeTimeFormat(language, { numeric: 'auto', style: 'narrow' });
    this.#relativeLong = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
    this.#exact = new Intl.DateTimeFormat(language, { dateStyle: 'full', timeStyle: 'short' });
    this.#clock = new Intl.DateTimeFormat(language, { timeStyle: 'short' });
    this.#day = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short', year: 'numeric' });
  }

  /** `now`, `5 min. ago`, `yesterday`, `12 Mar 2026`: as short as can be. */
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
    return this.#day.format(at);
  }
}
