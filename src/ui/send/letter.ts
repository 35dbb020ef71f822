import type { Author } from '../../model/notification';
import type { Outgoing } from '../../model/outbox';
import type { Enclosure } from '../../model/outgoingText';

/** Who is to get it. Of somebody who is known by the id alone, the name is empty. */
export interface Recipient extends Author {
  readonly isMe: boolean;
}

/** What is being sent, as far as it is decided. */
export interface Letter {
  /** What was typed to find the recipient. */
  readonly typedName: string;
  readonly to?: Recipient;
  readonly from?: Outgoing['from'];
  readonly enclosure?: Enclosure;
  readonly text?: string;
}

export const BLANK: Letter = { typedName: '' };
