import type { MessageDraft } from './messageDraft';

/** A step's position among all steps, counted from 1. */
export interface StepPosition {
  readonly step: number;
  readonly totalSteps: number;
  /** Name of the portal to send in, if there are several portals. */
  readonly portalLabel?: string;
}

/** How a step ended, with the draft so far. */
export interface StepEnd {
  readonly move: 'next' | 'back' | 'leave';
  readonly letter: MessageDraft;
}

export type ComposeStep = (letter: MessageDraft, place: StepPosition) => Promise<StepEnd>;

/** Runs the steps back and forth, starting at index `begin`. Resolves to `undefined` if the user cancels. */
export async function walkSteps(
  steps: readonly ComposeStep[],
  letter: MessageDraft,
  begin: number,
): Promise<MessageDraft | undefined> {
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
