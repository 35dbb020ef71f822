import { l10n } from 'vscode';
import type { Arrivals } from '../../model/arrivals/arrivals';
import type { ConfirmationButton } from '../../model/notification/notification';
import { truncateAtWord } from '../text/excerpt';
import { escapeLabel, prefixPortal } from '../text/labels';
import type { Times } from '../text/times';
import { authorName, formatList, summaryLine } from '../text/words';
import type { NotificationTarget } from '../tree/notificationTarget';

/** So that a message is readable at a glance. */
const MAX_TEXT_LENGTH = 180;
const MAX_NAME_LENGTH = 30;
const MAX_AUTHORS = 3;

const MAX_BUTTON_LENGTH = 30;

/** A notification to be announced. */
export interface Arrival extends NotificationTarget {
  readonly reason: Arrivals['reason'];
}

/** Returns the text of the message about these, of which there is at least one. `isMore`: there were too many to list. */
export function toastText(arrivals: readonly Arrival[], isMore: boolean, times: Times): string {
  const [first, ...others] = arrivals;
  if (first === undefined) return '';
  const text = others.length === 0 && !isMore ? oneText(first, times) : severalText(arrivals, isMore);
  const isOfOne = others.every(({ portal }) => portal === first.portal);
  return escapeLabel(isOfOne ? prefixPortal(first.portal, text) : text);
}

function oneText({ notification, reason }: Arrival, times: Times): string {
  const name = truncateAtWord(authorName(notification), MAX_NAME_LENGTH);
  const summary = truncateAtWord(summaryLine(notification, times), MAX_TEXT_LENGTH);
  // A portal's text often goes on after the author's name: “Anna Orlova commented on your message”.
  const text = /^\p{Ll}/u.test(summary) ? l10n.t('{0} {1}', name, summary) : l10n.t('{0}: {1}', name, summary);
  switch (reason) {
    case 'new':
      return text;
    case 'away':
      return l10n.t('While you were away: {0}', text);
    case 'returned':
      return l10n.t('Snoozed until now: {0}', text);
  }
}

function severalText(arrivals: readonly Arrival[], isMore: boolean): string {
  const count = isMore ? `${arrivals.length}+` : String(arrivals.length);
  const authors = authorsText(arrivals);
  const reasons = new Set(arrivals.map(({ reason }) => reason));
  const reason = reasons.size === 1 ? arrivals[0]?.reason : 'new';
  switch (reason) {
    case 'away':
      return l10n.t('{0} new while you were away: {1}', count, authors);
    case 'returned':
      return l10n.t('{0} snoozed until now: {1}', count, authors);
    default:
      return l10n.t('{0} new: {1}', count, authors);
  }
}

/** Returns what a confirmation's button is called in a message. */
export function buttonTitle({ label }: ConfirmationButton): string {
  return escapeLabel(truncateAtWord(label, MAX_BUTTON_LENGTH));
}

/** `Anna Orlova (2), Workflow (1), 5 more`: those with the most first. */
function authorsText(arrivals: readonly Arrival[]): string {
  const isOfSeveral = arrivals.some(({ portal }) => portal !== arrivals[0]?.portal);
  const counts = new Map<string, { readonly name: string; readonly count: number }>();
  for (const { portal, notification } of arrivals) {
    const key = `${notification.author?.id ?? 0} ${portal.id}`;
    const author = truncateAtWord(authorName(notification), MAX_NAME_LENGTH);
    const name = isOfSeveral ? `${author} · ${truncateAtWord(portal.name, MAX_NAME_LENGTH)}` : author;
    counts.set(key, { name, count: (counts.get(key)?.count ?? 0) + 1 });
  }
  const ranked = [...counts.values()].sort((a, b) => b.count - a.count);
  const named = ranked.slice(0, MAX_AUTHORS);
  const left = arrivals.length - named.reduce((sum, { count }) => sum + count, 0);
  return formatList([
    ...named.map(({ name, count }) => `${name} (${count})`),
    ...(left > 0 ? [l10n.t('{0} more', left)] : []),
  ]);
}
