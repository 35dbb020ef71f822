import { l10n } from 'vscode';
import type { CodeContext } from '../../model/compose/outgoingText';
import type { OutgoingNotification } from '../../model/compose/sendApi';
import type { Author } from '../../model/notification/notification';

/** The recipient. The name is empty if only the ID is known. */
export interface RecipientUser extends Author {
  readonly isMe: boolean;
}

/** The notification being written, as far as it is filled in. */
export interface MessageDraft {
  /** The text typed to find the recipient. */
  readonly typedName: string;
  readonly to?: RecipientUser;
  readonly from?: OutgoingNotification['from'];
  readonly codeContext?: CodeContext;
  readonly text?: string;
}

export const EMPTY_DRAFT: MessageDraft = { typedName: '' };

/** Returns how to refer to the recipient within a sentence. */
export function recipientNameInSentence(recipient: RecipientUser): string {
  return recipient.isMe ? l10n.t('yourself') : userNameOrId(recipient);
}

/** Returns the recipient's name, or the ID if it has none; makes no exception for the user. */
export function userNameOrId({ id, name }: RecipientUser): string {
  return name === '' ? l10n.t('User #{0}', id) : name;
}
