import MarkdownIt from 'markdown-it';
import type { Token } from 'markdown-it';

/** What a reader of Markdown makes of a text. */
export interface Reading {
  /** All words, without markup; what separates them is one space. */
  readonly words: string;
  readonly links: readonly string[];
  /** What the links say of themselves where the mouse rests on them. */
  readonly titles: readonly string[];
  /** The kinds of everything found, in the reader's own names. */
  readonly kinds: ReadonlySet<string>;
}

/** More daring than VS Code: HTML counts, bare addresses are links, and so is every kind of address. */
const reader = new MarkdownIt({ html: true, linkify: true });
reader.validateLink = () => true;

export function read(markdown: string): Reading {
  const tokens = reader.parse(markdown, {}).flatMap(token => [token, ...(token.children ?? [])]);
  const links = tokens.filter(({ type }) => type === 'link_open');
  return {
    words: spaced(tokens.map(wordsOf).join('')),
    links: links.map(token => token.attrGet('href') ?? ''),
    titles: links.map(token => token.attrGet('title') ?? ''),
    kinds: new Set(tokens.map(({ type }) => type)),
  };
}

/** Runs of whitespace as one space, none around; word joiners are not seen. */
export function spaced(words: string): string {
  return words
    .replace(/\u2060/g, '')
    .replace(/\s+/gu, ' ')
    .trim();
}

function wordsOf({ type, content }: Token): string {
  switch (type) {
    case 'text':
    case 'code_inline':
    case 'fence':
    case 'code_block':
    case 'html_inline':
    case 'html_block':
      return content;
    case 'softbreak':
    case 'hardbreak':
      return '\n';
    default:
      return type.endsWith('_close') && !['em_close', 'strong_close', 's_close', 'link_close'].includes(type)
        ? '\n'
        : '';
  }
}

/** The same numbers for the same seed: what a test finds once, it finds again. */
export function randomNumbers(seed: number): (below: number) => number {
  let state = seed;
  return below => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}
