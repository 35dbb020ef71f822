import type { InboxState } from '../../model/inbox/inboxState';
import type { SessionState } from '../../model/portal/session';
import { type Failure, isHttpsHidden, movedOriginOf, type UnreachableReason } from '../../model/portalFailure';
import type { SnoozesState } from '../../model/triage/snoozes';
import type { ViewFilter } from './viewOptions';

/** `ready` if the list is shown, otherwise which text is shown instead. */
export type InboxViewKind =
  | 'loading'
  | 'empty'
  | 'allRead'
  | 'ready'
  | 'moved'
  | 'insecure'
  | 'proxy'
  | 'license'
  | 'gone'
  | 'redirected'
  | 'needsHttps'
  | 'outdated'
  | Failure['kind'];

/** The reasons that have a text of their own. */
const VIEWS: Readonly<Partial<Record<UnreachableReason, InboxViewKind>>> = {
  tls: 'insecure',
  certificate: 'insecure',
  proxy: 'proxy',
  proxySignIn: 'proxy',
  license: 'license',
  gone: 'gone',
  page: 'redirected',
  redirect: 'redirected',
  signInPage: 'redirected',
};

export function inboxViewOf(inbox: InboxState, filter: ViewFilter, snoozes: SnoozesState = new Map()): InboxViewKind {
  if (inbox.kind === 'loading') return 'loading';
  if (inbox.kind === 'failed') return failureView(inbox.failure);
  const { notifications, failure, isCached } = inbox;
  if (notifications.length === 0) {
    if (failure !== undefined) return failureView(failure);
    return isCached === true ? 'loading' : 'empty';
  }
  const isAllRead = filter === 'unread' && notifications.every(({ id, isRead }) => isRead || snoozes.has(id));
  if (!isAllRead || mayHaveMore(inbox, filter)) return 'ready';
  return failure === undefined ? 'allRead' : failureView(failure);
}

function failureView(failure: Failure): InboxViewKind {
  switch (failure.kind) {
    case 'unreachable':
      return movedOriginOf(failure) === undefined ? (VIEWS[failure.reason] ?? 'unreachable') : 'moved';
    case 'blocked':
      return isHttpsHidden(failure) ? 'needsHttps' : 'blocked';
    case 'refused':
      return failure.missingMethod === undefined ? 'refused' : 'outdated';
    default:
      return failure.kind;
  }
}

/** Returns whether there may be more to show than is loaded. */
export function mayHaveMore(
  { next, unreadNotLoaded }: Extract<InboxState, { kind: 'ready' }>,
  filter: ViewFilter,
): boolean {
  return next !== undefined && (filter === 'all' || unreadNotLoaded > 0);
}

export const VIEW_ID = 'bitrix24.notifications';

/** What the view shows, as named in the manifest's `when` clauses. Several portals always have root rows to show. */
export function viewStateOf(state: SessionState, filter: ViewFilter): 'signedOut' | InboxViewKind {
  if (state.kind !== 'signedIn') return state.kind === 'starting' ? 'loading' : 'signedOut';
  const [only, ...others] = state.portals;
  return only === undefined || others.length > 0 ? 'ready' : inboxViewOf(only.inbox, filter, only.snoozes);
}

/** The only portal still shows its list but no longer accepts the sign-in. */
export function isOnlyPortalUnauthorized(state: SessionState): boolean {
  const [only, ...others] = state.kind === 'signedIn' ? state.portals : [];
  return others.length === 0 && only?.inbox.kind === 'ready' && only.inbox.failure?.kind === 'unauthorized';
}

/** A portal reports that it has moved, and where to. */
export function hasAnyPortalMoved(state: SessionState): boolean {
  return (
    state.kind === 'signedIn' &&
    state.portals.some(({ inbox }) => inbox.kind !== 'loading' && movedOriginOf(inbox.failure) !== undefined)
  );
}
