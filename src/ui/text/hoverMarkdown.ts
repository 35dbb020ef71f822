import type { Notification } from '../../model/notification';
import { label } from './attachmentMarkdown';
import { beginning } from './beginning';
import type { DetailWords } from './detailWords';
import { details } from './details';
import type { DetailContext } from './details';
import { escapeMarkdown, markdownLink } from './markdown';
import { shortened } from './shortened';

/** The only commands that a hover's links may run. */
export const HOVER_COMMANDS = ['bitrix24.press', 'bitrix24.showFullText'] as const;

const LENGTH = 2000;
const MOST_OTHERS = 5;
const MOST_BUTTONS = 10;
const BUTTON_LENGTH = 60;

export interface HoverContext extends DetailContext {
  /** Where a confirmation can be decided that has no buttons here. */
  readonly page: string;
  /** The account's, which is no secret. */
  readonly portalId: string;
}

/**
 * A notification's details, cut to what is read at a glance, with the buttons of a confirmation. Beside links to
 * `http(s)` it holds links to {@link HOVER_COMMANDS}, whose arguments are `{id, portalId}` and the index of a button.
 */
export function hoverMarkdown(notification: Notification, context: HoverContext, words: DetailWords): string {
  const ref = { id: notification.id, portalId: context.portalId };
  const { text, attachments, isCut } = beginning(notification, LENGTH);
  const shown = details({ ...notification, text, attachments }, context, words, MOST_OTHERS);
  const isWhole = !isCut && notification.others.length <= MOST_OTHERS;
  const toFullText = commandLink({
    words: words.showFullText,
    title: words.showFullText,
    command: 'bitrix24.showFullText',
    given: [ref],
  });
  return [
    shown,
    ...(isWhole ? [] : [toFullText]),
    ...(notification.kind === 'confirmation' ? ['---', buttons(notification, context, words)] : []),
  ].join('\n\n');
}

function buttons(
  { id, buttons }: Notification,
  { page, portalId }: HoverContext,
  words: DetailWords,
): string {
  if (buttons.length === 0) {
    const link = markdownLink(escapeMarkdown(words.openInBrowser), page);
    return `${escapeMarkdown(words.unreadableButtons)} ${link}`;
  }
  const command = 'bitrix24.press';
  const ref = { id, portalId };
  const links = buttons.slice(0, MOST_BUTTONS).map((button, index) =>
    commandLink({
      words: shortened(button.label, BUTTON_LENGTH),
      title: words.pressing,
      command,
      given: [ref, index],
    }),
  );
  const { moreButtons } = words;
  const more = commandLink({ words: moreButtons, title: moreButtons, command, given: [ref] });
  return [...links, ...(buttons.length > MOST_BUTTONS ? [more] : [])].join(' · ');
}

interface CommandLink {
  /** May be a portal's. */
  readonly words: string;
  /** Our own: without one, VS Code shows the command where the mouse rests on the link. */
  readonly title: string;
  readonly command: (typeof HOVER_COMMANDS)[number];
  readonly given: readonly unknown[];
}

function commandLink({ words, title, command, given }: CommandLink): string {
  const address = `command:${command}?${encodeURIComponent(JSON.stringify(given))}`;
  return `[${label(words) || '…'}](${address} "${escapeMarkdown(title)}")`;
}
