import fc from 'fast-check';

/** What becomes of a request to the push server. */
export type PushFault =
  'reset' | 'hang' | 'gateway' | 'page' | 'garbage' | 'truncated' | 'large' | 'empty' | 'gone' | 'redirect' | 'repeats';

/** What happens at the portal, to the channel, or to the window. */
export type PushStep =
  | { readonly kind: 'arrive' | 'read' | 'delete'; readonly of: number; readonly isTold: boolean }
  | { readonly kind: 'fault'; readonly fault: PushFault; readonly times: number }
  | { readonly kind: 'break' }
  | { readonly kind: 'forget' }
  | { readonly kind: 'command'; readonly command: string }
  | { readonly kind: 'config'; readonly times: number }
  | { readonly kind: 'portal'; readonly times: number }
  | { readonly kind: 'sleep'; readonly ms: number };

export interface PushSchedule {
  readonly steps: readonly { readonly step: PushStep; readonly pauseMs: number }[];
  readonly seed: number;
}

const faults: readonly PushFault[] = [
  'reset',
  'hang',
  'gateway',
  'page',
  'garbage',
  'truncated',
  'large',
  'empty',
  'gone',
  'redirect',
  'repeats',
];

const times = fc.oneof({ weight: 4, arbitrary: fc.integer({ min: 1, max: 3 }) }, fc.constant(40));

const step: fc.Arbitrary<PushStep> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constantFrom('arrive' as const, 'arrive' as const, 'read' as const, 'delete' as const),
      of: fc.nat({ max: 30 }),
      // Now and then the push server loses a message.
      isTold: fc.integer({ min: 0, max: 19 }).map(each => each > 0),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({ kind: fc.constant('fault' as const), fault: fc.constantFrom(...faults), times }),
  },
  { weight: 2, arbitrary: fc.constant({ kind: 'break' as const }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'forget' as const }) },
  {
    weight: 2,
    arbitrary: fc
      .constantFrom('channel_expire', 'config_expire', 'server_restart')
      .map(command => ({ kind: 'command' as const, command })),
  },
  { weight: 1, arbitrary: times.map(each => ({ kind: 'config' as const, times: each })) },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 3 }).map(each => ({ kind: 'portal' as const, times: each })) },
  {
    weight: 1,
    arbitrary: fc.integer({ min: 1, max: 14 }).map(each => ({ kind: 'sleep' as const, ms: each * 3_600_000 })),
  },
);

const pauseMs = fc.oneof(fc.nat({ max: 200 }), fc.nat({ max: 5_000 }), fc.nat({ max: 120_000 }));

const schedule: fc.Arbitrary<PushSchedule> = fc.record({
  steps: fc.array(fc.record({ step, pauseMs }), { minLength: 1, maxLength: 20 }),
  seed: fc.nat(),
});

export function pushSchedules(count: number, seed: number): readonly PushSchedule[] {
  return fc.sample(schedule, { numRuns: count, seed });
}
