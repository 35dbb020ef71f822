import type { RichText, RichTextNode, TextStyle } from '../../model/notification/richText';
import { WORD_JOINER } from '../../model/sanitizeText';
import { parseWebUrl } from '../../model/webUrl';

type Styled = Extract<RichTextNode, { kind: 'styled' }>;

/**
 * Returns the text without blocks inside styles: Markdown emphasis can't span a block, and a block must start its own
 * line. A style ends before a code block and resumes after it; for a quote it is moved inside.
 */
function liftBlocksOutOfStyles(text: RichText): RichText {
  return text.flatMap((node): RichText => {
    switch (node.kind) {
      case 'styled':
        return liftBlocks(node, liftBlocksOutOfStyles(node.children));
      case 'quote':
        return [{ ...node, children: liftBlocksOutOfStyles(node.children) }];
      default:
        return [node];
    }
  });
}

function liftBlocks(style: Styled, children: RichText): RichText {
  const nodes: RichTextNode[] = [];
  let inline: RichTextNode[] = [];
  const end = (): void => {
    if (inline.length > 0) {
      nodes.push({ ...style, children: inline });
      inline = [];
    }
  };
  for (const node of children) {
    if (node.kind === 'quote') {
      end();
      nodes.push({ ...node, children: liftBlocks(style, node.children) });
    } else if (node.kind === 'code' && node.text.includes('\n')) {
      end();
      nodes.push(node);
    } else {
      inline.push(node);
    }
  }
  end();
  return nodes;
}

/** A line break within a paragraph. */
export const LINE_BREAK = '  \n';

/** Markdown has no underlining. */
const MARKS: Readonly<Record<TextStyle, string>> = { bold: '**', italic: '*', strike: '~~', underline: '' };

/**
 * Returns the text as Markdown in which only its own `http(s)` links are active: no HTML, no commands, no images, no
 * icons. `formatTime` takes milliseconds since the epoch.
 */
export function toMarkdown(text: RichText, formatTime: (at: number) => string): string {
  return nodesToMarkdown(liftBlocksOutOfStyles(text), formatTime);
}

function nodesToMarkdown(text: RichText, formatTime: (at: number) => string): string {
  return text
    .map((node, index) => {
      const markdown = nodeToMarkdown(node, formatTime);
      const before = text[index - 1]?.kind;
      if (before === undefined || before === 'break') {
        return markdown.replace(/^[ \t]+/, indent => '&nbsp;'.repeat(indent.length));
      }
      return before === 'styled' && node.kind === 'styled' ? WORD_JOINER + markdown : markdown;
    })
    .join('');
}

/** Escapes a text so that Markdown shows it literally. */
export function escapeMarkdown(text: string): string {
  return text
    .replace(/[\\`*_{}[\]()#+\-.!|~$@:/="'^]/g, '\\$&')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;');
}

/** Returns a name on one line, escaped for Markdown. */
export function escapeSingleLine(name: string): string {
  return escapeMarkdown(name.replace(/\s+/g, ' ').trim());
}

/** Returns a link to an `http(s)` address, or only `words` for any other address. `words` is already Markdown. */
export function markdownLink(words: string, href: string): string {
  if (!/^https?:\/\//i.test(href) || parseWebUrl(href) === undefined) return words;
  return `[${words.trim() === '' ? escapeMarkdown(href) : words}](<${linkAddress(href)}>)`;
}

function nodeToMarkdown(node: RichTextNode, formatTime: (at: number) => string): string {
  switch (node.kind) {
    case 'text':
      return escapeMarkdown(node.text);
    case 'break':
      return LINE_BREAK;
    case 'time':
      return escapeMarkdown(formatTime(node.at));
    case 'code':
      return code(node.text);
    case 'styled':
      return marked(nodesToMarkdown(node.children, formatTime), MARKS[node.style]);
    case 'quote':
      return quoted(nodesToMarkdown(node.children, formatTime));
    case 'link':
      return markdownLink(linkText(node.children, formatTime), node.href);
  }
}

/**
 * Emphasis must not start or end with a space, nor span lines. If it starts or ends with punctuation, Markdown only
 * recognizes it next to a letter if there is an invisible character inside the mark.
 */
function marked(markdown: string, mark: string): string {
  return markdown
    .split(LINE_BREAK)
    .map(line => {
      const words = line.trim();
      const before = line.slice(0, line.indexOf(words));
      const after = line.slice(before.length + words.length);
      const start = /^[\p{L}\p{N}]/u.test(words) ? '' : WORD_JOINER;
      const end = /[\p{L}\p{N}]$/u.test(words) ? '' : WORD_JOINER;
      return words === '' || mark === '' ? line : before + mark + start + words + end + mark + after;
    })
    .join(LINE_BREAK);
}

function quoted(markdown: string): string {
  const lines = markdown.split('\n').map(line => `> ${line}`);
  return `\n\n${lines.join('\n')}\n\n`;
}

/** Uses a fence that is longer than any run of backticks in the code. */
function code(text: string): string {
  const longest = Math.max(0, ...Array.from(text.matchAll(/`+/g), ([run]) => run.length));
  const fence = '`'.repeat(Math.max(3, longest + 1));
  return text.includes('\n') ? `\n\n${fence}text\n${text}\n${fence}\n\n` : `${fence} ${text} ${fence}`;
}

/** Encodes whatever would end the address or a table cell, or be parsed as an entity. */
function linkAddress(href: string): string {
  return href.replace(/[\\<>|\s]/g, encodeURIComponent).replace(/(&#?\w+);/g, '$1%3B');
}

/** A link can't contain another link or a line break. */
function linkText(children: RichText, formatTime: (at: number) => string): string {
  return children
    .map(node => {
      switch (node.kind) {
        case 'break':
          return ' ';
        case 'link':
        case 'quote':
          return linkText(node.children, formatTime);
        case 'styled':
          return marked(linkText(node.children, formatTime), MARKS[node.style]);
        case 'code':
          return escapeMarkdown(node.text.replace(/\n/g, ' '));
        default:
          return nodeToMarkdown(node, formatTime);
      }
    })
    .join('');
}
