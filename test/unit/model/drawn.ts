import assert from 'node:assert/strict';
import type { Inbox } from '../../../src/model/inbox';
import type { InboxState } from '../../../src/model/inboxState';

export function ready({ state }: Pick<Inbox, 'state'>): Extract<InboxState, { kind: 'ready' }> {
  assert.ok(state.kind === 'ready', state.kind);
  return state;
}

/** The list as a person sees it, in short: `*` unread, `!` in trouble, `?` being decided. */
export function drawn(inbox: Pick<Inbox, 'state'>): string {
  const { notifications, troubles, deciding } = ready(inbox);
  return notifications
    .map(({ id, isRead }) => {
      return `${id}${isRead ? '' : '*'}${troubles.has(id) ? '!' : ''}${deciding.has(id) ? '?' : ''}`;
    })
    .join(' ');
}
