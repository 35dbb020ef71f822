import { l10n } from 'vscode';
import type { Recipient } from './letter';

/** The recipient within a sentence. */
export function recipientName(recipient: Recipient): string {
  return recipient.isMe ? l10n.t('yourself') : othersName(recipient);
}

/** The recipient as anybody else would be called. */
export function othersName({ id, name }: Recipient): string {
  return name === '' ? l10n.t('User #{0}', id) : name;
}
