import type { Attachment } from '../../model/attachment';
import type { Notification } from '../../model/notification';
import { plainLines } from '../../model/richText';
import type { DetailWords } from './detailWords';

type FormatTime = (at: number) => string;

/** What a notification says, in plain words and line by line; an attachment's address stands behind its name. */
export function notificationText(
  { text, attachments }: Pick<Notification, 'text' | 'attachments'>,
  formatTime: FormatTime,
  words: Pick<DetailWords, 'size'>,
): string {
  const parts = [
    plainLines(text, formatTime),
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
  words: Pick<DetailWords, 'size'>,
): string {
  switch (attachment.kind) {
    case 'message':
      return plainLines(attachment.text, formatTime);
    case 'link':
      return [withAddress(attachment), plainLines(attachment.description, formatTime)].join('\n').trim();
    case 'user':
      return attachment.name;
    case 'grid':
      return attachment.cells
        .map(({ name, value }) =>
          [name, plainLines(value, formatTime)].filter(part => part !== '').join(': '),
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
