import type { Author, Notification, OtherAuthor } from '../../model/notification/notification';
import { attachmentMarkdown, escapeSingleLine } from './attachmentMarkdown';
import type { DetailTexts } from './detailTexts';
import { escapeMarkdown, LINE_BREAK, markdownLink, toMarkdown } from './markdown';
import type { Times } from './times';

export interface DetailContext {
  readonly times: Pick<Times, 'exact'>;
  /** Returns the portal's name for a type, or the ID itself if there is none. */
  readonly typeName: (typeId: string) => string;
  /** The portal's origin: `https://portal.example`. */
  readonly origin: string;
}

/**
 * Returns everything that the portal sent, as Markdown in which only `http(s)` links are active. At most `mostOthers`
 * of the notification's other authors are named.
 */
export function detailsMarkdown(
  notification: Notification,
  context: DetailContext,
  words: DetailTexts,
  mostOthers = Infinity,
): string {
  const { exact } = context.times;
  const text = toMarkdown(notification.text, exact).trim();
  const attachments = notification.attachments.map(each => attachmentMarkdown(each, exact, words));
  const blocks = [text, ...attachments].filter(block => block !== '');
  return [
    [who(notification, context.origin, words, mostOthers), whatAndWhen(notification, context)].join(
      LINE_BREAK,
    ),
    '---',
    ...(blocks.length === 0 ? [escapeMarkdown(words.noText)] : blocks),
  ].join('\n\n');
}

function who(
  { author, others }: Notification,
  origin: string,
  words: DetailTexts,
  mostOthers: number,
): string {
  const speaker = `**${author === undefined ? escapeMarkdown(words.system) : profileLink(author, origin)}**`;
  if (others.length === 0) {
    return speaker;
  }
  const names = others.slice(0, mostOthers).map(other => profileLink(other, origin));
  const more = others.length - names.length;
  const also =
    more > 0 ? words.othersAndMore(names.join(', '), String(more)) : words.others(names.join(', '));
  return `${speaker} ${also}`;
}

function profileLink({ id, name }: Author | OtherAuthor, origin: string): string {
  return markdownLink(escapeSingleLine(name ?? `#${id}`), `${origin}/company/personal/user/${id}/`);
}

function whatAndWhen({ typeId, date }: Notification, { times, typeName }: DetailContext): string {
  return [...typeNameIfKnown(typeId, typeName).map(escapeSingleLine), escapeMarkdown(times.exact(date))].join(
    ' · ',
  );
}

/** Returns a list with the type's name, or an empty list if it has none. */
export function typeNameIfKnown(typeId: string, typeName: DetailContext['typeName']): readonly string[] {
  const name = typeName(typeId);
  return name === typeId || name === '' ? [] : [name];
}
