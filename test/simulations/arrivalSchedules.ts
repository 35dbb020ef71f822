import fc from 'fast-check';

/** What happens on the portal or to one of the windows. `of`: which one. */
export interface ArrivalStep {
  readonly kind:
    | 'arrive'
    | 'read'
    | 'remove'
    | 'focus'
    | 'blur'
    | 'kill'
    | 'close'
    /** The window that tells next crashes at once. */
    | 'crashTold'
    | 'open'
    /** A window stands still until `resume`. */
    | 'suspend'
    | 'resume'
    /** The computer sleeps. */
    | 'sleep'
    | 'setClock'
    | 'outage'
    | 'restart';
  readonly of: number;
  readonly count: number;
  /** After it. */
  readonly pauseMs: number;
}

export interface ArrivalSchedule {
  readonly steps: readonly ArrivalStep[];
  readonly seed: number;
  /** How long a write takes to the other windows, in milliseconds. */
  readonly delayMs: readonly [number, number];
}

const WEIGHTS: Readonly<Record<ArrivalStep['kind'], number>> = {
  arrive: 10,
  read: 2,
  remove: 1,
  focus: 4,
  blur: 1,
  kill: 2,
  close: 1,
  crashTold: 2,
  open: 2,
  suspend: 2,
  resume: 2,
  sleep: 1,
  setClock: 1,
  outage: 1,
  restart: 1,
};

const kind = fc.oneof(
  ...(Object.entries(WEIGHTS) as [ArrivalStep['kind'], number][]).map(([name, weight]) => ({
    weight,
    arbitrary: fc.constant(name),
  })),
);

const step: fc.Arbitrary<ArrivalStep> = fc.record({
  kind,
  of: fc.nat({ max: 1_000 }),
  count: fc.oneof(fc.constant(1), fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 30 })),
  pauseMs: fc.oneof(fc.nat({ max: 300 }), fc.nat({ max: 6_000 }), fc.nat({ max: 30_000 })),
});

const schedule: fc.Arbitrary<ArrivalSchedule> = fc.record({
  steps: fc.array(step, { minLength: 2, maxLength: 10 }),
  seed: fc.integer({ min: 1, max: 1_000_000 }),
  delayMs: fc.constantFrom([1, 50] as const, [100, 1_500] as const),
});

export function arrivalSchedules(count: number, seed: number): readonly ArrivalSchedule[] {
  return fc.sample(schedule, { numRuns: count, seed });
}
