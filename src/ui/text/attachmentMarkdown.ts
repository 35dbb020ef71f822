import type { Attachment, GridCell } from '../../model/attachment';
import type { RichText } from '../../model/richText';
import type { DetailWords } from './detailWords';
import { LINE_BREAK, escapeMarkdown, markdownLink, toMarkdown } from './markdown';

type FormatTime = (at: number) => string;

/** A block of Markdown, as inert as a text: pictures are links. */
export function attachmentMarkdown(
  attachment: Attachment,
  formatTime: FormatTime,
  words: DetailWords,
): string {
  switch (attachment.kind) {
    case 'message':
      return toMarkdown(attachment.text, formatTime).trim();
    case 'link': {
      const { name, href, description, preview } = attachment;
      const lines = [
        markdownLink(label(name), href),
        toMarkdown(description, formatTime).trim(),
        preview === undefined ? '' : markdownLink(escapeMarkdown(words.picture), preview),
      ];
      return lines.filter(line => line !== '').join(LINE_BREAK);
    }
    case 'user':
      return attachment.href === undefined
        ? label(attachment.name)
        : markdownLink(label(attachment.name), attachment.href);
    case 'grid':
      return table(attachment.cells.flatMap(cell => cellRows(cell, formatTime)));
    case 'image':
      return words.image(markdownLink(label(attachment.name), attachment.href));
    case 'file': {
      const { name, href, size } = attachment;
      const file = words.file(markdownLink(label(name), href));
      return size === undefined ? file : `${file}, ${escapeMarkdown(words.size(size))}`;
    }
    case 'delimiter':
      return '---';
  }
}

/** A name, on one line and as words. */
export function label(name: string): string {
  return escapeMarkdown(name.replace(/\s+/g, ' ').trim());
}

/** Markdown has no table without a heading: an empty one takes the least room. */
function table(rows: readonly (readonly string[])[]): string {
  const lines = [['', ''], ['---', '---'], ...rows].map(cells => `| ${cells.join(' | ')} |`);
  return rows.length === 0 ? '' : lines.join('\n');
}

/** A cell ends with its line: each line of a value has a row of its own. */
function cellRows({ name, value, href }: GridCell, formatTime: FormatTime): readonly (readonly string[])[] {
  const inline = withoutBlocks(value);
  const isNamed = name.trim() !== '';
  const title = isNamed ? `**${label(name)}**` : '';
  const text: RichText =
    href === undefined || inline.length === 0 ? inline : [{ kind: 'link', href, children: inline }];
  const [first = '', ...others] = toMarkdown(text, formatTime)
    .split(/[\r\n]/)
    .map(line => line.trim())
    .filter(line => line !== '');
  const heading = inline.length === 0 && href !== undefined ? markdownLink(title, href) : title;
  return [[heading, first], ...others.map(line => ['', line])];
}

/** Quotes and code as words: a table's cell holds no blocks, and a `|` ends it even in code. */
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
