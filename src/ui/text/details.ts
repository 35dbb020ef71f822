import type { Author, Notification, Other } from '../../model/notification';
import { attachmentMarkdown, label } from './attachmentMarkdown';
import type { DetailWords } from './detailWords';
import { escapeMarkdown, LINE_BREAK, markdownLink, toMarkdown } from './markdown';
import type { Times } from './times';

export interface DetailContext {
  readonly times: Pick<Times, 'exact'>;
  /** The portal's name of a type; the id itself where there is none. */
  readonly typeName: (typeId: string) => string;
  /** Of the portal: `https://portal.example`. */
  readonly origin: string;
}

/**
 * Everything that the portal sent, as Markdown in which nothing is active but `http(s)` links. Of the others that a
 * notification stands for, `mostOthers` are named.
 */
export function details(
  notification: Notification,
  context: DetailContext,
  words: DetailWords,
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
  words: DetailWords,
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

function profileLink({ id, name }: Author | Other, origin: string): string {
  return markdownLink(label(name ?? `#${id}`), `${origin}/company/personal/user/${id}/`);
}

function whatAndWhen({ typeId, date }: Notification, { times, typeName }: DetailContext): string {
  return [...typeTitle(typeId, typeName).map(label), escapeMarkdown(times.exact(date))].join(' · ');
}

/** The name of a type, if it has one. */
export function typeTitle(typeId: string, typeName: DetailContext['typeName']): readonly string[] {
  const name = typeName(typeId);
  return name === typeId || name === '' ? [] : [name];
}
