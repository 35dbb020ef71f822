import { type MuteReason, muteReasonsIn, type Muting, NO_MUTING } from '../../model/arrivals/muting';
import type { InboxState } from '../../model/inbox/inboxState';
import { isLoadLimitReached } from '../../model/inbox/listMerge';
import type { FailedChange } from '../../model/inbox/notificationChange';
import { type Grouping, groupNotifications, type NotificationGroup } from '../../model/notification/grouping';
import type { Notification } from '../../model/notification/notification';
import { shortNamesAmong } from '../../model/notification/shortNames';
import type { Portal } from '../../model/portal/portal';
import { type PendingReply, type RepliesState, type ReplyStage, unsentReplies } from '../../model/replies/reply';
import type { Snooze, SnoozesState } from '../../model/triage/snoozes';
import { type InboxViewKind, inboxViewOf, mayHaveMore } from './inboxView';
import type { ViewFilter } from './viewOptions';

/** What a row knows about its portal. */
export type RowPortal = Pick<Portal, 'id' | 'account' | 'name'> & {
  readonly typeNames: Pick<Portal['typeNames'], 'nameOf'>;
};

/** A row of the tree. */
export type Row =
  PortalRow | GroupRow | NotificationRow | SnoozedRow | StatusRow | MoreRow | ShowMoreRow | UnsentRepliesRow | ReplyRow;

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
  /** Its type or author is muted, which is what it is grouped by. */
  readonly isMuted?: true;
  /** Collapsed at first: with several portals, read groups make way for the other portals. */
  readonly isCollapsed: boolean;
}

/** What the user doesn't want to see until later. */
export interface SnoozedRow {
  readonly kind: 'snoozed';
  readonly portal: RowPortal;
  readonly rows: readonly NotificationRow[];
}

export interface NotificationRow {
  readonly kind: 'notification';
  readonly portal: RowPortal;
  readonly notification: Notification;
  /** Of the author; empty if the heading tells it, or there is none. */
  readonly name: string;
  /** What the heading doesn't tell of when it arrived. */
  readonly time: 'age' | 'clock' | 'date';
  /** The last change to it, if the portal did not accept it. */
  readonly failedChange?: FailedChange;
  /** One of its buttons was pressed, and the portal has not responded yet. */
  readonly isDeciding: boolean;
  /** The stage of the last reply to it. */
  readonly reply?: ReplyStage | 'sent';
  /** Absent if it is not snoozed. */
  readonly snooze?: Snooze;
  /** Absent if it is not muted. */
  readonly mutedBy?: readonly MuteReason[];
}

/** Explains why a portal among several has nothing to show. */
export interface StatusRow {
  readonly kind: 'status';
  readonly portal: RowPortal;
  readonly inbox: InboxState;
  readonly view: Exclude<InboxViewKind, 'ready'>;
}

/** The portal has more to load, or older notifications exceed the load limit and can be searched for. */
interface MoreRow {
  readonly kind: 'loadMore' | 'searchOlder';
  readonly portal: RowPortal;
}

/** Ends a list that is not shown in full. */
interface ShowMoreRow {
  readonly kind: 'showMore';
  readonly portal: RowPortal;
  /** The ID of the list's parent row; empty at the root. */
  readonly listId: string;
  /** The number of rows not shown. */
  readonly count: number;
}

/** The group of unsent replies. */
interface UnsentRepliesRow {
  readonly kind: 'unsentReplies';
  readonly portal: RowPortal;
  readonly rows: readonly ReplyRow[];
}

export interface ReplyRow {
  readonly kind: 'reply';
  readonly portal: RowPortal;
  readonly reply: PendingReply;
}

export interface TreeArrangement {
  readonly grouping: Grouping;
  readonly filter: ViewFilter;
  readonly muting?: Muting;
}

/** A portal to show in the tree. */
export interface PortalToShow {
  readonly portal: RowPortal;
  readonly inbox: InboxState;
  readonly replies: RepliesState;
  readonly snoozes?: SnoozesState;
}

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
  return portals.map(each => {
    const { portal, inbox, snoozes } = each;
    const view = inboxViewOf(inbox, arrangement.filter, snoozes);
    const list = listRows(each, arrangement, now);
    const rows: readonly Row[] =
      view === 'ready'
        ? list.map(row => (row.kind === 'group' ? { ...row, isCollapsed: row.group.notifications.every(isDone) } : row))
        : [{ kind: 'status', portal, inbox, view }, ...list.filter(({ kind }) => kind === 'snoozed')];
    return { kind: 'portal', portal, inbox, rows: [...unsentRepliesRows(each), ...rows] };
  });
}

