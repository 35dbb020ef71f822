import fc from 'fast-check';
import type { Fault } from '../portal/faults';

/** What happens to a window and its replies, one thing after the other. `of`: which of the replies so far. */
export type Step =
  | { readonly kind: 'reply'; readonly delayMs: number }
  | { readonly kind: 'takeBack'; readonly of: number }
  | { readonly kind: 'again'; readonly of: number }
  | { readonly kind: 'discard'; readonly of: number }
  /** The window ends without a word. */
  | { readonly kind: 'crash' }
  /** The portal is disconnected, and connected again. */
  | { readonly kind: 'end' }
  /** The computer sleeps. */
  | { readonly kind: 'sleep' }
  | { readonly kind: 'pause'; readonly ms: number };

export interface Schedule {
  readonly steps: readonly Step[];
  /** What goes wrong with the calls, in their order; `fine`: nothing. */
  readonly faults: readonly (Fault | { readonly kind: 'fine' })[];
}

const when = fc.constantFrom('before' as const, 'after' as const);
const of = fc.nat({ max: 5 });

const fault: fc.Arbitrary<Schedule['faults'][number]> = fc.oneof(
  { weight: 3, arbitrary: fc.constant({ kind: 'fine' as const }) },
  { weight: 3, arbitrary: when.map(each => ({ kind: 'reset' as const, when: each })) },
  { weight: 1, arbitrary: when.map(each => ({ kind: 'hang' as const, when: each })) },
  {
    weight: 2,
    arbitrary: fc
      .record({ status: fc.constantFrom(500, 502, 503, 504), when })
      .map(each => ({ kind: 'html' as const, ...each })),
  },
  {
    weight: 2,
    arbitrary: fc.boolean().map(isAbrupt => ({ kind: 'truncated' as const, isAbrupt })),
  },
  {
    weight: 2,
    arbitrary: fc
      .constantFrom('QUERY_LIMIT_EXCEEDED', 'OPERATION_TIME_LIMIT', 'INVALID_CREDENTIALS', 'ACCESS_DENIED')
      .map(code => ({ kind: 'error' as const, code })),
  },
  {
    weight: 1,
    arbitrary: when.map(each => ({ kind: 'error' as const, code: 'ERROR_CORE', when: each })),
  },
  { weight: 1, arbitrary: fc.nat({ max: 8 }).map(ms => ({ kind: 'delay' as const, ms })) },
  { weight: 1, arbitrary: fc.constant({ kind: 'result' as const, result: false }) },
);

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.nat({ max: 4 }).map(delayMs => ({ kind: 'reply' as const, delayMs })) },
  { weight: 1, arbitrary: of.map(each => ({ kind: 'takeBack' as const, of: each })) },
  { weight: 3, arbitrary: of.map(each => ({ kind: 'again' as const, of: each })) },
  { weight: 1, arbitrary: of.map(each => ({ kind: 'discard' as const, of: each })) },
  { weight: 2, arbitrary: fc.constant({ kind: 'crash' as const }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'end' as const }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'sleep' as const }) },
  { weight: 4, arbitrary: fc.nat({ max: 12 }).map(ms => ({ kind: 'pause' as const, ms })) },
);

const schedule: fc.Arbitrary<Schedule> = fc.record({
  steps: fc
    .array(step, { minLength: 1, maxLength: 12 })
    .map((steps): readonly Step[] => [{ kind: 'reply', delayMs: 0 }, ...steps]),
  faults: fc.array(fault, { maxLength: 10 }),
});

/** Always the same ones for a seed. */
export function schedules(count: number, seed: number): readonly Schedule[] {
  return fc.sample(schedule, { numRuns: count, seed });
}
