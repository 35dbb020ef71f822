import { accountId } from '../../../../src/model/account';
import type { InboxState } from '../../../../src/model/inbox/inboxState';
import type { SessionState } from '../../../../src/model/portal/session';
import type { RepliesState } from '../../../../src/model/replies/reply';
import type { PortalToShow, RowPortal } from '../../../../src/ui/tree/rows';
import { NOON } from '../../support/notifications';
import { heldPortal } from '../../support/portals';

const NO_REPLIES: RepliesState = { pending: [], answered: new Set() };

export type Ready = Extract<InboxState, { kind: 'ready' }>;

/** A portal for each inbox. */
export const signedIn = (...inboxes: readonly InboxState[]): SessionState => ({
  kind: 'signedIn',
  portals: inboxes.map((inbox, index) => ({
    portal: heldPortal(String(index + 1)).portal,
    inbox,
    replies: NO_REPLIES,
    snoozes: new Map(),
  })),
});

/** What a row knows of its portal. */
export function rowPortal(userId = '1'): RowPortal {
  const account = { origin: 'https://portal.example', userId };
  return { id: accountId(account), account, name: `Portal ${userId}`, typeNames: { nameOf: String } };
}

/** A portal with its inbox, as rows are made of them. */
export function drawn(portal: RowPortal, inbox: InboxState): PortalToShow {
  return { portal, inbox, replies: NO_REPLIES };
}

/** A list that is all there is, with what a test wants different. */
export function ready(changes: Partial<Ready> = {}): Ready {
  return {
    kind: 'ready',
    notifications: [],
    unreadTotal: 0,
    unreadNotLoaded: 0,
    updatedAt: NOON,
    deciding: new Set(),
    failedChanges: new Map(),
    ...changes,
  };
}
