import * as vscode from 'vscode';
import type { Outgoing } from '../../model/outbox';
import { choose } from './stepInput';
import type { Choice } from './stepInput';
import type { Step } from './steps';

/** Asks in whose name. */
export const senderStep: Step = async (letter, place) => {
  const senders: readonly Choice<Outgoing['from']>[] = [
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
  const answer = await choose(senders, placeholder, place, sender => sender === letter.from);
  return {
    move: answer.move,
    letter: answer.move === 'next' ? { ...letter, from: answer.value } : letter,
  };
};
