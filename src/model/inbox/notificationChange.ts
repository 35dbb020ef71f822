import { MAX_UNREAD_COUNT, type Notification } from '../notification/notification';
import type { Failure } from '../portalFailure';
import { countUnread } from './listMerge';

/** A change that a user makes to notifications; `ids` are those of the affected notifications in the list. */
export type NotificationChange =
  | { readonly kind: 'read'; readonly ids: readonly number[]; readonly isRead: boolean }
  /** Marks `from` and everything newer as read. */
  | { readonly kind: 'readFrom'; readonly ids: readonly number[]; readonly from: number }
  /** Marks everything except confirmations as read. */
  | { readonly kind: 'readAll'; readonly ids: readonly number[] }
  | { readonly kind: 'delete'; readonly ids: readonly number[] }
  /** Presses a confirmation's button. */
  | { readonly kind: 'confirm'; readonly ids: readonly number[]; readonly value: string };

export type ReadChange = Extract<NotificationChange, { kind: 'read' | 'readFrom' | 'readAll' }>;
export type DeleteChange = Extract<NotificationChange, { kind: 'delete' }>;

/** A change that failed on the portal. */
export interface FailedChange {
  readonly change: NotificationChange;
  readonly failure: Failure;
}

/** Returns the list once the portal has executed the change. Unaffected notifications stay the same objects. */
export function applyChange(list: readonly Notification[], change: NotificationChange): readonly Notification[] {
  return after(list, [change]);
}

/** Returns the list to show while changes are pending: an answered confirmation stays until the portal responds. */
export function previewPendingChanges(
  list: readonly Notification[],
  pending: readonly NotificationChange[],
): readonly Notification[] {
  return after(
    list,
    pending.filter(({ kind }) => kind !== 'confirm'),
  );
}

/** Returns the portal's unread count after changes to its list that it has not counted yet. */
export function countUnreadAfter(
  { unreadTotal, notifications }: { readonly unreadTotal: number; readonly notifications: readonly Notification[] },
  changed: readonly Notification[],
  changes: readonly NotificationChange[],
): number {
  if (changed === notifications) return unreadTotal;
  const unread = countUnread({ notifications: changed });
  // Of what is not loaded, nothing is left unread: confirmations come first.
  if (changes.some(({ kind }) => kind === 'readAll')) return unread;
  if (unreadTotal >= MAX_UNREAD_COUNT) return unreadTotal;
  return Math.max(unreadTotal + unread - countUnread({ notifications }), 0);
}

/** Applies all changes in one pass over the list, which may be long. */
function after(list: readonly Notification[], changes: readonly NotificationChange[]): readonly Notification[] {
  if (changes.length === 0) return list;
  const effects = changes.map(effectOf);
  return list.flatMap(
    notification =>
      effects.reduce<Notification | undefined>((each, effect) => each && effect(each), notification) ?? [],
  );
}

/** The effect returns the changed notification; `undefined` if the change removes it. */
function effectOf(change: NotificationChange): (notification: Notification) => Notification | undefined {
  const ids = new Set(change.ids);
  switch (change.kind) {
    case 'delete':
    case 'confirm':
      return each => (ids.has(each.id) ? undefined : each);
    case 'read':
      return each => (ids.has(each.id) ? marked(each, change.isRead) : each);
    case 'readFrom':
      return each => (each.id >= change.from ? marked(each, true) : each);
    case 'readAll':
      return each => (each.kind === 'confirmation' ? each : marked(each, true));
  }
}

/** Returns the failed changes whose effect is still missing from the list. */
export function stillFailed(
  troubles: ReadonlyMap<number, FailedChange>,
  list: readonly Notification[],
): ReadonlyMap<number, FailedChange> {
  if (troubles.size === 0) return troubles;
  const byId = new Map(list.map(notification => [notification.id, notification]));
  return new Map([...troubles].filter(([id, { change }]) => isOutstanding(change, byId.get(id))));
}

function isOutstanding(change: NotificationChange, notification: Notification | undefined): boolean {
  switch (change.kind) {
    case 'delete':
    case 'confirm':
      return notification !== undefined;
    case 'read':
      return notification !== undefined && notification.isRead !== change.isRead;
    case 'readFrom':
    case 'readAll':
      return notification?.isRead === false;
  }
}

function marked(notification: Notification, isRead: boolean): Notification {
  return notification.isRead === isRead ? notification : { ...notification, isRead };
}
