import { movedTo } from '../../model/portalFailure';
import type { SessionState } from '../../model/session';
import { inboxLook } from './inboxLook';
import type { InboxLook } from './inboxLook';
import type { Filter } from './viewOptions';

export const VIEW_ID = 'bitrix24.notifications';

/** What the view shows, as the `when` clauses of the manifest's welcome texts name it. */
export type ViewState = 'signedOut' | InboxLook;

/** Several portals always have their roots to show. */
export function viewState(state: SessionState, filter: Filter): ViewState {
  switch (state.kind) {
    case 'starting':
      return 'loading';
    case 'signedOut':
      return 'signedOut';
    case 'signedIn': {
      const [only, ...others] = state.portals;
      return only === undefined || others.length > 0 ? 'ready' : inboxLook(only.inbox, filter);
    }
  }
}

/** The only portal keeps its list and does not accept the sign-in any more. */
export function isRefused(state: SessionState): boolean {
  const [only, ...others] = state.kind === 'signedIn' ? state.portals : [];
  return others.length === 0 && only?.inbox.kind === 'ready' && only.inbox.failure?.kind === 'unauthorized';
}

/** A portal says that it has moved, and where to. */
export function hasMoved(state: SessionState): boolean {
  return (
    state.kind === 'signedIn' &&
    state.portals.some(({ inbox }) => inbox.kind !== 'loading' && movedTo(inbox.failure) !== undefined)
  );
}
