import { grouped } from '../../model/groups';
import type { Group, Grouping } from '../../model/groups';
import type { Trouble } from '../../model/change';
import type { InboxState } from '../../model/inboxState';
import type { Notification } from '../../model/notification';
import type { SessionState } from '../../model/session';
import type { Filter } from './viewOptions';

/** What the tree is made of. */
export type Row = GroupRow | NotificationRow | { readonly kind: 'more' };

export interface GroupRow {
  readonly kind: 'group';
  readonly group: Group;
  readonly rows: readonly NotificationRow[];
}

export interface NotificationRow {
  readonly kind: 'notification';
  readonly notification: Notification;
  /** What was last done to it, and the portal did not take. */
  readonly trouble?: Trouble;
  /** Its button was pressed, and the portal has not spoken yet. */
  readonly isDeciding: boolean;
}

export interface Arrangement {
  readonly grouping: Grouping;
  readonly filter: Filter;
}

type Ready = Extract<InboxState, { kind: 'ready' }>;

/** The rows at the top of the tree: groups or notifications, and `Load more…` while there may be more to see. */
export function topRows(state: SessionState, { grouping, filter }: Arrangement, now: number): readonly Row[] {
  if (state.kind !== 'signedIn' || state.inbox.kind !== 'ready') {
    return [];
  }
  const { inbox } = state;
  const wanted = filter === 'all' ? inbox.notifications : inbox.notifications.filter(({ isRead }) => !isRead);
  const rows: readonly Row[] =
    grouping === 'none'
      ? wanted.map(notification => row(notification, inbox))
      : grouped(wanted, grouping, now).map(group => ({
          kind: 'group',
          group,
          rows: group.notifications.map(notification => row(notification, inbox)),
        }));
  return hasMore(inbox, filter) ? [...rows, { kind: 'more' }] : rows;
}

export function childRows(row: Row): readonly Row[] {
  return row.kind === 'group' ? row.rows : [];
}

/** Tells a row from others, also from one drawn earlier: what VS Code knows it by. */
export function rowId(row: Row): string {
  switch (row.kind) {
    case 'group':
      return `group:${row.group.id}`;
    case 'notification':
      return `notification:${row.notification.id}`;
    case 'more':
      return 'more';
  }
}

/** The notifications that a row stands for. */
export function notificationsOf(row: Row): readonly Notification[] {
  switch (row.kind) {
    case 'group':
      return row.group.notifications;
    case 'notification':
      return [row.notification];
    case 'more':
      return [];
  }
}

function row(notification: Notification, { troubles, deciding }: Ready): NotificationRow {
  const trouble = troubles.get(notification.id);
  const isDeciding = deciding.has(notification.id);
  return { kind: 'notification', notification, isDeciding, ...(trouble !== undefined && { trouble }) };
}

export function hasMore({ next, unreadBeyond }: Ready, filter: Filter): boolean {
  return next !== undefined && (filter === 'all' || unreadBeyond > 0);
}