/** Stands above everything else, whatever the list's state; empty if no reply is unsent. */
function unsentRepliesRows({ portal, replies }: PortalToShow): readonly UnsentRepliesRow[] {
  const rows = unsentReplies(replies).map((reply): ReplyRow => ({ kind: 'reply', portal, reply }));
  return rows.length === 0 ? [] : [{ kind: 'unsentReplies', portal, rows }];
}

/** Returns groups or notifications, a row that loads or searches for more if there may be more, and what is snoozed. */
function listRows(
  { portal, inbox, replies, snoozes = new Map() }: PortalToShow,
  { grouping, filter, muting = NO_MUTING }: TreeArrangement,
  now: number,
): readonly Row[] {
  if (inbox.kind !== 'ready') return [];
  // The stage of the last reply to each notification.
  const stages = new Map<number, ReplyStage | 'sent'>([
    ...[...replies.answered].map(id => [id, 'sent'] as const),
    ...replies.pending.map(({ notificationId, stage }) => [notificationId, stage] as const),
  ]);
  const nameOf = shortNamesAmong(inbox.notifications.map(({ author }) => author));
  const reasonsOf = muteReasonsIn(muting, portal.account.origin);
  const rowOf = (notification: Notification, group?: NotificationGroup): NotificationRow => {
    const { author } = notification;
    const failedChange = inbox.failedChanges.get(notification.id);
    const reply = stages.get(notification.id);
    const snooze = snoozes.get(notification.id);
    const mutedBy = reasonsOf(notification);
    return {
      kind: 'notification',
      portal,
      notification,
      name: author === undefined || group?.key.by === 'author' ? '' : nameOf(author),
      time: timeWithin(group),
      isDeciding: inbox.deciding.has(notification.id),
      ...(failedChange !== undefined && { failedChange }),
      ...(reply !== undefined && { reply }),
      ...(snooze !== undefined && { snooze }),
      ...(mutedBy.length > 0 && { mutedBy }),
    };
  };
  const isSnoozed = ({ id }: Notification): boolean => snoozes.has(id);
  const filtered = inbox.notifications.filter(each => !isSnoozed(each) && (filter === 'all' || !each.isRead));
  const snoozed = inbox.notifications
    .filter(isSnoozed)
    .map(each => rowOf(each))
    .sort(compareSnoozeEnds);
  const rows: readonly Row[] =
    grouping === 'none'
      ? filtered.map(each => rowOf(each))
      : groupNotifications(filtered, grouping, now).map(group => {
          const rows = group.notifications.map(each => rowOf(each, group));
          const isMuted = rows[0]?.mutedBy?.some(reason => reason === grouping) === true;
          return { kind: 'group', portal, group, isCollapsed: false, rows, ...(isMuted && { isMuted }) };
        });
  return [
    ...rows,
    ...(mayHaveMore(inbox, filter)
      ? [{ kind: isLoadLimitReached(inbox) ? 'searchOlder' : 'loadMore', portal } as const]
      : []),
    ...(snoozed.length > 0 ? [{ kind: 'snoozed', portal, rows: snoozed } as const] : []),
  ];
}

function timeWithin(group: NotificationGroup | undefined): NotificationRow['time'] {
  if (group?.key.by === 'day') return 'clock';
  if (group?.key.by !== 'state') return 'age';
  if (group.key.name === 'yesterday') return 'clock';
  return group.key.name === 'earlier' ? 'date' : 'age';
}

/** The first to come back first; last those that come back with another one. */
function compareSnoozeEnds({ snooze: one }: NotificationRow, { snooze: other }: NotificationRow): number {
  const endOf = (snooze: Snooze | undefined): number => (snooze?.kind === 'until' ? snooze.until : Number.MAX_VALUE);
  return endOf(one) - endOf(other);
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
    case 'showMore':
      return `${portal.id} showMore:${row.listId}`;
    default:
      return `${portal.id} ${row.kind}`;
  }
}

export function notificationRowId(portalId: string, id: number): string {
  return `${portalId} notification:${id}`;
}
