import type { Attachment } from './attachment';
import type { Failure } from './portalFailure';
import type { RichText } from './richText';

/** `notify_type`: 1 waits for a decision, 4 comes from the system, any other from a person. */
export type NotificationKind = 'confirmation' | 'personal' | 'system';

export interface Author {
  readonly id: number;
  readonly name: string;
}

/** Somebody else the portal merged into a notification; of those it did not describe, the id alone is known. */
export interface Other {
  readonly id: number;
  readonly name?: string;
}

/** A button of a confirmation. */
export interface Button {
  readonly label: string;
  /** NOTIFY_VALUE of `im.notify.confirm`, sent back as it came. */
  readonly value: string;
  /** By its colour in the portal: the green one agrees, any other does not. */
  readonly isAccept: boolean;
}

/** One notification of the caller's notification chat. */
export interface Notification {
  readonly id: number;
  readonly kind: NotificationKind;
  /** Absent where the system speaks or the portal does not know the author. */
  readonly author?: Author;
  /** `params.USERS`: whose notifications under the same tag this one stands for too. */
  readonly others: readonly Other[];
  /** `module|event` (`setting_name`); `im.notify.schema.get` has its name. */
  readonly typeId: string;
  /** Milliseconds since the epoch. */
  readonly date: number;
  readonly text: RichText;
  /** `params.ATTACH`. */
  readonly attachments: readonly Attachment[];
  /** A confirmation's own; empty where they could not be read. */
  readonly buttons: readonly Button[];
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
  /** `im.notify.get`. */
  page(after?: Cursor): Promise<Page>;
  /** `im.counters.get`: how many are unread, counted no further than {@link UNREAD_CAP}. */
  unreadCount(): Promise<number>;
  /** `im.notify.answer`: the portal's own words about it; `undefined`: the notification is gone or can't be answered. */
  answer(id: number, text: string): Promise<readonly string[] | undefined>;
  /** `im.notify.confirm`: the portal's own words, maybe none; `undefined`: the notification is gone. It is gone afterwards in any case. */
  confirm(id: number, value: string): Promise<readonly string[] | undefined>;
  /** `im.notify.read.list`: these alone. Making one unread takes along those with the same tag. */
  setRead(ids: readonly number[], isRead: boolean): Promise<void>;
  /** `im.notify.read`: this one and all with a higher id, confirmations too. */
  readFrom(id: number): Promise<void>;
  /** `im.notify.read.all`: confirmations stay unread. */
  readAll(): Promise<void>;
  /** `im.notify.delete`, in a `batch` where there are several. What was gone already counts as deleted. Gives those that are still there, and why. */
  delete(ids: readonly number[]): Promise<ReadonlyMap<number, Failure>>;
}

/** Newest first; of two at the same moment, the one with the higher id. */
export function newestFirst(a: Notification, b: Notification): number {
  return b.date - a.date || b.id - a.id;
}
