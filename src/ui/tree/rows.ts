import { isFull } from '../../model/firstPage';
import { grouped } from '../../model/groups';
import type { Group, Grouping } from '../../model/groups';
import type { Trouble } from '../../model/change';
import type { InboxState } from '../../model/inboxState';
import type { Notification } from '../../model/notification';
import type { Portal } from '../../model/portal';
import type { RepliesState, UnsentStage } from '../../model/reply';
import { hasMore, inboxLook } from './inboxLook';
import type { InboxLook } from './inboxLook';
import type { OlderRow, RestRow } from './moreRows';
import { leftRows } from './replyRows';
import type { LeftRow, ReplyRow } from './replyRows';
import type { Filter } from './viewOptions';

/** What rows know of the portal that they are from. */
export type RowPortal = Pick<Portal, 'id' | 'account' | 'name'> & {
  readonly typeNames: Pick<Portal['typeNames'], 'of'>;
};

/** What the tree is made of. */
export type Row =
  PortalRow | GroupRow | NotificationRow | NoteRow | MoreRow | OlderRow | RestRow | LeftRow | ReplyRow;

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
  /** What became of the reply to it. */
  readonly reply?: UnsentStage | 'sent';
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
  readonly replies: RepliesState;
}

type Ready = Extract<InboxState, { kind: 'ready' }>;

/** The rows at the top of the tree: those of the only portal, or each portal's root. */
export function topRows(portals: readonly Drawn[], arrangement: Arrangement, now: number): readonly Row[] {
  const [only, ...others] = portals;
  if (only !== undefined && others.length === 0) {
    return [...leftRows(only), ...listRows(only, arrangement, now)];
  }
  return portals.map(drawn => {
    const { portal, inbox } = drawn;
    const look = inboxLook(inbox, arrangement.filter);
    const rows: readonly Row[] =
      look === 'ready'
        ? listRows(drawn, arrangement, now).map(folded)
        : [{ kind: 'note', portal, inbox, look }];
    return { kind: 'portal', portal, inbox, rows: [...leftRows(drawn), ...rows] };
  });
}

/** Groups or notifications, and `Load more…` while there may be more to see. */
function listRows(
  { portal, inbox, replies }: Drawn,
  { grouping, filter }: Arrangement,
  now: number,
): readonly Row[] {
  if (inbox.kind !== 'ready') {
    return [];
  }
  const replied = stages(replies);
  const row = (notification: Notification): NotificationRow =>
    notificationRow(portal, notification, inbox, replied.get(notification.id));
  const wanted = filter === 'all' ? inbox.notifications : inbox.notifications.filter(({ isRead }) => !isRead);
  const rows: readonly Row[] =
    grouping === 'none'
      ? wanted.map(row)
      : grouped(wanted, grouping, now).map(group => ({
          kind: 'group',
          portal,
          group,
          isFolded: false,
          rows: group.notifications.map(row),
        }));
  return hasMore(inbox, filter) ? [...rows, { kind: isFull(inbox) ? 'older' : 'more', portal }] : rows;
}

function folded(row: Row): Row {
  return row.kind === 'group' ? { ...row, isFolded: row.group.notifications.every(isDone) } : row;
}

function isDone({ isRead, kind }: Notification): boolean {
  return isRead && kind !== 'confirmation';
}

export function childRows(row: Row): readonly Row[] {
  return 'rows' in row ? row.rows : [];
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
    case 'reply':
      return `${portal.id} reply:${row.reply.key}`;
    case 'rest':
      return `${portal.id} rest:${row.listId}`;
    default:
      return `${portal.id} ${row.kind}`;
  }
}

export function notificationRowId(portalId: string, id: number): string {
  return `${portalId} notification:${id}`;
}

/** What became of the last reply to each notification. */
function stages({ unsent, answered }: RepliesState): ReadonlyMap<number, UnsentStage | 'sent'> {
  return new Map([
    ...[...answered].map(id => [id, 'sent'] as const),
    ...unsent.map(({ notificationId, stage }) => [notificationId, stage] as const),
  ]);
}

function notificationRow(
  portal: RowPortal,
  notification: Notification,
  { troubles, deciding }: Ready,
  reply: UnsentStage | 'sent' | undefined,
): NotificationRow {
  const trouble = troubles.get(notification.id);
  const isDeciding = deciding.has(notification.id);
  return {
    kind: 'notification',
    portal,
    notification,
    isDeciding,
    ...(trouble !== undefined && { trouble }),
    ...(reply !== undefined && { reply }),
  };
}
