import type { InboxState } from '../../model/inboxState';
import { movedTo } from '../../model/portalFailure';
import type { Failure } from '../../model/portalFailure';
import type { Filter } from './viewOptions';

type Ready = Extract<InboxState, { kind: 'ready' }>;

/** What there are words for in the place of a list, and `ready` for the list itself. */
export type InboxLook = 'loading' | 'empty' | 'allRead' | 'ready' | 'moved' | Failure['kind'];

export function inboxLook(inbox: InboxState, filter: Filter): InboxLook {
  switch (inbox.kind) {
    case 'loading':
      return 'loading';
    case 'failed':
      return failedLook(inbox.failure);
    case 'ready':
      return readyLook(inbox, filter);
  }
}

function readyLook(inbox: Ready, filter: Filter): InboxLook {
  const { notifications, failure, isKept } = inbox;
  if (notifications.length === 0) {
    if (failure !== undefined) {
      return failedLook(failure);
    }
    return isKept === true ? 'loading' : 'empty';
  }
  const isAllRead = filter === 'unread' && notifications.every(({ isRead }) => isRead);
  if (!isAllRead || hasMore(inbox, filter)) {
    return 'ready';
  }
  return failure === undefined ? 'allRead' : failedLook(failure);
}

/** A portal that can be followed has words of its own. */
function failedLook(failure: Failure): InboxLook {
  return movedTo(failure) === undefined ? failure.kind : 'moved';
}

/** Whether there may be more to see than is loaded. */
export function hasMore({ next, unreadBeyond }: Ready, filter: Filter): boolean {
  return next !== undefined && (filter === 'all' || unreadBeyond > 0);
}
