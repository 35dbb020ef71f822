import { l10n } from 'vscode';
import type { InboxState } from '../../model/inbox/inboxState';
import { MAX_UNREAD_COUNT } from '../../model/notification/notification';
import type { Notification } from '../../model/notification/notification';
import { toSingleLineText } from '../../model/notification/richText';
import { truncateAtWord } from './excerpt';
import type { Times } from './times';

const MAX_SUMMARY_LENGTH = 240;

/** Returns the author's name, or “Bitrix24” if there is none. */
export function authorName({ author }: Notification): string {
  return author?.name ?? l10n.t('Bitrix24');
}

/** Returns the text on one line, truncated to what a row can show. */
export function summaryLine({ text }: Notification, times: Times): string {
  const words = truncateAtWord(toSingleLineText(text, times.exact), MAX_SUMMARY_LENGTH);
  return words === '' ? l10n.t('(no text)') : words;
}

/** Returns what a screen reader announces for a notification: state, author, text and time. */
export function notificationAccessibleLabel(notification: Notification, times: Times, now: number): string {
  return [
    stateWords(notification),
    authorName(notification),
    summaryLine(notification, times),
    times.spoken(notification.date, now),
    ...(notification.canAnswer ? [l10n.t('Accepts replies')] : []),
  ].join(', ');
}

/** Returns `5`, or `99+` if the portal has stopped counting. */
export function cappedCountText(total: number): string {
  return total >= MAX_UNREAD_COUNT ? '99+' : String(total);
}

function stateWords({ kind, isRead }: Notification): string {
  const read = isRead ? l10n.t('Read') : l10n.t('Unread');
  return kind === 'confirmation' ? `${l10n.t('Waiting for your decision')}, ${read}` : read;
}

type Counted = Pick<Extract<InboxState, { kind: 'ready' }>, 'unreadTotal'>;

/** Returns the sum over all portals: `5`, or with a plus sign, as in `99+`, if a portal has stopped counting. */
export function unreadCountText(counted: readonly Counted[]): string {
  const isMore = counted.some(({ unreadTotal }) => unreadTotal >= MAX_UNREAD_COUNT);
  const sum = counted.reduce((all, { unreadTotal }) => all + Math.min(unreadTotal, MAX_UNREAD_COUNT - 1), 0);
  return isMore ? `${sum}+` : String(sum);
}

/** Returns the sum as a number: a portal that has stopped counting adds 100. */
export function unreadCountNumber(counted: readonly Counted[]): number {
  return counted.reduce((all, { unreadTotal }) => all + Math.min(unreadTotal, MAX_UNREAD_COUNT), 0);
}

/** Returns the inboxes that have a count. */
export function readyInboxes(
  inboxes: readonly InboxState[],
): readonly Extract<InboxState, { kind: 'ready' }>[] {
  return inboxes.filter(inbox => inbox.kind === 'ready');
}
