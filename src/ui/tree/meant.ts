import type { Notification } from '../../model/notification';
import type { Portal } from '../../model/portal';
import { notificationRowId } from './rows';

/** Notifications of one portal that a command is about. */
export interface Meant {
  readonly portal: Portal;
  readonly notifications: readonly Notification[];
}

/** A notification with the portal it is from. */
export interface One {
  readonly portal: Portal;
  readonly notification: Notification;
}

/** Those of each portal together, in the order they come. */
export function byPortal(ones: readonly One[]): readonly Meant[] {
  const portals = [...new Set(ones.map(({ portal }) => portal))];
  return portals.map(portal => ({
    portal,
    notifications: ones.flatMap(one => (one.portal === portal ? [one.notification] : [])),
  }));
}

export function onesIn(meant: readonly Meant[]): readonly One[] {
  return meant.flatMap(({ portal, notifications }) =>
    notifications.map(notification => ({ portal, notification })),
  );
}

/** The ids of their rows. */
export function rowIdsOf(meant: readonly Meant[]): ReadonlySet<string> {
  return new Set(
    onesIn(meant).map(({ portal, notification }) => notificationRowId(portal.id, notification.id)),
  );
}
