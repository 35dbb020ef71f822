import type { RichText, TextNode, TextStyle } from '../../model/richText';
import { WORD_JOINER } from '../../model/wordJoiner';
import { blocksApart } from './blocksApart';

/** Ends a line within a paragraph. */
export const LINE_BREAK = '  \n';

/** Underlining has no Markdown. */
const MARKS: Readonly<Record<TextStyle, string>> = { bold: '**', italic: '*', strike: '~~', underline: '' };

/**
 * The text as Markdown in which nothing is active but its own `http(s)` links: no HTML, no commands, no images, no
 * icons. `formatTime` takes milliseconds.
 */
export function toMarkdown(text: RichText, formatTime: (at: number) => string): string {
  return nodesToMarkdown(blocksApart(text), formatTime);
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

/** Words, and nothing but words, in Markdown. */
export function escapeMarkdown(text: string): string {
  return text
    .replace(/[\\`*_{}[\]()#+\-.!|~$@:/="'^]/g, '\\$&')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;');
}

/** A link to an `http(s)` address, the words being Markdown already; to any other address there is none. */
export function markdownLink(words: string, href: string): string {
  if (!/^https?:\/\//i.test(href)) {
    return words;
  }
  return `[${words.trim() === '' ? escapeMarkdown(href) : words}](<${linkAddress(href)}>)`;
}

function nodeToMarkdown(node: TextNode, formatTime: (at: number) => string): string {
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
      return markdownLink(linkWords(node.children, formatTime), node.href);
  }
}

/**
 * Emphasis may neither begin nor end with a space, nor run over a line's end; where a sign stands at its edge,
 * Markdown sees it beside a letter only if something unseen lies between.
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

/** A fence longer than any run of backticks inside. */
function code(text: string): string {
  const longest = Math.max(0, ...Array.from(text.matchAll(/`+/g), ([run]) => run.length));
  const fence = '`'.repeat(Math.max(3, longest + 1));
  return text.includes('\n') ? `\n\n${fence}text\n${text}\n${fence}\n\n` : `${fence} ${text} ${fence}`;
}

/** What would end the address or a table's cell, or be read as an entity, is encoded. */
function linkAddress(href: string): string {
  return href.replace(/[\\<>|\s]/g, encodeURIComponent).replace(/(&#?\w+);/g, '$1%3B');
}

/** A link holds neither another link nor a line's end. */
function linkWords(children: RichText, formatTime: (at: number) => string): string {
  return children
    .map(node => {
      switch (node.kind) {
        case 'break':
          return ' ';
        case 'link':
        case 'quote':
          return linkWords(node.children, formatTime);
        case 'styled':
          return marked(linkWords(node.children, formatTime), MARKS[node.style]);
        case 'code':
          return escapeMarkdown(node.text.replace(/\n/g, ' '));
        default:
          return nodeToMarkdown(node, formatTime);
      }
    })
    .join('');
}
