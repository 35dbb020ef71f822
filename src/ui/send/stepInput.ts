import * as vscode from 'vscode';
import { inPortal } from '../text/inPortal';
import type { StepPlace } from './steps';

export type Answer<T> =
  { readonly move: 'next'; readonly value: T } | { readonly move: 'back' } | { readonly move: 'leave' };

/**
 * Shows the input of one step until the person goes on, back or away. `decide` gives what Enter decides, or `undefined`
 * where it decides nothing and the input stays.
 */
export function ask<T>(
  input: vscode.QuickPick<vscode.QuickPickItem> | vscode.InputBox,
  { step, totalSteps, nameAmong = '' }: StepPlace,
  decide: () => T | undefined,
): Promise<Answer<T>> {
  input.title = inPortal({ nameAmong }, vscode.l10n.t('Send Notification'));
  input.step = step;
  input.totalSteps = totalSteps;
  input.buttons = step > 1 ? [vscode.QuickInputButtons.Back] : [];
  input.ignoreFocusOut = true;
  return new Promise(resolve => {
    const end = (answer: Answer<T>): void => {
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

/** Lets the person choose; `isChosen` tells what they chose before. */
export async function choose<T>(
  choices: readonly Choice<T>[],
  placeholder: string,
  place: StepPlace,
  isChosen: (value: T) => boolean,
): Promise<Answer<T>> {
  const pick = vscode.window.createQuickPick<Choice<T>>();
  pick.placeholder = placeholder;
  pick.items = choices;
  const before = choices.find(({ value }) => isChosen(value));
  if (before !== undefined) {
    pick.activeItems = [before];
  }
  // Who presses Enter at once means the first.
  const answer = await ask(pick, place, () => pick.activeItems[0] ?? before ?? choices[0]);
  return answer.move === 'next' ? { move: 'next', value: answer.value.value } : answer;
}
