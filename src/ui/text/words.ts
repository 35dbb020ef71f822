import { l10n } from 'vscode';
import type { Notification } from '../../model/notification';
import { UNREAD_CAP } from '../../model/notification';
import { plainText } from '../../model/richText';
import { shortened } from './shortened';
import type { Times } from './times';

const ROW_LENGTH = 240;

/** Who speaks. */
export function authorName({ author }: Notification): string {
  return author?.name ?? l10n.t('Bitrix24');
}

/** The text on one line, as much of it as a row can show. */
export function firstLines({ text }: Notification, times: Times): string {
  const words = shortened(plainText(text, times.exact), ROW_LENGTH);
  return words === '' ? l10n.t('(no text)') : words;
}

/** What a screen reader says of a notification: state, author, text and time. */
export function spoken(notification: Notification, times: Times, now: number): string {
  return [
    stateWords(notification),
    authorName(notification),
    firstLines(notification, times),
    times.spoken(notification.date, now),
    ...(notification.canAnswer ? [l10n.t('Reply possible')] : []),
  ].join(', ');
}

/** `5`, and where the portal stops counting `99+`. */
export function unreadCount(total: number): string {
  return total >= UNREAD_CAP ? '99+' : String(total);
}

function stateWords({ kind, isRead }: Notification): string {
  const read = isRead ? l10n.t('Read') : l10n.t('Unread');
  return kind === 'confirmation' ? `${l10n.t('Waiting for your decision')}, ${read}` : read;
}
