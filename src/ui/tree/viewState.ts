import type { Failure } from '../../model/portalFailure';
import type { SessionState } from '../../model/session';

export const VIEW_ID = 'bitrix24.notifications';

/** What the view has words for, as the `when` clauses of the manifest's welcome texts name it. */
export type ViewState = 'signedOut' | 'loading' | 'empty' | 'ready' | Failure['kind'];

export function viewState(state: SessionState): ViewState {
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
          return state.inbox.notifications.length > 0 ? 'ready' : (state.inbox.failure?.kind ?? 'empty');
      }
  }
}
