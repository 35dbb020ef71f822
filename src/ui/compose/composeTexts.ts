import { l10n } from 'vscode';
import type { SendResult } from '../../model/compose/sendApi';
import type { Recipient } from './messageDraft';

/** Returns how to refer to the recipient within a sentence. */
export function recipientNameInSentence(recipient: Recipient): string {
  return recipient.isMe ? l10n.t('yourself') : userNameOrId(recipient);
}

/** Returns the recipient's name, or the ID if it has none; makes no exception for the user. */
export function userNameOrId({ id, name }: Recipient): string {
  return name === '' ? l10n.t('User #{0}', id) : name;
}

/** Says what became of a notification that reached the portal. */
export function sendResultText(to: Recipient, sent: SendResult): string {
  switch (sent) {
    case 'sent':
      return l10n.t('Sent to {0}.', recipientNameInSentence(to));
    case 'switchedOff':
      return to.isMe
        ? l10n.t(
            'The portal accepted the notification, but you have turned off notifications of this kind, so it is not shown.',
          )
        : l10n.t(
            'The portal accepted the notification, but {0} has turned off notifications of this kind and does not see it.',
            userNameOrId(to),
          );
    case 'nobody':
      return l10n.t('This user does not exist in the portal: {0}. Nothing was sent.', userNameOrId(to));
  }
}
