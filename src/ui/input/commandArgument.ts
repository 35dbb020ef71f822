import { propertiesOf } from '../../model/unknownValue';

/** A portal, its groups, their notifications. */
const MAX_LEVELS = 2;

/** A notification that a command's argument names. */
export interface NotificationRef {
  readonly id: number;
  /** If absent, any portal may have it. */
  readonly portalId?: string;
}

/** The format of a notification row's ID. */
const ROW_ID = /^(?<portalId>.+) notification:(?<id>\d+)$/;

/**
 * The notifications in a command's argument, which may be anything: a row of the tree, the id of one that is gone, a
 * notification's id, a {@link NotificationRef}, or what a keybinding or another extension gives.
 */
export function notificationRefsIn(argument: unknown, depth = 0): readonly NotificationRef[] {
  if (typeof argument === 'string') {
    const { id, portalId } = ROW_ID.exec(argument)?.groups ?? {};
    return id === undefined || portalId === undefined ? [] : [{ id: Number(id), portalId }];
  }
  const rows = propertiesOf(argument).rows;
  if (Array.isArray(rows)) return depth === MAX_LEVELS ? [] : rows.flatMap(row => notificationRefsIn(row, depth + 1));
  const id = typeof argument === 'number' ? argument : idIn(argument);
  const portalId = portalIdIn(argument);
  if (typeof id !== 'number') return [];
  return [portalId === undefined ? { id } : { id, portalId }];
}

/** A row's, also of a reply to a notification, or a {@link NotificationRef}'s. */
function idIn(argument: unknown): unknown {
  const { reply, notification } = propertiesOf(argument);
  return propertiesOf(reply).notificationId ?? propertiesOf(notification ?? argument).id;
}

/** The portal that the argument names: a row's, or a {@link NotificationRef}'s. */
export function portalIdIn(argument: unknown): string | undefined {
  const id = propertiesOf(propertiesOf(argument).portal).id ?? propertiesOf(argument).portalId;
  return typeof id === 'string' ? id : undefined;
}
