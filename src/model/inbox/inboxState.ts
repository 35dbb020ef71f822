import type { Notification } from '../notification/notification';
import type { Failure } from '../portalFailure';
import type { LoadedNotifications } from './listMerge';
import type { FailedChange } from './notificationChange';

/** The last known state on the portal. A failed refresh never removes the list. */
export type ServerInboxState =
  | { readonly kind: 'loading' }
  /** Nothing has been loaded yet. */
  | { readonly kind: 'failed'; readonly failure: Failure }
  | ({
      readonly kind: 'ready';
      /** The portal's unread count, with the changes that were made since then. */
      readonly unreadTotal: number;
      /** How many unread notifications weren't loaded when the portal last responded. */
      readonly unreadNotLoaded: number;
      /** When the last successful request was sent, in milliseconds since the epoch. */
      readonly updatedAt: number;
      /** The list is from an earlier VS Code session, and the portal hasn't responded since. */
      readonly isCached?: true;
      /** Why the list is older than it should be. */
      readonly failure?: Failure;
    } & LoadedNotifications);

/** What is known of an account's notifications, with pending changes applied. */
export type InboxState =
  | Exclude<ServerInboxState, { kind: 'ready' }>
  | (Extract<ServerInboxState, { kind: 'ready' }> & {
      /** The IDs of answered confirmations, until the portal responds. */
      readonly deciding: ReadonlySet<number>;
      /** By notification ID. */
      readonly failedChanges: ReadonlyMap<number, FailedChange>;
    });

/** Returns the loaded notifications as they are shown. */
export function loadedNotifications(state: InboxState): readonly Notification[] {
  return state.kind === 'ready' ? state.notifications : [];
}
