import type { InboxState } from '../../model/inboxState';
import type { Failure } from '../../model/portalFailure';
import type { Filter } from './viewOptions';

type Ready = Extract<InboxState, { kind: 'ready' }>;

/** What there are words for in the place of a list, and `ready` for the list itself. */
export type InboxLook = 'loading' | 'empty' | 'allRead' | 'ready' | Failure['kind'];

export function inboxLook(inbox: InboxState, filter: Filter): InboxLook {
  switch (inbox.kind) {
    case 'loading':
      return 'loading';
    case 'failed':
      return inbox.failure.kind;
    case 'ready':
      return readyLook(inbox, filter);
  }
}

function readyLook(inbox: Ready, filter: Filter): InboxLook {
  const { notifications, failure, isKept } = inbox;
  if (notifications.length === 0) {
    return failure?.kind ?? (isKept === true ? 'loading' : 'empty');
  }
  const isAllRead = filter === 'unread' && notifications.every(({ isRead }) => isRead);
  return isAllRead && !hasMore(inbox, filter) ? (failure?.kind ?? 'allRead') : 'ready';
}

/** Whether there may be more to see than is loaded. */
export function hasMore({ next, unreadBeyond }: Ready, filter: Filter): boolean {
  return next !== undefined && (filter === 'all' || unreadBeyond > 0);
}
