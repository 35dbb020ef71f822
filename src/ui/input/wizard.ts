import * as vscode from 'vscode';
import { type QuickInput, showQuickInput } from './quickInput';

/** How a step ended, with what is filled in so far. */
export interface StepResult<S> {
  /** A number is the index of the step to go to. */
  readonly move: 'next' | 'back' | 'canceled' | number;
  readonly state: S;
}

/**
 * Shows a step's input as a page of the wizard. `accept` is called when Enter is pressed and returns the new state, or
 * `undefined` to keep the input open. `unfinished` returns the state if the user goes back or cancels; by default, the
 * step's state is left as it was.
 */
export type ShowPage<S> = (
  input: QuickInput,
  accept: () => S | undefined,
  unfinished?: () => S,
) => Promise<StepResult<S>>;

/** Asks for a part of the state. Resolves with the result of `show`, unless it asks in its own way. */
export type WizardStep<S> = (state: S, show: ShowPage<S>) => Promise<StepResult<S>>;

export interface WizardOptions {
  readonly title: string;
  /** The index of the first step to show; counted from the end if negative. */
  readonly start?: number;
  /** How many steps to number; by default, all of them. */
  readonly totalSteps?: number;
}

/** Runs the steps forward and back. Resolves with the state after the last one, or `undefined` if canceled. */
export async function runWizard<S>(
  steps: readonly WizardStep<S>[],
  initial: S,
  { title, start = 0, totalSteps = steps.length }: WizardOptions,
): Promise<S | undefined> {
  let state = initial;
  let index = start < 0 ? steps.length + start : start;
  let page: QuickInput | undefined;
  try {
    for (let step = steps[index]; step !== undefined; step = steps[index]) {
      const result: StepResult<S> = await step(state, async (input, accept, unfinished = () => state) => {
        page = input;
        input.title = title;
        input.step = index + 1;
        input.totalSteps = totalSteps;
        input.buttons = index > 0 ? [vscode.QuickInputButtons.Back] : [];
        input.ignoreFocusOut = true;
        const shown = await showQuickInput(input, accept, { isReplaced: true });
        return shown.kind === 'accepted'
          ? { move: 'next', state: shown.value }
          : { move: shown.kind, state: unfinished() };
      });
      if (result.move === 'canceled') return undefined;
      state = result.state;
      const neighbors = { next: index + 1, back: Math.max(index - 1, 0) };
      index = typeof result.move === 'number' ? result.move : neighbors[result.move];
    }
    return state;
  } finally {
    page?.dispose();
  }
}
