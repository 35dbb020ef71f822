import type { Attachment, Notification } from '../../model/notification/notification';
import { toPlainText } from '../../model/notification/richText';
import type { DetailTexts } from './detailTexts';

type FormatTime = (at: number) => string;

/** Returns a notification's content as plain text, line by line; an attachment's address follows its name. */
export function notificationPlainText(
  { text, attachments }: Pick<Notification, 'text' | 'attachments'>,
  formatTime: FormatTime,
  words: Pick<DetailTexts, 'size'>,
): string {
  const parts = [
    toPlainText(text, formatTime),
    ...attachments.map(each => attachmentText(each, formatTime, words)),
  ];
  return parts
    .filter(part => part.trim() !== '')
    .join('\n\n')
    .trimEnd();
}

function attachmentText(
  attachment: Attachment,
  formatTime: FormatTime,
  words: Pick<DetailTexts, 'size'>,
): string {
  switch (attachment.kind) {
    case 'message':
      return toPlainText(attachment.text, formatTime);
    case 'link':
      return [withAddress(attachment), toPlainText(attachment.description, formatTime)].join('\n').trim();
    case 'user':
      return attachment.name;
    case 'grid':
      return attachment.cells
        .map(({ name, value }) =>
          [name, toPlainText(value, formatTime)].filter(part => part !== '').join(': '),
        )
        .join('\n');
    case 'image':
      return withAddress(attachment);
    case 'file':
      return attachment.size === undefined
        ? withAddress(attachment)
        : withAddress({ ...attachment, name: `${attachment.name} (${words.size(attachment.size)})` });
    case 'delimiter':
      return '';
  }
}

function withAddress({ name, href }: { readonly name: string; readonly href: string }): string {
  return name === href || name === '' ? href : `${name} ${href}`;
}
