import type { Author } from '../notification/notification';

/** A notification to send to someone. */
export interface OutgoingNotification {
  readonly to: number;
  /** The caller, or the portal's system, which has no name. */
  readonly from: 'me' | 'system';
  /** BBCode. */
  readonly text: string;
}

/**
 * The result of sending. The portal returns a time stamp as the ID if the recipient has turned such notifications
 * off.
 */
export type SendResult = 'sent' | 'switchedOff' | 'nobody';

/** Sends notifications and finds people. Methods reject only with a `PortalFailure`. */
export interface SendApi {
  /**
   * `im.notify.personal.add` or `im.notify.system.add`; on a portal that has neither, `im.notify` with its `TYPE`.
   * Not idempotent.
   */
  send(outgoing: OutgoingNotification): Promise<SendResult>;
  /**
   * `user.search` by name; needs the `user` permission, which the `forbidden` `PortalFailure` names if it is missing.
   */
  findPeople(name: string): Promise<readonly Person[]>;
}

export interface Person extends Author {
  /** Empty if the portal returns none. */
  readonly position: string;
}
