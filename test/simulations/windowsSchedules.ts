import fc from 'fast-check';

/** What a person does in one of the windows, or what becomes of it. `of`: which of the replies that are left. */
export interface WindowsStep {
  readonly kind: 'reply' | 'instead' | 'again' | 'discard' | 'takeBack' | 'crash';
  readonly window: number;
  readonly of: number;
  readonly delayMs: number;
  /** After it. */
  readonly pauseMs: number;
}

export interface WindowsSchedule {
  readonly steps: readonly WindowsStep[];
  readonly seed: number;
  readonly longestWayMs: number;
}

const kind = fc.oneof(
  { weight: 8, arbitrary: fc.constant('reply' as const) },
  { weight: 3, arbitrary: fc.constant('again' as const) },
  { weight: 2, arbitrary: fc.constant('instead' as const) },
  { weight: 2, arbitrary: fc.constant('crash' as const) },
  { weight: 1, arbitrary: fc.constant('discard' as const) },
  { weight: 1, arbitrary: fc.constant('takeBack' as const) },
);

const step: fc.Arbitrary<WindowsStep> = fc.record({
  kind,
  window: fc.nat({ max: 1 }),
  of: fc.nat({ max: 5 }),
  delayMs: fc.oneof(fc.constant(0), fc.nat({ max: 6_000 })),
  pauseMs: fc.oneof(fc.nat({ max: 50 }), fc.nat({ max: 5_000 })),
});

const schedule: fc.Arbitrary<WindowsSchedule> = fc.record({
  steps: fc.array(step, { minLength: 1, maxLength: 14 }),
  seed: fc.nat(),
  longestWayMs: fc.constantFrom(10, 20, 40),
});

export function windowsSchedules(count: number, seed: number): readonly WindowsSchedule[] {
  return fc.sample(schedule, { numRuns: count, seed });
}
