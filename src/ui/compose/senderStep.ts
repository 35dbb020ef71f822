import * as vscode from 'vscode';
import type { OutgoingNotification } from '../../model/compose/sendApi';
import { chooseInStep } from './stepInput';
import type { Choice } from './stepInput';
import type { ComposeStep } from './steps';

/** Asks whether to send as the user or as the system. */
export const senderStep: ComposeStep = async (letter, place) => {
  const senders: readonly Choice<OutgoingNotification['from']>[] = [
    {
      label: vscode.l10n.t('As yourself'),
      detail: vscode.l10n.t('The recipient sees your name and your picture.'),
      iconPath: new vscode.ThemeIcon('account'),
      value: 'me',
    },
    {
      label: vscode.l10n.t('As the system'),
      detail: vscode.l10n.t('The recipient sees a notification of the portal’s system, without a name.'),
      iconPath: new vscode.ThemeIcon('gear'),
      value: 'system',
    },
  ];
  const placeholder = vscode.l10n.t('In whose name?');
  const answer = await chooseInStep(senders, placeholder, place, sender => sender === letter.from);
  return {
    move: answer.move,
    letter: answer.move === 'next' ? { ...letter, from: answer.value } : letter,
  };
};
