import type { CodeContext } from '../../model/compose/outgoingText';
import type { OutgoingNotification } from '../../model/compose/sendApi';
import type { Author } from '../../model/notification/notification';

/** The recipient. The name is empty if only the ID is known. */
export interface Recipient extends Author {
  readonly isMe: boolean;
}

/** The notification being written, as far as it is filled in. */
export interface MessageDraft {
  /** The text typed to find the recipient. */
  readonly typedName: string;
  readonly to?: Recipient;
  readonly from?: OutgoingNotification['from'];
  readonly codeContext?: CodeContext;
  readonly text?: string;
}

export const EMPTY_DRAFT: MessageDraft = { typedName: '' };
