import type { RichText, TextNode, TextStyle } from '../model/richText';

const LINE_BREAK = '  \n';

/** Underlining has no Markdown. */
const MARKS: Readonly<Record<TextStyle, string>> = { bold: '**', italic: '_', strike: '~~', underline: '' };

/**
 * The text as Markdown in which nothing is active but its own `http(s)` links: no HTML, no commands, no images, no
 * icons. `formatTime` takes milliseconds.
 */
export function toMarkdown(text: RichText, formatTime: (at: number) => string): string {
  return text
    .map((node, index) => {
      const markdown = nodeToMarkdown(node, formatTime);
      const isLineStart = index === 0 || text[index - 1]?.kind === 'break';
      return isLineStart ? markdown.replace(/^ +/, spaces => '&nbsp;'.repeat(spaces.length)) : markdown;
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
      return marked(toMarkdown(node.children, formatTime), MARKS[node.style]);
    case 'quote':
      return quoted(toMarkdown(node.children, formatTime));
    case 'link':
      return `[${linkWords(node.children, formatTime)}](<${node.href.replace(/[\\<>]/g, encodeURIComponent)}>)`;
  }
}

/** Emphasis may neither begin nor end with a space, nor run over a line's end. */
function marked(markdown: string, mark: string): string {
  return markdown
    .split(LINE_BREAK)
    .map(line => {
      const [, before = '', words = '', after = ''] = /^(\s*)(.*?)(\s*)$/s.exec(line) ?? [];
      return words === '' ? line : `${before}${mark}${words}${mark}${after}`;
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
        case 'code':
          return escapeMarkdown(node.text.replace(/\n/g, ' '));
        default:
          return nodeToMarkdown(node, formatTime);
      }
    })
    .join('');
}
