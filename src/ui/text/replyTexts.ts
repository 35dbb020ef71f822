import { l10n } from 'vscode';
import type { PendingReply } from '../../model/replies/reply';
import { truncateAtWord } from './excerpt';
import { failureText } from './failureText';
import type { Times } from './times';

const MAX_LINE_LENGTH = 240;

/** Returns what a row says about the reply to its notification. */
export function replyStageText({ stage }: { readonly stage: PendingReply['stage'] | 'sent' }): string {
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

/** Explains why a reply is unsent, and what to do about it. */
export function unsentReplyExplanation({ stage, reason }: PendingReply, times: Times): string {
  const isUnconfirmed = stage === 'unconfirmed';
  if (reason === undefined) {
    return isUnconfirmed
      ? l10n.t('It is unknown whether the reply was delivered. Check the portal before you send it again.')
      : l10n.t('The reply was not sent.');
  }
  const why =
    reason === 'gone'
      ? l10n.t('The notification no longer exists or can’t be replied to.')
      : failureText(reason, times);
  return isUnconfirmed
    ? l10n.t('It is unknown whether the reply was delivered. {0} Check the portal before you send it again.', why)
    : l10n.t('The reply was not sent. {0}', why);
}

/** Returns the beginning of a typed text, on one line. */
export function singleLineExcerpt(text: string): string {
  return truncateAtWord(text.replaceAll(/\s+/g, ' ').trim(), MAX_LINE_LENGTH);
}
