import * as vscode from 'vscode';
import type { Notification } from '../../model/notification/notification';
import { portalPageUrl } from '../../model/notification/portalLinks';
import { escapeSingleLine } from './attachmentMarkdown';
import { detailTexts } from './detailTexts';
import type { DetailTexts } from './detailTexts';
import { detailsMarkdown } from './details';
import type { DetailContext } from './details';
import { takeExcerpt, truncateAtWord } from './excerpt';
import { escapeMarkdown, markdownLink } from './markdown';

/** The only commands that a hover's links may run. */
export const HOVER_COMMANDS = ['bitrix24.press', 'bitrix24.showFullText'] as const;

const LENGTH = 2000;
const MOST_OTHERS = 5;
const MOST_BUTTONS = 10;
const BUTTON_LENGTH = 60;

export interface HoverContext extends DetailContext {
  /** URL of the page where a confirmation can be decided that has no buttons here. */
  readonly page: string;
  /** The account's ID; not a secret. */
  readonly portalId: string;
}

/**
 * Returns a notification's details, truncated to an excerpt, with the buttons of a confirmation. Besides `http(s)`
 * links it contains links to {@link HOVER_COMMANDS}, whose arguments are `{id, portalId}` and the index of a button.
 */
export function hoverMarkdown(notification: Notification, context: HoverContext, words: DetailTexts): string {
  const ref = { id: notification.id, portalId: context.portalId };
  const { text, attachments, isCut } = takeExcerpt(notification, LENGTH);
  const shown = detailsMarkdown({ ...notification, text, attachments }, context, words, MOST_OTHERS);
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
  words: DetailTexts,
): string {
  if (buttons.length === 0) {
    const link = markdownLink(escapeMarkdown(words.openInBrowser), page);
    return `${escapeMarkdown(words.unreadableButtons)} ${link}`;
  }
  const command = 'bitrix24.press';
  const ref = { id, portalId };
  const links = buttons.slice(0, MOST_BUTTONS).map((button, index) =>
    commandLink({
      words: truncateAtWord(button.label, BUTTON_LENGTH),
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
  /** May come from a portal. */
  readonly words: string;
  /** Our own text: without a title, VS Code shows the command in the link's tooltip. */
  readonly title: string;
  readonly command: (typeof HOVER_COMMANDS)[number];
  readonly given: readonly unknown[];
}

function commandLink({ words, title, command, given }: CommandLink): string {
  const address = `command:${command}?${encodeURIComponent(JSON.stringify(given))}`;
  return `[${escapeSingleLine(words) || '…'}](${address} "${escapeMarkdown(title)}")`;
}

/** Creates the hover of a notification. */
export function createHover(
  notification: Notification,
  context: Omit<HoverContext, 'page'>,
): vscode.MarkdownString {
  const page = portalPageUrl(notification, context.origin);
  const markdown = new vscode.MarkdownString(
    hoverMarkdown(notification, { ...context, page }, detailTexts()),
  );
  markdown.isTrusted = { enabledCommands: HOVER_COMMANDS };
  return markdown;
}
