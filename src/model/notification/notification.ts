import type { Failure } from '../portalFailure';
import type { RichText } from './richText';

/** `notify_type`: 1 awaits a decision, 4 comes from the system, any other from a person. */
export type NotificationKind = 'confirmation' | 'personal' | 'system';

export interface Author {
  readonly id: number;
  readonly name: string;
  /** Of a person with a first and a last name. */
  readonly firstName?: string;
}

/** Another author whom the portal merged into a notification; if it didn't describe them, only the ID is known. */
export interface OtherAuthor {
  readonly id: number;
  readonly name?: string;
}

/** A button of a confirmation. */
export interface ConfirmationButton {
  readonly label: string;
  /** `NOTIFY_VALUE` of `im.notify.confirm`, sent back unchanged. */
  readonly value: string;
  /** Whether the button accepts: in the portal, such a button is green. */
  readonly isAccept: boolean;
}

/**
 * `params.COMPONENT_PARAMS`: what the portal shows with a component of its own, such as a task, a deal or a workflow.
 */
export interface NotificationComponent {
  /** The page of what the notification is about. */
  readonly href?: string;
  /** Its subject, title and words, without those that the text contains. */
  readonly blocks: readonly Attachment[];
}

/** A notification in the caller's notification chat. */
export interface Notification {
  readonly id: number;
  readonly kind: NotificationKind;
  /** Absent if the author is the system or unknown to the portal. */
  readonly author?: Author;
  /** `params.USERS`: the authors of other notifications with the same tag that this one also represents. */
  readonly others: readonly OtherAuthor[];
  /** `module|event` (`setting_name`); `im.notify.schema.get` returns its name. */
  readonly typeId: string;
  /** Milliseconds since the epoch. */
  readonly date: number;
  readonly text: RichText;
  readonly component?: NotificationComponent;
  /** `params.ATTACH`. */
  readonly attachments: readonly Attachment[];
  /** A confirmation's buttons; empty if they couldn't be parsed. */
  readonly buttons: readonly ConfirmationButton[];
  readonly isRead: boolean;
  /**
   * Whether the portal marks it as answerable (`params.CAN_ANSWER === 'Y'`). It accepts answers to others too, but
   * may ignore them.
   */
  readonly canAnswer: boolean;
}

/** Where the next page starts: `LAST_ID` and `LAST_TYPE` of `im.notify.get`. */
export interface PageCursor {
  readonly lastId: number;
  readonly lastType: 1 | 3;
}

export interface NotificationPage {
  readonly notifications: readonly Notification[];
  /** The portal's own count of unread ones, which stops at {@link MAX_UNREAD_COUNT}. */
  readonly unreadTotal: number;
  /** How many notifications there are, confirmations included; absent if the portal doesn't say. */
  readonly total?: number;
  /** Absent on the last page. */
  readonly next?: PageCursor;
}

/** What changes with every arrival, deletion, and read or unread mark, at a fraction of a page's cost. */
export interface NotificationFingerprint {
  /** As in {@link NotificationPage}; absent if there are no notifications, or if the portal doesn't say. */
  readonly total?: number;
  readonly unreadTotal?: number;
  /** The ID of the newest one that is no confirmation. */
  readonly newestId?: number;
}

/** The cap of `total_unread_count`: 100 means "100 or more". */
export const MAX_UNREAD_COUNT = 100;

/**
 * An account's notifications on the portal, as the model needs them. Every method rejects only with a
 * `PortalFailure`.
 */
export interface NotificationApi {
  /** `im.notify.get`. */
  getPage(after?: PageCursor): Promise<NotificationPage>;
  /** `im.notify.get` of a single notification. */
  getFingerprint(): Promise<NotificationFingerprint>;
  /** `im.counters.get`: how many are unread, counted no further than {@link MAX_UNREAD_COUNT}. */
  getUnreadCount(): Promise<number>;
  /**
   * `im.notify.answer`: resolves with the portal's messages; `undefined` if the notification is gone or can't be
   * answered.
   */
  answer(id: number, text: string): Promise<readonly string[] | undefined>;
  /**
   * `im.notify.confirm`: resolves with the portal's messages, if any; `undefined` if the notification was gone. It is
   * gone afterwards in any case.
   */
  confirm(id: number, value: string): Promise<readonly string[] | undefined>;
  /** `im.notify.read.list`: only these. Marking one as unread also marks those with the same tag as unread. */
  setRead(ids: readonly number[], isRead: boolean): Promise<void>;
  /** `im.notify.read`: this one and all with a higher ID, including confirmations. */
  markReadFrom(id: number): Promise<void>;
  /** `im.notify.read.all`: confirmations stay unread. */
  markAllRead(): Promise<void>;
  /**
   * `im.notify.delete`, in a `batch` if there are several. Those already gone count as deleted. Resolves with those
   * that still exist, and why.
   */
  delete(ids: readonly number[]): Promise<ReadonlyMap<number, Failure>>;
}

/** Orders newest first; if the dates are equal, the higher ID comes first. */
export function compareNewestFirst(a: Notification, b: Notification): number {
  return b.date - a.date || b.id - a.id;
}

/** A block of `params.ATTACH`. All URLs are absolute and use `https:` or `http:`. */
export type Attachment =
  | { readonly kind: 'message'; readonly text: RichText }
  /** `preview`: the URL of an image. */
  | {
      readonly kind: 'link';
      readonly href: string;
      readonly name: string;
      readonly description: RichText;
      readonly preview?: string;
    }
  | { readonly kind: 'user'; readonly name: string; readonly href?: string }
  | { readonly kind: 'grid'; readonly cells: readonly GridCell[] }
  | { readonly kind: 'image'; readonly href: string; readonly name: string }
  /** `size`: in bytes. */
  | { readonly kind: 'file'; readonly href: string; readonly name: string; readonly size?: number }
  | { readonly kind: 'delimiter' };

/** The name and value of a grid cell; either may be empty. */
export interface GridCell {
  readonly name: string;
  readonly value: RichText;
  readonly href?: string;
}

/** The buttons of a confirmation that has exactly two: one that accepts and one that doesn't. */
export interface AcceptDeclineButtons {
  readonly accept: ConfirmationButton;
  readonly decline: ConfirmationButton;
}

export function findAcceptDeclineButtons({ buttons }: Notification): AcceptDeclineButtons | undefined {
  const accept = buttons.find(({ isAccept }) => isAccept);
  const decline = buttons.find(({ isAccept }) => !isAccept);
  return buttons.length === 2 && accept !== undefined && decline !== undefined ? { accept, decline } : undefined;
}
