import { l10n } from 'vscode';
import type { Sent } from '../../model/outbox';
import { mayHaveRun } from '../../model/portalFailure';
import type { Failure } from '../../model/portalFailure';
import { failureText } from '../text/failureText';
import type { Times } from '../text/times';
import type { Recipient } from './letter';
import { othersName, recipientName } from './recipientWords';

/** What the portal made of it. */
export function outcomeText(to: Recipient, sent: Sent): string {
  switch (sent) {
    case 'sent':
      return l10n.t('Sent to {0}.', recipientName(to));
    case 'switchedOff':
      return to.isMe
        ? l10n.t('The portal took it, but you have switched such notifications off: it is not shown.')
        : l10n.t(
            'The portal took it, but {0} has switched such notifications off and does not see it.',
            othersName(to),
          );
    case 'nobody':
      return l10n.t('The portal has no such user: {0}. Nothing was sent.', othersName(to));
  }
}

/** Why it is not there, or not known to be. */
export function notSentText(to: Recipient, failure: Failure, times: Times): string {
  const why = failureText(failure, times);
  const name = recipientName(to);
  return mayHaveRun(failure)
    ? l10n.t(
        'Nobody knows whether the notification to {0} has arrived. {1} Look in the portal before you send it again.',
        name,
        why,
      )
    : l10n.t('The notification to {0} was not sent. {1}', name, why);
}
