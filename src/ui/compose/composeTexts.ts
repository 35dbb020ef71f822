import { l10n } from 'vscode';
import type { SendResult } from '../../model/compose/sendApi';
import { mayHaveRun } from '../../model/portalFailure';
import type { Failure } from '../../model/portalFailure';
import { failureText } from '../text/failureText';
import type { Times } from '../text/times';
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

/** Says why the notification was not sent, or may not have been. */
export function sendFailureText(to: Recipient, failure: Failure, times: Times): string {
  const why = failureText(failure, times);
  const name = recipientNameInSentence(to);
  return mayHaveRun(failure)
    ? l10n.t(
        'It is unknown whether the notification to {0} was delivered. {1} Check the portal before you send it again.',
        name,
        why,
      )
    : l10n.t('The notification to {0} was not sent. {1}', name, why);
}
