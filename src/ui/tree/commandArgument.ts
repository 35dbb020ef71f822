import { field } from '../field';

/** A portal, its groups, their notifications. */
const MOST_LEVELS = 2;

/** A notification that a command's argument names. */
export interface Ref {
  readonly id: number;
  /** Absent: whichever has it. */
  readonly portalId?: string;
}

/** What the id of a notification's row looks like. */
const ROW_ID = /^(?<portalId>.+) notification:(?<id>\d+)$/;

/**
 * The notifications in a command's argument, which may be anything: a row of the tree, the id of one that is gone, a
 * notification's id, a {@link Ref}, or what a keybinding or another extension gives.
 */
export function refsIn(argument: unknown, depth = 0): readonly Ref[] {
  if (typeof argument === 'string') {
    const { id, portalId } = ROW_ID.exec(argument)?.groups ?? {};
    return id === undefined || portalId === undefined ? [] : [{ id: Number(id), portalId }];
  }
  const rows = field(argument, 'rows');
  if (Array.isArray(rows)) {
    return depth === MOST_LEVELS ? [] : rows.flatMap(row => refsIn(row, depth + 1));
  }
  const id = typeof argument === 'number' ? argument : idIn(argument);
  const portalId = portalIdIn(argument);
  if (typeof id !== 'number') {
    return [];
  }
  return [portalId === undefined ? { id } : { id, portalId }];
}

/** A row's, also of a reply to a notification, or a {@link Ref}'s. */
function idIn(argument: unknown): unknown {
  return (
    field(field(argument, 'reply'), 'notificationId') ??
    field(field(argument, 'notification') ?? argument, 'id')
  );
}

/** The portal that the argument names: a row's, or a {@link Ref}'s. */
export function portalIdIn(argument: unknown): string | undefined {
  const id = field(field(argument, 'portal'), 'id') ?? field(argument, 'portalId');
  return typeof id === 'string' ? id : undefined;
}
