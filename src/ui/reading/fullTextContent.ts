import { hostOf } from '../../model/account';
import type { Account } from '../../model/account';
import type { Notification } from '../../model/notification/notification';
import { escapeSingleLine } from '../text/attachmentMarkdown';
import type { DetailTexts } from '../text/detailTexts';
import { detailsMarkdown, typeNameIfKnown } from '../text/details';
import type { DetailContext } from '../text/details';
import { notificationPlainText } from '../text/plainText';

/** URI scheme of the documents with a notification's full text. */
export const FULL_TEXT_SCHEME = 'bitrix24-notification';

const MAX_TITLE_LENGTH = 60;

/** Parts of a document's URI, `bitrix24-notification://portal.example/1/270/Anna Orlova`. No tag, no secret. */
export interface FullTextUriParts {
  /** The portal's host, with its port if it has one. */
  readonly authority: string;
  /** The account's user ID, the notification's ID and a title for the tab. */
  readonly path: string;
}

export function fullTextUriParts(id: number, title: string, account: Account): FullTextUriParts {
  return { authority: hostOf(account), path: `/${account.userId}/${id}/${asFileName(title) || id}` };
}

/** Returns the user ID and notification ID in a URI, or `undefined` if it is not the URI of a full text. */
export function parseFullTextUri({
  path,
}: Pick<FullTextUriParts, 'path'>): { readonly userId: string; readonly id: number } | undefined {
  const [, userId, digits] = /^\/([^/]+)\/(\d{1,15})\//.exec(path) ?? [];
  return userId === undefined || digits === undefined ? undefined : { userId, id: Number(digits) };
}

/** Keeps letters, digits and common punctuation, but nothing that has a meaning in a path or a label. */
function asFileName(title: string): string {
  return Array.from(title.replace(/[^\p{L}\p{M}\p{N} ,'’-]+/gu, ' ').replace(/ +/g, ' '))
    .slice(0, MAX_TITLE_LENGTH)
    .join('')
    .trim();
}

/** Returns a notification as a read-only document, with its buttons as text. */
export function fullTextAsMarkdown(
  notification: Notification,
  context: DetailContext,
  words: DetailTexts,
): string {
  const labels = notification.buttons.map(button => `**${escapeSingleLine(button.label) || '…'}**`);
  return document([
    detailsMarkdown(notification, context, words),
    ...(labels.length === 0 ? [] : ['---', words.buttons(labels.join(' · '))]),
  ]);
}

/** Like {@link fullTextAsMarkdown}, for a plain text editor. */
export function fullTextAsPlainText(
  notification: Notification,
  { times, typeName }: DetailContext,
  words: DetailTexts,
): string {
  const { author, others, typeId, date, buttons } = notification;
  const names = others.map(({ id, name }) => name ?? `#${id}`).join(', ');
  const heading = [
    [author?.name ?? words.system, ...(names === '' ? [] : [words.others(names)])].join(' '),
    ...typeNameIfKnown(typeId, typeName),
    times.exact(date),
  ];
  const text = notificationPlainText(notification, times.exact, words);
  return document([
    heading.join('\n'),
    text === '' ? words.noText : text,
    ...(buttons.length === 0 ? [] : [words.buttons(buttons.map(button => button.label).join(' · '))]),
  ]);
}

function document(blocks: readonly string[]): string {
  return `${blocks.join('\n\n')}\n`;
}
