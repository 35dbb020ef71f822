import type { Notification } from '../../model/notification/notification';
import type { Portal } from '../../model/portal/portal';
import { notificationRowId } from './rows';

/** Notifications of one portal that a command applies to. */
export interface PortalNotifications {
  readonly portal: Portal;
  readonly notifications: readonly Notification[];
}

/** A notification, with the portal it is from. */
export interface NotificationTarget {
  readonly portal: Portal;
  readonly notification: Notification;
}

/** Groups the notifications by portal, keeping their order. */
export function groupByPortal(targets: readonly NotificationTarget[]): readonly PortalNotifications[] {
  const portals = [...new Set(targets.map(({ portal }) => portal))];
  return portals.map(portal => ({
    portal,
    notifications: targets.flatMap(each => (each.portal === portal ? [each.notification] : [])),
  }));
}

export function flattenTargets(targets: readonly PortalNotifications[]): readonly NotificationTarget[] {
  return targets.flatMap(({ portal, notifications }) => notifications.map(notification => ({ portal, notification })));
}

/** Returns the IDs of the notifications' rows. */
export function notificationRowIds(targets: readonly PortalNotifications[]): ReadonlySet<string> {
  return new Set(
    flattenTargets(targets).map(({ portal, notification }) => notificationRowId(portal.id, notification.id)),
  );
}
