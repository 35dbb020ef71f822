import { l10n } from 'vscode';
import type { InboxState } from '../../model/inbox/inboxState';
import type { Snooze } from '../../model/triage/snoozes';
import type { PortalState } from '../../model/portal/session';
import { MAX_UNREAD_COUNT, type Notification } from '../../model/notification/notification';
import { MAX_SUMMARY_LENGTH, summaryParts } from '../../model/notification/notificationText';
import { truncateAtWord } from './excerpt';
import type { Times } from './times';

type Ready = Extract<InboxState, { kind: 'ready' }>;

/**
 * Returns `A, B, C`, with the comma of VS Code's language. `Intl.ListFormat` has no such list: its unit lists lack
 * the comma in Russian, and its conjunctions end with “and”, which is not said between a name and a time.
 */
export function formatList(items: readonly string[]): string {
  return items.reduce((list, item) => (list === '' ? item : l10n.t('{0}, {1}', list, item)), '');
}

/** Returns the sentences one after the other; empty if there are none. */
export function joinSentences(sentences: readonly string[]): string {
  return sentences.reduce((text, sentence) => (text === '' ? sentence : l10n.t('{0} {1}', text, sentence)), '');
}

/** Returns a phrase that has no full stop, followed by the sentences, if any. */
export function joinPhraseAndSentences(phrase: string, sentences: readonly string[]): string {
  return sentences.length === 0 ? phrase : l10n.t('{0}. {1}', phrase, joinSentences(sentences));
}

/** Returns the author's name, or “Bitrix24” if there is none. */
export function authorName({ author }: Pick<Notification, 'author'>): string {
  return author?.name ?? l10n.t('Bitrix24');
}

/** Returns what a notification says on one line, truncated to what a row can show. */
export function summaryLine(notification: Notification, times: Times): string {
  const [first = l10n.t('(no text)'), second] = summaryParts(notification, times.exact);
  if (second === undefined) return truncateAtWord(first, MAX_SUMMARY_LENGTH);
  const line = /\p{P}$/u.test(first) ? l10n.t('{0} {1}', first, second) : l10n.t('{0}: {1}', first, second);
  return truncateAtWord(line, MAX_SUMMARY_LENGTH);
}

/** What is on a notification's row, from left to right. */
interface RowWords {
  /** Empty if it is not shown. */
  readonly name: string;
  /** What is in progress or has failed, and when it comes back. */
  readonly notes: readonly string[];
  readonly text: string;
  readonly time: readonly string[];
}

/** Returns what a screen reader announces for a notification: its state, and then what is on its row. */
export function notificationAccessibleLabel(
  notification: Notification,
  { name, notes, text, time }: RowWords,
  states: readonly string[],
): string {
  return formatList([
    ...states,
    stateText(notification),
    ...(notification.canAnswer ? [l10n.t('Accepts replies')] : []),
    ...(name === '' ? [] : [name]),
    ...notes,
    text,
    ...time,
  ]);
}

function stateText({ kind, isRead }: Notification): string {
  if (kind === 'confirmation') {
    return isRead ? l10n.t('Waiting for your decision, read') : l10n.t('Waiting for your decision, unread');
  }
  return isRead ? l10n.t('Read') : l10n.t('Unread');
}

/** Returns the sum over all portals: `5`, or with a plus sign, as in `99+`, if a portal has stopped counting. */
export function formatUnreadTotal(counted: readonly Pick<Ready, 'unreadTotal'>[]): string {
  const isMore = counted.some(({ unreadTotal }) => unreadTotal >= MAX_UNREAD_COUNT);
  const sum = counted.reduce((all, { unreadTotal }) => all + Math.min(unreadTotal, MAX_UNREAD_COUNT - 1), 0);
  return isMore ? `${sum}+` : String(sum);
}

/** Returns the sum as a number: a portal that has stopped counting adds 100. */
export function unreadCountNumber(counted: readonly Pick<Ready, 'unreadTotal'>[]): number {
  return counted.reduce((all, { unreadTotal }) => all + Math.min(unreadTotal, MAX_UNREAD_COUNT), 0);
}

/** Returns how many are new since the user last looked at the view, as a sentence, if any are. */
export function newSinceLastLookText(count: number): readonly string[] {
  return count === 0 ? [] : [l10n.t('{0} new since you last looked.', count)];
}

/** Returns how many are snoozed, as a sentence, if any are. */
export function snoozedText(portals: readonly Pick<PortalState, 'inbox' | 'snoozes'>[]): readonly string[] {
  const count = portals.reduce(
    (sum, { inbox, snoozes }) =>
      sum + (inbox.kind === 'ready' ? inbox.notifications.filter(({ id }) => snoozes.has(id)).length : 0),
    0,
  );
  return count === 0 ? [] : [l10n.t('{0} snoozed.', count)];
}

/** Returns when a snoozed notification comes back: `3:00 PM`, `tomorrow, 9:00 AM`, `with the next one`. */
export function snoozeEndText(snooze: Snooze, times: Times, now: number): string {
  if (snooze.kind === 'next') return l10n.t('with the next one');
  const day = times.dayAhead(snooze.until, now);
  const clock = times.clock(snooze.until);
  return day === '' ? clock : formatList([day, clock]);
}

/** Returns until when a notification is or was snoozed, as a sentence. */
export function snoozedUntilText(until: number | 'next', times: Times): string {
  return until === 'next'
    ? l10n.t('Snoozed until the next one from this source.')
    : l10n.t('Snoozed until {0}.', times.moment(until, Date.now()));
}

/** Returns the inboxes that have a count. */
export function readyInboxes(inboxes: readonly InboxState[]): readonly Ready[] {
  return inboxes.filter(inbox => inbox.kind === 'ready');
}
