import * as vscode from 'vscode';
import { fnv1a } from '../../model/hash';
import type { ConfirmationButton, Notification } from '../../model/notification/notification';
import { portalPageUrl } from '../../model/notification/portalLinks';
import { type DetailContext, detailsMarkdown } from './details';
import { takeExcerpt, truncateAtWord } from './excerpt';
import { escapeMarkdown, escapeSingleLine, markdownLink } from './markdown';
import { joinSentences } from './words';

/** The only commands that a hover's links may run. */
export const HOVER_COMMANDS = [
  'bitrix24.press',
  'bitrix24.showFullText',
  'bitrix24.snooze',
  'bitrix24.unsnooze',
] as const;

const MAX_LENGTH = 2000;
const MAX_OTHERS = 5;
const MAX_BUTTONS = 10;
const MAX_BUTTON_LENGTH = 60;

export interface HoverContext extends DetailContext {
  /** The account's ID; not a secret. */
  readonly portalId: string;
  /** Absent: it has no link to snooze it. */
  readonly isSnoozed?: boolean;
}

/** Creates the hover of a notification. */
export function createHover(notification: Notification, context: HoverContext): vscode.MarkdownString {
  const markdown = new vscode.MarkdownString(hoverMarkdown(notification, context));
  markdown.isTrusted = { enabledCommands: HOVER_COMMANDS };
  return markdown;
}

/**
 * Returns a notification's details, truncated to an excerpt, with the buttons of a confirmation and a link to snooze. Besides `http(s)`
 * links it contains links to {@link HOVER_COMMANDS}, whose arguments are `{id, portalId}` and a
 * {@link buttonFingerprint}.
 */
export function hoverMarkdown(notification: Notification, context: HoverContext): string {
  const { isCut, ...content } = takeExcerpt(notification, MAX_LENGTH);
  const isComplete = !isCut && notification.others.length <= MAX_OTHERS;
  const title = vscode.l10n.t('Show Full Text');
  const ref = { id: notification.id, portalId: context.portalId };
  return [
    detailsMarkdown({ ...notification, ...content }, context, MAX_OTHERS),
    ...(isComplete ? [] : [commandLink(title, title, 'bitrix24.showFullText', [ref])]),
    ...(notification.kind === 'confirmation' ? ['---', buttonLinks(notification, context)] : []),
    ...(context.isSnoozed === undefined ? [] : ['---', snoozeLink(ref, context.isSnoozed)]),
  ].join('\n\n');
}

function snoozeLink(ref: unknown, isSnoozed: boolean): string {
  const snooze = vscode.l10n.t('Snooze…');
  const unsnooze = vscode.l10n.t('Unsnooze');
  return isSnoozed
    ? commandLink(unsnooze, unsnooze, 'bitrix24.unsnooze', [ref])
    : commandLink(snooze, snooze, 'bitrix24.snooze', [ref]);
}

/** Identifies a button by what it says and sends, without containing either: a hover may be older than the list. */
export function buttonFingerprint({ label, value }: ConfirmationButton): string {
  return `${fnv1a(label)}-${fnv1a(value)}`;
}

function buttonLinks(notification: Notification, { origin, portalId }: HoverContext): string {
  const { id, buttons } = notification;
  if (buttons.length === 0) {
    const sentence = vscode.l10n.t(
      'The buttons of this notification can’t be shown here. Make your decision in the browser.',
    );
    const link = markdownLink(escapeMarkdown(vscode.l10n.t('Open in Browser')), portalPageUrl(notification, origin));
    return joinSentences([escapeMarkdown(sentence), link]);
  }
  const ref = { id, portalId };
  const tooltip = vscode.l10n.t('Send this decision to the portal');
  const links = buttons
    .slice(0, MAX_BUTTONS)
    .map(button =>
      commandLink(truncateAtWord(button.label, MAX_BUTTON_LENGTH), tooltip, 'bitrix24.press', [
        ref,
        buttonFingerprint(button),
      ]),
    );
  const title = vscode.l10n.t('More Buttons…');
  const more = commandLink(title, title, 'bitrix24.press', [ref]);
  return [...links, ...(buttons.length > MAX_BUTTONS ? [more] : [])].join(' · ');
}

/**
 * `label` may come from a portal; `tooltip` is our own text: without it, VS Code shows the command in the link's
 * tooltip.
 */
function commandLink(
  label: string,
  tooltip: string,
  command: (typeof HOVER_COMMANDS)[number],
  given: readonly unknown[],
): string {
  const address = `command:${command}?${encodeURIComponent(JSON.stringify(given))}`;
  return `[${escapeSingleLine(label) || '…'}](${address} "${escapeMarkdown(tooltip)}")`;
}
