import type { InboxState } from '../../model/inboxState';
import type { Failure } from '../../model/portalFailure';
import type { SessionState } from '../../model/session';
import { hasMore } from './rows';
import type { Filter } from './viewOptions';

type Ready = Extract<InboxState, { kind: 'ready' }>;

export const VIEW_ID = 'bitrix24.notifications';

/** What the view has words for, as the `when` clauses of the manifest's welcome texts name it. */
export type ViewState = 'signedOut' | 'loading' | 'empty' | 'allRead' | 'ready' | Failure['kind'];

export function viewState(state: SessionState, filter: Filter): ViewState {
  switch (state.kind) {
    case 'starting':
      return 'loading';
    case 'signedOut':
      return 'signedOut';
    case 'signedIn':
      switch (state.inbox.kind) {
        case 'loading':
          return 'loading';
        case 'failed':
          return state.inbox.failure.kind;
        case 'ready':
          return readyState(state.inbox, filter);
      }
  }
}

function readyState(inbox: Ready, filter: Filter): ViewState {
  const { notifications, failure } = inbox;
  if (notifications.length === 0) {
    return failure?.kind ?? 'empty';
  }
  const isAllRead = filter === 'unread' && notifications.every(({ isRead }) => isRead);
  return isAllRead && !hasMore(inbox, filter) ? (failure?.kind ?? 'allRead') : 'ready';
}
