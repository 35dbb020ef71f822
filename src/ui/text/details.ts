import { env, l10n } from 'vscode';
import type { Attachment, Author, GridCell, Notification, OtherAuthor } from '../../model/notification/notification';
import { blocksOf, textWithoutAuthor } from '../../model/notification/notificationText';
import { type RichText, toPlainText } from '../../model/notification/richText';
import { escapeMarkdown, escapeSingleLine, LINE_BREAK, markdownLink, toMarkdown } from './markdown';
import type { Times } from './times';
import { authorName, formatList } from './words';

type FormatTime = (at: number) => string;

export interface DetailContext {
  readonly times: Pick<Times, 'exact'>;
  /** Returns the portal's name for a type; empty if there is none. */
  readonly typeName: (typeId: string) => string;
  /** The portal's origin: `https://portal.example`. */
  readonly origin: string;
}

/**
 * Returns everything that the portal sent, as Markdown in which only `http(s)` links are active. At most `maxOthers`
 * of the notification's other authors are named.
 */
export function detailsMarkdown(
  notification: Notification,
  { times: { exact }, typeName, origin }: DetailContext,
  maxOthers = Infinity,
): string {
  const { author, others, typeId, date } = notification;
  const name = author === undefined ? escapeMarkdown(authorName(notification)) : profileLink(author, origin);
  const named = others.slice(0, maxOthers).map(other => profileLink(other, origin));
  const typeAndDate = [...nameAsList(typeName(typeId)).map(escapeSingleLine), escapeMarkdown(exact(date))];
  const content = [
    toMarkdown(textWithoutAuthor(notification), exact).trim(),
    ...blocksOf(notification).map(block => attachmentMarkdown(block, exact)),
  ].filter(block => block !== '');
  return [
    authorsText(`**${name}**`, named, others.length - named.length) + LINE_BREAK + typeAndDate.join(' · '),
    '---',
    ...(content.length === 0 ? [escapeMarkdown(l10n.t('(no text)'))] : content),
  ].join('\n\n');
}

/** Like {@link detailsMarkdown}, as plain text with the buttons. */
export function detailsPlainText(notification: Notification, { times, typeName }: DetailContext): string {
  const { others, typeId, date, buttons } = notification;
  const heading = [
    authorsText(
      authorName(notification),
      others.map(({ id, name }) => name ?? `#${id}`),
    ),
    ...nameAsList(typeName(typeId)),
    times.exact(date),
  ];
  return [
    heading.join('\n'),
    contentPlainText({ ...notification, text: textWithoutAuthor(notification) }, times.exact) || l10n.t('(no text)'),
    ...(buttons.length === 0 ? [] : [decisionButtonsText(buttons.map(({ label }) => label))]),
  ].join('\n\n');
}

/** `labels` are Markdown if the result becomes Markdown. */
export function decisionButtonsText(labels: readonly string[]): string {
  return l10n.t('Waiting for your decision: {0}', labels.join(' · '));
}

function authorsText(author: string, others: readonly string[], more = 0): string {
  if (others.length === 0) return author;
  return more > 0
    ? l10n.t('{0}, {1}, and {2} more', author, formatList(others), more)
    : l10n.t('{0} and {1}', author, formatList(others));
}

function profileLink({ id, name }: Author | OtherAuthor, origin: string): string {
  return markdownLink(escapeSingleLine(name ?? `#${id}`), `${origin}/company/personal/user/${id}/`);
}

function nameAsList(name: string): readonly string[] {
  return name === '' ? [] : [name];
}

/** Returns a Markdown block in which only `http(s)` links are active: pictures are links, too. */
function attachmentMarkdown(attachment: Attachment, formatTime: FormatTime): string {
  switch (attachment.kind) {
    case 'message':
      return toMarkdown(attachment.text, formatTime).trim();
    case 'link': {
      const { name, href, description, preview } = attachment;
      const lines = [
        markdownLink(escapeSingleLine(name), href),
        toMarkdown(description, formatTime).trim(),
        preview === undefined ? '' : markdownLink(escapeMarkdown(l10n.t('Picture')), preview),
      ];
      return lines.filter(line => line !== '').join(LINE_BREAK);
    }
    case 'user':
      return markdownLink(escapeSingleLine(attachment.name), attachment.href ?? '');
    case 'grid':
      return table(attachment.cells.flatMap(cell => cellRows(cell, formatTime)));
    case 'image':
      return l10n.t('Picture: {0}', markdownLink(escapeSingleLine(attachment.name), attachment.href));
    case 'file': {
      const { name, href, size } = attachment;
      const link = markdownLink(escapeSingleLine(name), href);
      return size === undefined
        ? l10n.t('File: {0}', link)
        : l10n.t('File: {0}, {1}', link, escapeMarkdown(formatFileSize(size, env.language)));
    }
    case 'delimiter':
      return '---';
  }
}

