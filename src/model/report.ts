import { newestFirst } from './notification';
import type { Notification, Page } from './notification';
import type { Failure } from './portalFailure';

/** A list as the portal told it. */
export interface Snapshot extends Page {
  /** When it was asked for, milliseconds since the epoch. */
  readonly askedAt: number;
  /** `im.counters.get` at that time. */
  readonly counted: number;
}

/** What a window has learned from the portal. `askedAt`: milliseconds since the epoch; of two, the later one counts. */
export type Report =
  | { readonly kind: 'list'; readonly askedAt: number; readonly snapshot: Snapshot }
  /** The list is still as it was. */
  | { readonly kind: 'same'; readonly askedAt: number }
  | { readonly kind: 'failure'; readonly askedAt: number; readonly failure: Failure };

const MOST_NOTIFICATIONS = 200;

/** As much of a list as is kept for the other windows and for the next start; the rest can be loaded as before. */
export function shortened(snapshot: Snapshot): Snapshot {
  const { notifications } = snapshot;
  if (notifications.length <= MOST_NOTIFICATIONS) {
    return snapshot;
  }
  const confirmations = notifications.filter(isConfirmation).slice(0, MOST_NOTIFICATIONS - 1);
  const others = notifications
    .filter(notification => !isConfirmation(notification))
    .slice(0, MOST_NOTIFICATIONS - confirmations.length);
  const last = others.at(-1);
  return {
    ...snapshot,
    notifications: [...confirmations, ...others].sort(newestFirst),
    ...(last !== undefined && { next: { lastId: last.id, lastType: 3 } }),
  };
}

function isConfirmation({ kind }: Notification): boolean {
  return kind === 'confirmation';
}
