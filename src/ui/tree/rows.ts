import { grouped } from '../../model/groups';
import type { Group, Grouping } from '../../model/groups';
import type { Trouble } from '../../model/change';
import type { InboxState } from '../../model/inboxState';
import type { Notification } from '../../model/notification';
import type { Portal } from '../../model/portal';
import { hasMore, inboxLook } from './inboxLook';
import type { InboxLook } from './inboxLook';
import type { Filter } from './viewOptions';

/** What rows know of the portal that they are from. */
export type RowPortal = Pick<Portal, 'id' | 'account' | 'name'> & {
  readonly typeNames: Pick<Portal['typeNames'], 'of'>;
};

/** What the tree is made of. */
export type Row = PortalRow | GroupRow | NotificationRow | NoteRow | MoreRow;

/** The root of a portal, where there are several. */
export interface PortalRow {
  readonly kind: 'portal';
  readonly portal: RowPortal;
  readonly inbox: InboxState;
  readonly rows: readonly Row[];
}

export interface GroupRow {
  readonly kind: 'group';
  readonly portal: RowPortal;
  readonly group: Group;
  readonly rows: readonly NotificationRow[];
  /** Until a person unfolds it: of several portals, what is read leaves room for the others. */
  readonly isFolded: boolean;
}

export interface NotificationRow {
  readonly kind: 'notification';
  readonly portal: RowPortal;
  readonly notification: Notification;
  /** What was last done to it, and the portal did not take. */
  readonly trouble?: Trouble;
  /** Its button was pressed, and the portal has not spoken yet. */
  readonly isDeciding: boolean;
}

/** Why a portal among several has nothing to show. */
export interface NoteRow {
  readonly kind: 'note';
  readonly portal: RowPortal;
  readonly inbox: InboxState;
  readonly look: Exclude<InboxLook, 'ready'>;
}

export interface MoreRow {
  readonly kind: 'more';
  readonly portal: RowPortal;
}

export interface Arrangement {
  readonly grouping: Grouping;
  readonly filter: Filter;
}

/** A portal to draw. */
export interface Drawn {
  readonly portal: RowPortal;
  readonly inbox: InboxState;
}

type Ready = Extract<InboxState, { kind: 'ready' }>;

/** The rows at the top of the tree: those of the only portal, or each portal's root. */
export function topRows(portals: readonly Drawn[], arrangement: Arrangement, now: number): readonly Row[] {
  const [only, ...others] = portals;
  if (only !== undefined && others.length === 0) {
    return only.inbox.kind === 'ready' ? portalRows(only.portal, only.inbox, arrangement, now) : [];
  }
  return portals.map(({ portal, inbox }) => {
    const look = inboxLook(inbox, arrangement.filter);
    const rows: readonly Row[] =
      look === 'ready' && inbox.kind === 'ready'
        ? portalRows(portal, inbox, arrangement, now).map(folded)
        : [{ kind: 'note', portal, inbox, look: look === 'ready' ? 'loading' : look }];
    return { kind: 'portal', portal, inbox, rows };
  });
}

/** Groups or notifications, and `Load more…` while there may be more to see. */
function portalRows(
  portal: RowPortal,
  inbox: Ready,
  { grouping, filter }: Arrangement,
  now: number,
): readonly Row[] {
  const wanted = filter === 'all' ? inbox.notifications : inbox.notifications.filter(({ isRead }) => !isRead);
  const rows: readonly Row[] =
    grouping === 'none'
      ? wanted.map(notification => row(portal, notification, inbox))
      : grouped(wanted, grouping, now).map(group => ({
          kind: 'group',
          portal,
          group,
          isFolded: false,
          rows: group.notifications.map(notification => row(portal, notification, inbox)),
        }));
  return hasMore(inbox, filter) ? [...rows, { kind: 'more', portal }] : rows;
}

function folded(row: Row): Row {
  return row.kind === 'group' ? { ...row, isFolded: row.group.notifications.every(isDone) } : row;
}

function isDone({ isRead, kind }: Notification): boolean {
  return isRead && kind !== 'confirmation';
}

export function childRows(row: Row): readonly Row[] {
  return row.kind === 'portal' || row.kind === 'group' ? row.rows : [];
}

/** The rows and all below them, from top to bottom. */
export function allRows(rows: readonly Row[]): readonly Row[] {
  return rows.flatMap(row => [row, ...allRows(childRows(row))]);
}

/** Tells a row from others, also from one drawn earlier: what VS Code knows it by. */
export function rowId(row: Row): string {
  const { portal } = row;
  switch (row.kind) {
    case 'group':
      return `${portal.id} group:${row.group.id}`;
    case 'notification':
      return notificationRowId(portal.id, row.notification.id);
    default:
      return `${portal.id} ${row.kind}`;
  }
}

export function notificationRowId(portalId: string, id: number): string {
  return `${portalId} notification:${id}`;
}

function row(portal: RowPortal, notification: Notification, { troubles, deciding }: Ready): NotificationRow {
  const trouble = troubles.get(notification.id);
  const isDeciding = deciding.has(notification.id);
  return {
    kind: 'notification',
    portal,
    notification,
    isDeciding,
    ...(trouble !== undefined && { trouble }),
  };
}
