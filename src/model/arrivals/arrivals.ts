import type { Notification } from '../notification/notification';

/** Notifications of one portal that this window has to tell the user about. */
export interface Arrivals {
  /** Unread, newest first. */
  readonly notifications: readonly Notification[];
  /** `new`: just arrived. `away`: arrived while VS Code was closed for hours. `returned`: their snooze has ended. */
  readonly reason: 'new' | 'away' | 'returned';
}

/** Returns the highest ID; 0 if there is none. The portal's IDs grow with time. */
export function highestId(notifications: readonly Notification[]): number {
  return notifications.reduce((highest, { id }) => Math.max(highest, id), 0);
}
