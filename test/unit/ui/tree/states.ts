import type { InboxState } from '../../../../src/model/inboxState';
import type { SessionState } from '../../../../src/model/session';
import { NOON } from '../../model/notifications';

type Ready = Extract<InboxState, { kind: 'ready' }>;

export const signedIn = (inbox: InboxState): SessionState => ({
  kind: 'signedIn',
  account: { origin: 'https://portal.example', userId: '1' },
  inbox,
});

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
