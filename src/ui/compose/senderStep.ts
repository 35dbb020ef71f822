import * as vscode from 'vscode';
import type { OutgoingNotification } from '../../model/compose/sendApi';
import { chooseInStep } from './stepInput';
import type { Choice } from './stepInput';
import type { ComposeStep } from './steps';

/** Asks whether to send as the user or as the system. */
export const senderStep: ComposeStep = async (letter, place) => {
  const senders: readonly Choice<OutgoingNotification['from']>[] = [
    {
      label: vscode.l10n.t('You'),
      detail: vscode.l10n.t('The recipient sees your name and picture.'),
      iconPath: new vscode.ThemeIcon('account'),
      value: 'me',
    },
    {
      label: vscode.l10n.t('The system'),
      detail: vscode.l10n.t('The recipient sees a system notification from the portal, without a name.'),
      iconPath: new vscode.ThemeIcon('gear'),
      value: 'system',
    },
  ];
  const placeholder = vscode.l10n.t('Send as');
  const answer = await chooseInStep(senders, placeholder, place, sender => sender === letter.from);
  return {
    move: answer.move,
    letter: answer.move === 'next' ? { ...letter, from: answer.value } : letter,
  };
};
