import { compareNewestFirst, type NotificationFingerprint, type NotificationPage } from '../notification/notification';
import type { Failure } from '../portalFailure';
import { isOrdinary } from './listMerge';

/** A notification list as the portal returned it. */
export interface InboxSnapshot extends NotificationPage {
  /** When it was requested, in milliseconds since the epoch. */
  readonly askedAt: number;
  /** When all of it was last requested, not only the newest page. */
  readonly renewedAt: number;
  /** What {@link fingerprintText} returned at that time. */
  readonly fingerprint: string;
  /** The count from `im.counters.get` at that time. */
  readonly counted: number;
}

/** What a window fetched from the portal. `askedAt`: milliseconds since the epoch; the later of two results wins. */
export type FetchResult =
  | {
      readonly kind: 'list';
      readonly askedAt: number;
      readonly snapshot: InboxSnapshot;
      /** Why not everything that the user wanted could be fetched again. */
      readonly failure?: Failure;
    }
  /** The list is unchanged. */
  | { readonly kind: 'same'; readonly askedAt: number }
  | { readonly kind: 'failure'; readonly askedAt: number; readonly failure: Failure };

/** Returns a text that is equal for equal fingerprints. */
export function fingerprintText({ total, unreadTotal, newestId }: NotificationFingerprint): string {
  return [total, unreadTotal, newestId].join(' ');
}

/** Returns the fingerprint that the portal has if this is its newest page. */
export function fingerprintOf({ notifications, total, unreadTotal }: NotificationPage): string {
  const newestId = notifications.find(isOrdinary)?.id;
  // A portal says nothing of an empty list.
  return total === undefined && notifications.length === 0
    ? fingerprintText({})
    : fingerprintText({
        ...(total !== undefined && { total }),
        unreadTotal,
        ...(newestId !== undefined && { newestId }),
      });
}

const MAX_SNAPSHOT_NOTIFICATIONS = 200;
/** So many others are in it however many confirmations there are, so that it reaches what other windows have loaded. */
const MIN_SNAPSHOT_ORDINARY = 50;

/** Truncates a list to what is cached for the other windows and the next start; the rest can still be loaded. */
export function truncateSnapshot(snapshot: InboxSnapshot): InboxSnapshot {
  const { notifications } = snapshot;
  if (notifications.length <= MAX_SNAPSHOT_NOTIFICATIONS) return snapshot;
  const confirmations = notifications.filter(each => !isOrdinary(each)).slice(0, MAX_SNAPSHOT_NOTIFICATIONS - 1);
  const room = Math.max(MAX_SNAPSHOT_NOTIFICATIONS - confirmations.length, MIN_SNAPSHOT_ORDINARY);
  const others = notifications.filter(isOrdinary).slice(0, room);
  const last = others.at(-1);
  return {
    ...snapshot,
    notifications: [...confirmations, ...others].sort(compareNewestFirst),
    ...(last !== undefined && { next: { lastId: last.id, lastType: 3 } }),
  };
}
