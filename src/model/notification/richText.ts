/** A portal's text with its BBCode parsed. Links are always absolute `https:` or `http:` URLs. */
export type RichText = readonly RichTextNode[];

export type TextStyle = 'bold' | 'italic' | 'underline' | 'strike';

export type RichTextNode =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'break' }
  | { readonly kind: 'code'; readonly text: string }
  /** `at`: milliseconds since the epoch. */
  | { readonly kind: 'time'; readonly at: number }
  | { readonly kind: 'styled'; readonly style: TextStyle; readonly children: RichText }
  | { readonly kind: 'quote'; readonly children: RichText }
  | RichTextLink;

export interface RichTextLink {
  readonly kind: 'link';
  readonly href: string;
  readonly children: RichText;
}

/** Returns plain text on one line, for rows, prompts and screen readers. `formatTime` takes milliseconds. */
export function toSingleLineText(text: RichText, formatTime: (at: number) => string): string {
  return words(text, formatTime, ' ').replace(/\s+/gu, ' ').trim();
}

/** Returns plain text for the clipboard, with quotes marked by `>` and never two empty lines in a row. */
export function toPlainText(text: RichText, formatTime: (at: number) => string): string {
  const lines = words(text, formatTime, '> ')
    .split('\n')
    .map(line => line.trimEnd());
  return lines
    .filter((line, index) => line !== '' || (index > 0 && lines[index - 1] !== ''))
    .join('\n')
    .trimEnd();
}

/** Returns all links, in text order. */
export function findLinks(text: RichText): readonly RichTextLink[] {
  return text.flatMap(node => {
    switch (node.kind) {
      case 'link':
        return [node, ...findLinks(node.children)];
      case 'styled':
      case 'quote':
        return findLinks(node.children);
      default:
        return [];
    }
  });
}

/** Returns the URLs of all links, in text order. */
export function findLinkUrls(text: RichText): readonly string[] {
  return findLinks(text).map(({ href }) => href);
}

/** Words longer than this are not looked for in others, as that takes long. */
export const MAX_SEARCHED_LENGTH = 500;

/** Returns where the words first stand in the text without being a part of longer ones; -1 if nowhere. */
export function indexOfWords(text: string, words: string): number {
  if (words === '' || words.length > MAX_SEARCHED_LENGTH) return -1;
  for (let start = text.indexOf(words); start >= 0; start = text.indexOf(words, start + 1)) {
    const end = start + words.length;
    const isPart = /[\p{L}\p{M}\p{N}]$/u.test(text.slice(Math.max(0, start - 2), start));
    if (!isPart && !/^[\p{L}\p{M}\p{N}]/u.test(text.slice(end, end + 2))) return start;
  }
  return -1;
}

/** `quoteMark` is prepended to every line of a quote. */
function words(text: RichText, formatTime: (at: number) => string, quoteMark: string): string {
  return text
    .map(node => {
      switch (node.kind) {
        case 'text':
          return node.text;
        case 'code':
          return node.text;
        case 'break':
          return '\n';
        case 'time':
          return formatTime(node.at);
        case 'quote':
          return `\n${words(node.children, formatTime, quoteMark).replace(/^/gm, quoteMark)}\n`;
        case 'styled':
        case 'link':
          return words(node.children, formatTime, quoteMark);
      }
    })
    .join('');
}
