import type { InboxState } from '../../model/inbox/inboxState';
import { isLoadLimitReached } from '../../model/inbox/listMerge';
import type { FailedChange } from '../../model/inbox/notificationChange';
import { groupNotifications } from '../../model/notification/grouping';
import type { Grouping, NotificationGroup } from '../../model/notification/grouping';
import type { Notification } from '../../model/notification/notification';
import type { Portal } from '../../model/portal/portal';
import { unsentReplies } from '../../model/replies/reply';
import type { PendingReply, RepliesState, ReplyStage } from '../../model/replies/reply';
import { inboxViewOf, mayHaveMore } from './inboxView';
import type { InboxView } from './inboxView';
import type { ViewFilter } from './viewOptions';

/** What a row knows about its portal. */
export type RowPortal = Pick<Portal, 'id' | 'account' | 'name'> & {
  readonly typeNames: Pick<Portal['typeNames'], 'nameOf'>;
};

/** A row of the tree. */
export type Row =
  | PortalRow
  | GroupRow
  | NotificationRow
  | StatusRow
  | LoadMoreRow
  | SearchOlderRow
  | ShowMoreRow
  | UnsentRepliesRow
  | ReplyRow;

/** The root row of a portal, if there are several. */
export interface PortalRow {
  readonly kind: 'portal';
  readonly portal: RowPortal;
  readonly inbox: InboxState;
  readonly rows: readonly Row[];
}

export interface GroupRow {
  readonly kind: 'group';
  readonly portal: RowPortal;
  readonly group: NotificationGroup;
  readonly rows: readonly NotificationRow[];
  /** Collapsed at first: with several portals, read groups make way for the other portals. */
  readonly isFolded: boolean;
}

export interface NotificationRow {
  readonly kind: 'notification';
  readonly portal: RowPortal;
  readonly notification: Notification;
  /** The last change to it, if the portal did not accept it. */
  readonly failedChange?: FailedChange;
  /** One of its buttons was pressed, and the portal has not responded yet. */
  readonly isDeciding: boolean;
  /** The stage of the last reply to it. */
  readonly reply?: ReplyStage | 'sent';
}

/** Explains why a portal among several has nothing to show. */
export interface StatusRow {
  readonly kind: 'note';
  readonly portal: RowPortal;
  readonly inbox: InboxState;
  readonly view: Exclude<InboxView, 'ready'>;
}

export interface LoadMoreRow {
  readonly kind: 'more';
  readonly portal: RowPortal;
}

export interface TreeArrangement {
  readonly grouping: Grouping;
  readonly filter: ViewFilter;
}

/** A portal to show in the tree. */
export interface PortalToShow {
  readonly portal: RowPortal;
  readonly inbox: InboxState;
  readonly replies: RepliesState;
}

type Ready = Extract<InboxState, { kind: 'ready' }>;

/** Returns the root rows of the tree: those of the only portal, or a root row per portal. */
export function buildRootRows(
  portals: readonly PortalToShow[],
  arrangement: TreeArrangement,
  now: number,
): readonly Row[] {
  const [only, ...others] = portals;
  if (only !== undefined && others.length === 0) {
    return [...unsentRepliesRows(only), ...listRows(only, arrangement, now)];
  }
  return portals.map(drawn => {
    const { portal, inbox } = drawn;
    const look = inboxViewOf(inbox, arrangement.filter);
    const rows: readonly Row[] =
      look === 'ready'
        ? listRows(drawn, arrangement, now).map(folded)
        : [{ kind: 'note', portal, inbox, view: look }];
    return { kind: 'portal', portal, inbox, rows: [...unsentRepliesRows(drawn), ...rows] };
  });
}

/** Returns groups or notifications, then a row that loads or searches for more if there may be more. */
function listRows(
  { portal, inbox, replies }: PortalToShow,
  { grouping, filter }: TreeArrangement,
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
      : groupNotifications(wanted, grouping, now).map(group => ({
          kind: 'group',
          portal,
          group,
          isFolded: false,
          rows: group.notifications.map(row),
        }));
  return mayHaveMore(inbox, filter)
    ? [...rows, { kind: isLoadLimitReached(inbox) ? 'older' : 'more', portal }]
    : rows;
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

/** Returns the rows and all their descendants, from top to bottom. */
export function allRows(rows: readonly Row[]): readonly Row[] {
  return rows.flatMap(row => [row, ...allRows(childRows(row))]);
}

/** Returns the ID by which VS Code identifies a row, also across updates. */
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

/** Returns the stage of the last reply to each notification. */
function stages({ pending, answered }: RepliesState): ReadonlyMap<number, ReplyStage | 'sent'> {
  return new Map([
    ...[...answered].map(id => [id, 'sent'] as const),
    ...pending.map(({ notificationId, stage }) => [notificationId, stage] as const),
  ]);
}

function notificationRow(
  portal: RowPortal,
  notification: Notification,
  { failedChanges, deciding }: Ready,
  reply: ReplyStage | 'sent' | undefined,
): NotificationRow {
  const failedChange = failedChanges.get(notification.id);
  const isDeciding = deciding.has(notification.id);
  return {
    kind: 'notification',
    portal,
    notification,
    isDeciding,
    ...(failedChange !== undefined && { failedChange }),
    ...(reply !== undefined && { reply }),
  };
}

/** Older notifications exceed the load limit; they can be searched for. */
export interface SearchOlderRow {
  readonly kind: 'older';
  readonly portal: RowPortal;
}

/** Ends a list that is not shown in full. */
export interface ShowMoreRow {
  readonly kind: 'rest';
  readonly portal: RowPortal;
  /** The ID of the list's parent row; empty at the root. */
  readonly listId: string;
  /** The number of rows not shown. */
  readonly count: number;
}

/** The group of unsent replies. */
export interface UnsentRepliesRow {
  readonly kind: 'left';
  readonly portal: RowPortal;
  readonly rows: readonly ReplyRow[];
}

export interface ReplyRow {
  readonly kind: 'reply';
  readonly portal: RowPortal;
  readonly reply: PendingReply;
}

/** Stands above everything else, whatever the list's state; empty if no reply is unsent. */
export function unsentRepliesRows({
  portal,
  replies,
}: Pick<PortalToShow, 'portal' | 'replies'>): readonly UnsentRepliesRow[] {
  const rows = unsentReplies(replies).map((reply): ReplyRow => ({ kind: 'reply', portal, reply }));
  return rows.length === 0 ? [] : [{ kind: 'left', portal, rows }];
}
