import * as vscode from 'vscode';
import { placeText } from '../../model/codeReference';
import type { Cut } from '../../model/codeReference';
import { OUTGOING_MAX_LENGTH, outgoingText, roomForText, textProblem } from '../../model/outgoingText';
import type { Enclosure, TextProblem } from '../../model/outgoingText';
import type { Unsent } from '../../model/unsent';
import { inert } from '../text/inert';
import type { Letter } from './letter';
import { recipientName } from './recipientWords';
import { ask } from './stepInput';
import type { Step } from './steps';

/** Asks for the text, beginning with what was not sent before; what is typed counts as not sent from the first letter. */
export function textStep(unsent: Unsent): Step {
  return async (letter, place) => {
    const enclosure = letter.enclosure ?? { kind: 'nothing' };
    const box = vscode.window.createInputBox();
    box.placeholder = vscode.l10n.t('Your text');
    box.value = letter.text ?? unsent.latest;
    // Selected as a whole, the next letter would take its place.
    box.valueSelection = [box.value.length, box.value.length];

    let kept = box.value;
    const look = (): void => {
      const problem = box.value === '' ? undefined : textProblem(box.value, enclosure);
      box.validationMessage = problem && problemText(problem, enclosure);
      box.prompt = inert(promptText(letter, box.value, enclosure));
    };
    box.onDidChangeValue(value => {
      unsent.replace(kept, value);
      kept = value;
      look();
    });
    look();

    const answer = await ask(box, place, () => {
      const problem = textProblem(box.value, enclosure);
      box.validationMessage = problem && problemText(problem, enclosure);
      return problem === undefined ? box.value : undefined;
    });
    return { move: answer.move, letter: { ...letter, text: kept } };
  };
}

/** In words for the recipient how much of the code there is. */
export function cutText({ lines, of }: Cut): string {
  return vscode.l10n.t('(The first {0} of {1} lines.)', lines, of);
}

/** Whom it goes to, in whose name, and with what. */
function promptText({ to, from }: Letter, text: string, enclosure: Enclosure): string {
  const name = to === undefined ? '' : recipientName(to);
  const heading =
    from === 'system'
      ? vscode.l10n.t('To {0}, as the system', name)
      : vscode.l10n.t('To {0}, as yourself', name);
  const { cut } = outgoingText(text, enclosure, cutText);
  return [
    heading,
    ...(enclosure.kind === 'nothing' ? [] : [placeText(enclosure.place)]),
    ...(cut === undefined
      ? []
      : [vscode.l10n.t('The code is too long: its first {0} of {1} lines go along.', cut.lines, cut.of)]),
  ].join(' · ');
}

function problemText(problem: TextProblem, enclosure: Enclosure): string {
  switch (problem) {
    case 'empty':
      return vscode.l10n.t('Write something, or press Escape to leave.');
    case 'tooLong': {
      const room = roomForText(enclosure);
      return room === OUTGOING_MAX_LENGTH
        ? vscode.l10n.t('A notification may have {0} characters at most.', room)
        : vscode.l10n.t('Beside what goes along with it, the text may have {0} characters at most.', room);
    }
  }
}
