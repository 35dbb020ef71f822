import type { Letter } from './letter';

/** Where a step stands among all of them, counted from 1. */
export interface StepPlace {
  readonly step: number;
  readonly totalSteps: number;
  /** Of the portal that it is sent in, where there are several. */
  readonly nameAmong?: string;
}

/** How a step ended, with all that is decided by then. */
export interface StepEnd {
  readonly move: 'next' | 'back' | 'leave';
  readonly letter: Letter;
}

export type Step = (letter: Letter, place: StepPlace) => Promise<StepEnd>;

/** Goes through the steps, forth and back, beginning with the one of that index; `undefined`: the person has left. */
export async function walk(
  steps: readonly Step[],
  letter: Letter,
  begin: number,
): Promise<Letter | undefined> {
  let current = letter;
  let at = Math.min(begin, steps.length - 1);
  for (;;) {
    const step = steps[at];
    if (step === undefined) {
      return current;
    }
    const { move, letter: decided } = await step(current, { step: at + 1, totalSteps: steps.length });
    if (move === 'leave') {
      return undefined;
    }
    current = decided;
    at = move === 'next' ? at + 1 : Math.max(at - 1, 0);
  }
}
