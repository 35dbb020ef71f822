import type { Author } from './notification';

/** A notification to be sent to somebody. */
export interface Outgoing {
  readonly to: number;
  /** The caller, or the portal's system, which has no name. */
  readonly from: 'me' | 'system';
  /** BBCode. */
  readonly text: string;
}

/** What became of it. The portal gives an id that is a moment where the recipient has switched such notifications off. */
export type Sent = 'sent' | 'switchedOff' | 'nobody';

/** Sends notifications and finds people. Methods reject with a `PortalFailure` alone. */
export interface Outbox {
  /**
   * `im.notify.personal.add` or `im.notify.system.add`; on a portal that has neither, `im.notify` with its `TYPE`.
   * Not idempotent.
   */
  send(outgoing: Outgoing): Promise<Sent>;
  /** `user.search` by name; needs the permission `user`, which `PortalFailure` `forbidden` names where it is missing. */
  findPeople(name: string): Promise<readonly Person[]>;
}

export interface Person extends Author {
  /** Empty where the portal tells none. */
  readonly position: string;
}
