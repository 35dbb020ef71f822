import * as vscode from 'vscode';
import { prefixPortal } from '../text/labels';
import type { StepPosition } from './steps';

export type StepAnswer<T> =
  { readonly move: 'next'; readonly value: T } | { readonly move: 'back' } | { readonly move: 'leave' };

/**
 * Shows a step's input until the user continues, goes back or cancels. `decide` returns the value that Enter accepts,
 * or `undefined` if the input should stay open.
 */
export function askInStep<T>(
  input: vscode.QuickPick<vscode.QuickPickItem> | vscode.InputBox,
  { step, totalSteps, portalLabel = '' }: StepPosition,
  decide: () => T | undefined,
): Promise<StepAnswer<T>> {
  input.title = prefixPortal({ label: portalLabel }, vscode.l10n.t('Send Notification'));
  input.step = step;
  input.totalSteps = totalSteps;
  input.buttons = step > 1 ? [vscode.QuickInputButtons.Back] : [];
  input.ignoreFocusOut = true;
  return new Promise(resolve => {
    const end = (answer: StepAnswer<T>): void => {
      resolve(answer);
      input.hide();
    };
    input.onDidAccept(() => {
      const value = decide();
      if (value !== undefined) {
        end({ move: 'next', value });
      }
    });
    input.onDidTriggerButton(() => {
      end({ move: 'back' });
    });
    input.onDidHide(() => {
      resolve({ move: 'leave' });
      input.dispose();
    });
    input.show();
  });
}

export interface Choice<T> extends vscode.QuickPickItem {
  readonly value: T;
}

/** Lets the user choose. `isChosen` returns whether a value was chosen before. */
export async function chooseInStep<T>(
  choices: readonly Choice<T>[],
  placeholder: string,
  place: StepPosition,
  isChosen: (value: T) => boolean,
): Promise<StepAnswer<T>> {
  const pick = vscode.window.createQuickPick<Choice<T>>();
  pick.placeholder = placeholder;
  pick.items = choices;
  const before = choices.find(({ value }) => isChosen(value));
  if (before !== undefined) {
    pick.activeItems = [before];
  }
  // If no item is active yet when Enter is pressed, take the previous choice, or else the first.
  const answer = await askInStep(pick, place, () => pick.activeItems[0] ?? before ?? choices[0]);
  return answer.move === 'next' ? { move: 'next', value: answer.value.value } : answer;
}