/** A Markdown table needs a header row: an empty one takes up the least space. */
function table(rows: readonly (readonly string[])[]): string {
  const lines = [['', ''], ['---', '---'], ...rows].map(cells => `| ${cells.join(' | ')} |`);
  return rows.length === 0 ? '' : lines.join('\n');
}

/** A table cell can't contain a line break, so each line of a value gets its own row. */
function cellRows({ name, value, href }: GridCell, formatTime: FormatTime): readonly (readonly string[])[] {
  const inline = withoutBlocks(value);
  const title = name.trim() === '' ? '' : `**${escapeSingleLine(name)}**`;
  const text: RichText =
    href === undefined || inline.length === 0 ? inline : [{ kind: 'link', href, children: inline }];
  const [first = '', ...others] = toMarkdown(text, formatTime)
    .split(/[\r\n]/)
    .map(line => line.trim())
    .filter(line => line !== '');
  const heading = inline.length === 0 && href !== undefined ? markdownLink(title, href) : title;
  return [[heading, first], ...others.map(line => ['', line])];
}

/** Replaces quotes and code with plain text: a table cell can't contain blocks, and a `|` ends it even in code. */
function withoutBlocks(text: RichText): RichText {
  return text.flatMap((node): RichText => {
    switch (node.kind) {
      case 'code':
        return node.text
          .split('\n')
          .flatMap((line, index): RichText => [
            ...(index > 0 ? [{ kind: 'break' } as const] : []),
            { kind: 'text', text: line },
          ]);
      case 'quote':
        return [{ kind: 'break' }, ...withoutBlocks(node.children), { kind: 'break' }];
      case 'styled':
      case 'link':
        return [{ ...node, children: withoutBlocks(node.children) }];
      default:
        return [node];
    }
  });
}

/** Returns a notification's content as plain text, line by line; an attachment's address follows its name. */
export function contentPlainText(
  notification: Pick<Notification, 'text' | 'component' | 'attachments'>,
  formatTime: FormatTime,
): string {
  return [
    toPlainText(notification.text, formatTime),
    ...blocksOf(notification).map(block => attachmentPlainText(block, formatTime)),
  ]
    .filter(part => part.trim() !== '')
    .join('\n\n')
    .trimEnd();
}

function attachmentPlainText(attachment: Attachment, formatTime: FormatTime): string {
  switch (attachment.kind) {
    case 'message':
      return toPlainText(attachment.text, formatTime);
    case 'link':
      return [nameAndAddress(attachment), toPlainText(attachment.description, formatTime)].join('\n').trim();
    case 'user':
      return attachment.name;
    case 'grid':
      return attachment.cells
        .map(({ name, value }) => {
          const text = toPlainText(value, formatTime);
          return name === '' || text === '' ? name + text : l10n.t('{0}: {1}', name, text);
        })
        .join('\n');
    case 'image':
      return nameAndAddress(attachment);
    case 'file': {
      const { name, href, size } = attachment;
      return size === undefined
        ? nameAndAddress(attachment)
        : nameAndAddress({ name: l10n.t('{0} ({1})', name, formatFileSize(size, env.language)), href });
    }
    case 'delimiter':
      return '';
  }
}

function nameAndAddress({ name, href }: { readonly name: string; readonly href: string }): string {
  return name === href || name === '' ? href : `${name} ${href}`;
}

const BYTES_PER_KILOBYTE = 1024;
const SIZE_UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

/** Formats a file size: `512 bytes`, `20 kB`, `1.5 MB`. */
export function formatFileSize(bytes: number, language: string): string {
  let size = bytes;
  let power = 0;
  while (size >= BYTES_PER_KILOBYTE && power < SIZE_UNITS.length - 1) {
    size /= BYTES_PER_KILOBYTE;
    power++;
  }
  const format = new Intl.NumberFormat(language, {
    style: 'unit',
    unit: SIZE_UNITS[power],
    unitDisplay: power === 0 ? 'long' : 'short',
    maximumFractionDigits: 1,
  });
  return format.format(size);
}
