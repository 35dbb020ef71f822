import type { Attachment, GridCell } from '../../model/notification/notification';
import type { RichText } from '../../model/notification/richText';
import type { DetailTexts } from './detailTexts';
import { escapeMarkdown, LINE_BREAK, markdownLink, toMarkdown } from './markdown';

type FormatTime = (at: number) => string;

/** Returns a Markdown block in which only `http(s)` links are active: pictures are links, too. */
export function attachmentMarkdown(
  attachment: Attachment,
  formatTime: FormatTime,
  words: DetailTexts,
): string {
  switch (attachment.kind) {
    case 'message':
      return toMarkdown(attachment.text, formatTime).trim();
    case 'link': {
      const { name, href, description, preview } = attachment;
      const lines = [
        markdownLink(escapeSingleLine(name), href),
        toMarkdown(description, formatTime).trim(),
        preview === undefined ? '' : markdownLink(escapeMarkdown(words.picture), preview),
      ];
      return lines.filter(line => line !== '').join(LINE_BREAK);
    }
    case 'user':
      return attachment.href === undefined
        ? escapeSingleLine(attachment.name)
        : markdownLink(escapeSingleLine(attachment.name), attachment.href);
    case 'grid':
      return table(attachment.cells.flatMap(cell => cellRows(cell, formatTime)));
    case 'image':
      return words.image(markdownLink(escapeSingleLine(attachment.name), attachment.href));
    case 'file': {
      const { name, href, size } = attachment;
      const file = words.file(markdownLink(escapeSingleLine(name), href));
      return size === undefined ? file : `${file}, ${escapeMarkdown(words.size(size))}`;
    }
    case 'delimiter':
      return '---';
  }
}

/** Returns a name on one line, escaped for Markdown. */
export function escapeSingleLine(name: string): string {
  return escapeMarkdown(name.replace(/\s+/g, ' ').trim());
}

/** A Markdown table needs a header row: an empty one takes up the least space. */
function table(rows: readonly (readonly string[])[]): string {
  const lines = [['', ''], ['---', '---'], ...rows].map(cells => `| ${cells.join(' | ')} |`);
  return rows.length === 0 ? '' : lines.join('\n');
}

/** A table cell can't contain a line break, so each line of a value gets its own row. */
function cellRows({ name, value, href }: GridCell, formatTime: FormatTime): readonly (readonly string[])[] {
  const inline = withoutBlocks(value);
  const isNamed = name.trim() !== '';
  const title = isNamed ? `**${escapeSingleLine(name)}**` : '';
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
