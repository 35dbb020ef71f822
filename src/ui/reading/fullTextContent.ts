import type { Notification } from '../../model/notification';
import { label } from '../text/attachmentMarkdown';
import type { DetailWords } from '../text/detailWords';
import { details, typeTitle } from '../text/details';
import type { DetailContext } from '../text/details';
import { notificationText } from '../text/notificationText';

/** A notification as a document of its own, to be read: its buttons are words there. */
export function fullTextMarkdown(
  notification: Notification,
  context: DetailContext,
  words: DetailWords,
): string {
  const labels = notification.buttons.map(button => `**${label(button.label) || '…'}**`);
  return document([
    details(notification, context, words),
    ...(labels.length === 0 ? [] : ['---', words.buttons(labels.join(' · '))]),
  ]);
}

/** The same for an editor of plain text. */
export function fullTextPlain(
  notification: Notification,
  { times, typeName }: DetailContext,
  words: DetailWords,
): string {
  const { author, others, typeId, date, buttons } = notification;
  const names = others.map(({ id, name }) => name ?? `#${id}`).join(', ');
  const heading = [
    [author?.name ?? words.system, ...(names === '' ? [] : [words.others(names)])].join(' '),
    ...typeTitle(typeId, typeName),
    times.exact(date),
  ];
  const text = notificationText(notification, times.exact, words);
  return document([
    heading.join('\n'),
    text === '' ? words.noText : text,
    ...(buttons.length === 0 ? [] : [words.buttons(buttons.map(button => button.label).join(' · '))]),
  ]);
}

function document(blocks: readonly string[]): string {
  return `${blocks.join('\n\n')}\n`;
}
