import type { Trouble } from './change';
import type { Loaded } from './firstPage';
import type { Notification } from './notification';
import type { Failure } from './portalFailure';

/** What the portal is known to hold. A failed refresh never takes the list away. */
export type Known =
  | { readonly kind: 'loading' }
  /** Nothing was ever loaded. */
  | { readonly kind: 'failed'; readonly failure: Failure }
  | ({
      readonly kind: 'ready';
      /** The portal's own number. */
      readonly unreadTotal: number;
      /** How many unread ones were not loaded when the portal last answered. */
      readonly unreadBeyond: number;
      /** When the portal was asked that last answered, milliseconds since the epoch. */
      readonly updatedAt: number;
      /** It was kept when VS Code was last running, and the portal has not answered since. */
      readonly isKept?: true;
      /** Why the list is older than it should be. */
      readonly failure?: Failure;
    } & Loaded);

/** What is known of an account's notifications, with the changes that are under way drawn in. */
export type InboxState =
  | Exclude<Known, { kind: 'ready' }>
  | (Extract<Known, { kind: 'ready' }> & {
      /** Those whose button was pressed, until the portal has spoken. */
      readonly deciding: ReadonlySet<number>;
      /** By the notification's id. */
      readonly troubles: ReadonlyMap<number, Trouble>;
    });

/** Those that are loaded, as they are shown. */
export function notificationsIn(state: InboxState): readonly Notification[] {
  return state.kind === 'ready' ? state.notifications : [];
}
