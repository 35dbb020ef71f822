import { l10n } from 'vscode';
import type { Reply } from '../../model/reply';
import { failureText } from '../text/failureText';
import { shortened } from '../text/shortened';
import type { Times } from '../text/times';

const LINE_LENGTH = 240;

/** What a row says of the reply to its notification. */
export function replyStateWords({ stage }: { readonly stage: Reply['stage'] | 'sent' }): string {
  switch (stage) {
    case 'waiting':
    case 'sending':
      return l10n.t('Sending your reply…');
    case 'sent':
      return l10n.t('Replied');
    case 'unconfirmed':
      return l10n.t('Reply not confirmed');
    case 'failed':
      return l10n.t('Reply not sent');
  }
}

/** Why it is left, and what to do about it. */
export function whyLeft({ stage, why }: Reply, times: Times): string {
  const reason = why === undefined ? '' : whyWords(why, times);
  const advice =
    stage === 'unconfirmed'
      ? l10n.t('Nobody knows whether it has arrived. Look in the portal before you send it again.')
      : l10n.t('The portal did not get it.');
  return [advice, reason].filter(words => words !== '').join(' ');
}

/** The beginning of a text that was typed. */
export function beginningOf(text: string): string {
  return shortened(text.replaceAll(/\s+/g, ' ').trim(), LINE_LENGTH);
}

function whyWords(why: NonNullable<Reply['why']>, times: Times): string {
  return why === 'gone' ? l10n.t('The notification is gone or can’t be answered.') : failureText(why, times);
}
