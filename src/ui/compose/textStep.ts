import * as vscode from 'vscode';
import { formatCodeLocation } from '../../model/compose/codeBlock';
import type { IncludedLines } from '../../model/compose/codeBlock';
import type { ComposeDrafts } from '../../model/compose/composeDrafts';
import {
  composeOutgoingText,
  findOutgoingTextProblem,
  MAX_OUTGOING_LENGTH,
  maxTextLength,
} from '../../model/compose/outgoingText';
import type { CodeContext, OutgoingTextProblem } from '../../model/compose/outgoingText';
import { escapeLabel } from '../text/labels';
import { recipientNameInSentence } from './composeTexts';
import type { MessageDraft } from './messageDraft';
import { askInStep } from './stepInput';
import type { ComposeStep } from './steps';

/** Asks for the text, prefilled with the latest unsent one. Typed text is unsent from the first character on. */
export function textStep(unsent: ComposeDrafts): ComposeStep {
  return async (letter, place) => {
    const enclosure = letter.codeContext ?? { kind: 'nothing' };
    const box = vscode.window.createInputBox();
    box.placeholder = vscode.l10n.t('Your text');
    box.value = letter.text ?? unsent.latest;
    // If all of it were selected, typing would replace it.
    box.valueSelection = [box.value.length, box.value.length];

    let kept = box.value;
    const look = (): void => {
      const problem = box.value === '' ? undefined : findOutgoingTextProblem(box.value, enclosure);
      box.validationMessage = problem && problemText(problem, enclosure);
      box.prompt = escapeLabel(promptText(letter, box.value, enclosure));
    };
    box.onDidChangeValue(value => {
      unsent.replace(kept, value);
      kept = value;
      look();
    });
    look();

    const answer = await askInStep(box, place, () => {
      const problem = findOutgoingTextProblem(box.value, enclosure);
      box.validationMessage = problem && problemText(problem, enclosure);
      return problem === undefined ? box.value : undefined;
    });
    return { move: answer.move, letter: { ...letter, text: kept } };
  };
}

/** Tells the recipient how much of the code is included. */
export function includedLinesText({ lines, of }: IncludedLines): string {
  return vscode.l10n.t('(Code truncated. Lines shown: {0} of {1})', lines, of);
}

/** Describes the recipient, the sender and the code that is included. */
function promptText({ to, from }: MessageDraft, text: string, enclosure: CodeContext): string {
  const name = to === undefined ? '' : recipientNameInSentence(to);
  const heading =
    from === 'system'
      ? vscode.l10n.t('To {0}, as the system', name)
      : vscode.l10n.t('To {0}, as yourself', name);
  const { cut } = composeOutgoingText(text, enclosure, includedLinesText);
  return [
    heading,
    ...(enclosure.kind === 'nothing' ? [] : [formatCodeLocation(enclosure.place)]),
    ...(cut === undefined
      ? []
      : [vscode.l10n.t('The code is too long. Lines included: {0} of {1}.', cut.lines, cut.of)]),
  ].join(' · ');
}

function problemText(problem: OutgoingTextProblem, enclosure: CodeContext): string {
  switch (problem) {
    case 'empty':
      return vscode.l10n.t('Enter some text, or press Escape to cancel.');
    case 'tooLong': {
      const room = maxTextLength(enclosure);
      return room === MAX_OUTGOING_LENGTH
        ? vscode.l10n.t('The notification is too long. The character limit is {0}.', room)
        : vscode.l10n.t(
            'The text is too long. With the included code or file reference, the character limit is {0}.',
            room,
          );
    }
  }
}
