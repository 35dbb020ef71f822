import type { RichText } from './richText';

/** `notify_type`: 1 waits for a decision, 4 comes from the system, any other from a person. */
export type NotificationKind = 'confirmation' | 'personal' | 'system';

export interface Author {
  readonly id: number;
  readonly name: string;
}

/** One notification of the caller's notification chat. */
export interface Notification {
  readonly id: number;
  readonly kind: NotificationKind;
  /** Absent where the system speaks or the portal does not know the author. */
  readonly author?: Author;
  /** Milliseconds since the epoch. */
  readonly date: number;
  readonly text: RichText;
  readonly isRead: boolean;
  /** The portal marks it answerable (`params.CAN_ANSWER === 'Y'`). It takes an answer to any other one too, and may do nothing with it. */
  readonly canAnswer: boolean;
}

/** Where the next page begins: LAST_ID and LAST_TYPE of `im.notify.get`. */
export interface Cursor {
  readonly lastId: number;
  readonly lastType: 1 | 3;
}

export interface Page {
  readonly notifications: readonly Notification[];
  /** The portal's own count of unread ones, which stops at {@link UNREAD_CAP}. */
  readonly unreadTotal: number;
  /** Absent on the last page. */
  readonly next?: Cursor;
}

/** `total_unread_count` counts no further: 100 means "100 or more". */
export const UNREAD_CAP = 100;

/** The account's notification centre, as the model needs it. Every method rejects with a `PortalFailure` alone. */
export interface NotificationCentre {
  page(after?: Cursor): Promise<Page>;
  /** The portal's own words about the answer; `undefined`: the notification is gone or can't be answered. */
  answer(id: number, text: string): Promise<readonly string[] | undefined>;
  setRead(ids: readonly number[], isRead: boolean): Promise<void>;
  /** Confirmations stay unread. */
  readAll(): Promise<void>;
}

/** Newest first; of two at the same moment, the one with the higher id. */
export function newestFirst(a: Notification, b: Notification): number {
  return b.date - a.date || b.id - a.id;
}
