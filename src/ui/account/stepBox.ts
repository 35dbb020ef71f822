import * as vscode from 'vscode';

/** A question answered with one line of text. */
export interface Question {
  readonly prompt: string;
  readonly placeholder: string;
  readonly isSecret: boolean;
  /** Returns what is wrong with the text; empty if it is valid. */
  readonly problem: (text: string) => string;
}

export interface StepPlace {
  /** Counts from 1. */
  readonly step: number;
  readonly totalSteps: number;
}

export interface StepEnd {
  readonly move: 'next' | 'back' | 'leave';
  /** The typed text, however the step ended. */
  readonly text: string;
}

/**
 * Asks in a box that stays until the user leaves or the next box replaces it: hiding it first would flicker.
 * `complaint`: the error shown until something is typed.
 */
export function askInBox(
  { prompt, placeholder, isSecret, problem }: Question,
  { step, totalSteps }: StepPlace,
  text: string,
  complaint: string,
): Promise<StepEnd> {
  const box = vscode.window.createInputBox();
  box.title = vscode.l10n.t('Connect to a Bitrix24 Portal');
  box.step = step;
  box.totalSteps = totalSteps;
  box.buttons = step > 1 ? [vscode.QuickInputButtons.Back] : [];
  box.ignoreFocusOut = true;
  box.prompt = prompt;
  box.placeholder = placeholder;
  box.password = isSecret;
  box.value = text;
  box.validationMessage = complaint;
  return new Promise(resolve => {
    const end = (move: StepEnd['move']): void => {
      resolve({ move, text: box.value });
    };
    box.onDidChangeValue(() => {
      box.validationMessage = '';
    });
    box.onDidAccept(() => {
      box.validationMessage = problem(box.value);
      if (box.validationMessage === '') {
        end('next');
      }
    });
    box.onDidTriggerButton(() => {
      end('back');
    });
    box.onDidHide(() => {
      resolve({ move: 'leave', text: box.value });
      box.dispose();
    });
    box.show();
  });
}
