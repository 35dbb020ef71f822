import * as vscode from 'vscode';
import { fnv1a } from '../../model/hash';
import type { ConfirmationButton, Notification } from '../../model/notification/notification';
import { type DetailContext, detailsMarkdown } from './details';
import { takeExcerpt, truncateAtWord } from './excerpt';
import { escapeMarkdown, escapeSingleLine } from './markdown';

/** The only commands that a hover's links may run. */
export const HOVER_COMMANDS = [
  'bitrix24.press',
  'bitrix24.quickReply',
  'bitrix24.markRead',
  'bitrix24.markUnread',
  'bitrix24.snooze',
  'bitrix24.unsnooze',
  'bitrix24.openInBrowser',
  'bitrix24.showFullText',
] as const;

const MAX_LENGTH = 2000;
const MAX_OTHERS = 5;
const MAX_BUTTONS = 10;
const MAX_BUTTON_LENGTH = 60;

export interface HoverContext extends DetailContext {
  /** The account's ID; not a secret. */
  readonly portalId: string;
  /** Absent if it isn't. */
  readonly isSnoozed?: boolean;
}

/** Creates the hover of a notification. */
export function createHover(notification: Notification, context: HoverContext): vscode.MarkdownString {
  const markdown = new vscode.MarkdownString(hoverMarkdown(notification, context));
  markdown.isTrusted = { enabledCommands: HOVER_COMMANDS };
  return markdown;
}

/**
 * Returns a notification's details, truncated to an excerpt, and what can be done with it. Besides `http(s)` links it contains links to {@link HOVER_COMMANDS}, whose arguments are `{id, portalId}` and a {@link buttonFingerprint}.
 */
export function hoverMarkdown(notification: Notification, context: HoverContext): string {
  const content = takeExcerpt(notification, MAX_LENGTH);
  return [
    detailsMarkdown({ ...notification, ...content }, context, MAX_OTHERS),
    '---',
    ...(notification.kind === 'confirmation' ? [buttonLinks(notification, context)] : []),
    actionLinks(notification, context),
  ].join('\n\n');
}

function actionLinks({ id, canAnswer, isRead }: Notification, { portalId, isSnoozed }: HoverContext): string {
  const link = (command: (typeof HOVER_COMMANDS)[number], label: string): string =>
    commandLink(label, label, command, [{ id, portalId }]);
  return [
    ...(canAnswer ? [link('bitrix24.quickReply', vscode.l10n.t('Reply'))] : []),
    isRead
      ? link('bitrix24.markUnread', vscode.l10n.t('Mark as Unread'))
      : link('bitrix24.markRead', vscode.l10n.t('Mark as Read')),
    isSnoozed === true
      ? link('bitrix24.unsnooze', vscode.l10n.t('Unsnooze'))
      : link('bitrix24.snooze', vscode.l10n.t('Snooze…')),
    link('bitrix24.openInBrowser', vscode.l10n.t('Open in Browser')),
    link('bitrix24.showFullText', vscode.l10n.t('Full Text')),
  ].join(' · ');
}

/** Identifies a button by what it says and sends, without containing either: a hover may be older than the list. */
export function buttonFingerprint({ label, value }: ConfirmationButton): string {
  return `${fnv1a(label)}-${fnv1a(value)}`;
}

function buttonLinks({ id, buttons }: Notification, { portalId }: HoverContext): string {
  if (buttons.length === 0) {
    return escapeMarkdown(
      vscode.l10n.t('The buttons of this notification can’t be shown here. Make your decision in the browser.'),
    );
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
export function commandLink(
  label: string,
  tooltip: string,
  command: (typeof HOVER_COMMANDS)[number] | 'bitrix24.reveal',
  given: readonly unknown[],
): string {
  const address = `command:${command}?${encodeURIComponent(JSON.stringify(given))}`;
  return `[${escapeSingleLine(label) || '…'}](${address} "${escapeMarkdown(tooltip)}")`;
}
