import { UNREAD_CAP } from '../../model/notification';
import type { InboxState } from '../../model/inboxState';

type Counted = Pick<Extract<InboxState, { kind: 'ready' }>, 'unreadTotal'>;

/** `5`, and where a portal stops counting `99+`; of several portals the sum. */
export function unreadWords(counted: readonly Counted[]): string {
  const isMore = counted.some(({ unreadTotal }) => unreadTotal >= UNREAD_CAP);
  const sum = counted.reduce((all, { unreadTotal }) => all + Math.min(unreadTotal, UNREAD_CAP - 1), 0);
  return isMore ? `${sum}+` : String(sum);
}

/** The number alone: a portal that stops counting counts 100. */
export function unreadNumber(counted: readonly Counted[]): number {
  return counted.reduce((all, { unreadTotal }) => all + Math.min(unreadTotal, UNREAD_CAP), 0);
}

/** The inboxes that have a number. */
export function countedIn(inboxes: readonly InboxState[]): readonly Extract<InboxState, { kind: 'ready' }>[] {
  return inboxes.filter(inbox => inbox.kind === 'ready');
}
