import { accountId } from '../../../../src/model/account';
import type { InboxState } from '../../../../src/model/inboxState';
import type { RepliesState } from '../../../../src/model/reply';
import type { SessionState } from '../../../../src/model/session';
import type { Drawn, RowPortal } from '../../../../src/ui/tree/rows';
import { NOON } from '../../model/notifications';
import { heldPortal } from '../../model/portals';

const NO_REPLIES: RepliesState = { unsent: [], answered: new Set() };

export type Ready = Extract<InboxState, { kind: 'ready' }>;

/** A portal for each inbox. */
export const signedIn = (...inboxes: readonly InboxState[]): SessionState => ({
  kind: 'signedIn',
  portals: inboxes.map((inbox, index) => ({
    portal: heldPortal(String(index + 1)).portal,
    inbox,
    replies: NO_REPLIES,
  })),
});

/** What a row knows of its portal. */
export function rowPortal(userId = '1'): RowPortal {
  const account = { origin: 'https://portal.example', userId };
  return { id: accountId(account), account, name: `Portal ${userId}`, typeNames: { of: String } };
}

/** A portal with its inbox, as rows are made of them. */
export function drawn(portal: RowPortal, inbox: InboxState): Drawn {
  return { portal, inbox, replies: NO_REPLIES };
}

/** A list that is all there is, with what a test wants different. */
export function ready(changes: Partial<Ready> = {}): Ready {
  return {
    kind: 'ready',
    notifications: [],
    unreadTotal: 0,
    unreadBeyond: 0,
    updatedAt: NOON,
    deciding: new Set(),
    troubles: new Map(),
    ...changes,
  };
}
