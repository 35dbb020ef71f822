import { groupByState } from '../../model/groups';
import type { Group } from '../../model/groups';
import type { Notification } from '../../model/notification';
import type { SessionState } from '../../model/session';

/** What the tree is made of. */
export type Row =
  | { readonly kind: 'group'; readonly group: Group }
  | { readonly kind: 'notification'; readonly notification: Notification }
  | { readonly kind: 'more' };

/** The rows at the top of the tree: the groups, and `Load more…` while there is more. */
export function topRows(state: SessionState, now: number): readonly Row[] {
  if (state.kind !== 'signedIn' || state.inbox.kind !== 'ready') {
    return [];
  }
  const { notifications, next } = state.inbox;
  const groups = groupByState(notifications, now).map((group): Row => ({ kind: 'group', group }));
  return next === undefined ? groups : [...groups, { kind: 'more' }];
}

export function childRows(row: Row): readonly Row[] {
  return row.kind === 'group'
    ? row.group.notifications.map(notification => ({ kind: 'notification', notification }))
    : [];
}

/** The notification's id in a command's argument, which may be anything: a row, or what a keybinding holds. */
export function notificationIdIn(argument: unknown): number | undefined {
  const row = argument as { readonly notification?: { readonly id?: unknown } | null } | null | undefined;
  const id = row?.notification?.id;
  return typeof id === 'number' ? id : undefined;
}
