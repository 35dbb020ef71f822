import type { Notification } from '../notification/notification';

/** Notifications of one portal that this window has to tell the user about. */
export interface Arrivals {
  /** Unread, newest first. */
  readonly notifications: readonly Notification[];
  /** `new`: just arrived. `away`: arrived while VS Code was closed for hours. `returned`: their snooze has ended. */
  readonly reason: 'new' | 'away' | 'returned';
}
