import { field } from '../field';

/** A portal, its groups, their notifications. */
const MOST_LEVELS = 2;

/** A notification that a command's argument names. */
export interface Ref {
  readonly id: number;
  /** Absent: whichever has it. */
  readonly portalId?: string;
}

/**
 * The notifications in a command's argument, which may be anything: a row of the tree, an id, a {@link Ref}, or what
 * a keybinding or another extension gives.
 */
export function refsIn(argument: unknown, depth = 0): readonly Ref[] {
  const rows = field(argument, 'rows');
  if (Array.isArray(rows)) {
    return depth === MOST_LEVELS ? [] : rows.flatMap(row => refsIn(row, depth + 1));
  }
  const id =
    typeof argument === 'number' ? argument : field(field(argument, 'notification') ?? argument, 'id');
  const portalId = portalIdIn(argument);
  if (typeof id !== 'number') {
    return [];
  }
  return [portalId === undefined ? { id } : { id, portalId }];
}

/** The portal that the argument names: a row's, or a {@link Ref}'s. */
export function portalIdIn(argument: unknown): string | undefined {
  const id = field(field(argument, 'portal'), 'id') ?? field(argument, 'portalId');
  return typeof id === 'string' ? id : undefined;
}
