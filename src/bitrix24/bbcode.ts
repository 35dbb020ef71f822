import { parse } from '@bbob/parser';
import type { RichText, TextNode, TextStyle } from '../model/richText';

/** The parser's tree, as far as it is used here. */
type BbNode = string | number | BbTag | null | undefined | readonly BbNode[];
interface BbTag {
  readonly tag: string;
  readonly attrs?: Readonly<Record<string, unknown>>;
  readonly content?: BbNode;
}

/** The tags a notification's text can hold ("Message formatting" in the REST documentation); others stay as typed. */
const TAGS = (
  'b i u s size color url user chat context send put call img icon code disk timestamp dialog rating attach ' +
  'pch br quote'
).split(' ');

const STYLES: Readonly<Record<string, TextStyle>> = { b: 'bold', i: 'italic', u: 'underline', s: 'strike' };

/** Deeper nesting than any person writes: below it the words stay and the markup goes. */
const MAX_DEPTH = 32;

/**
 * Reads a portal's BBCode. Relative links are resolved against `origin` (`https://portal.example`); what is not
 * `http(s)` is no link. Never throws.
 */
export function readBbCode(text: string, origin: string): RichText {
  const tree = parse(withQuotes(text), {
    onlyAllowTags: TAGS,
    caseFreeTags: true,
    contextFreeTags: ['code'],
  }) as BbNode;
  return merged(nodes(tree, origin, 0));
}

/** Quotes are drawn in the text: blocks between lines of 54 dashes, and lines that begin with `>>`. */
function withQuotes(text: string): string {
  return text
    .replace(/^-{54}\n([^]*?)\n-{54}(?:\n|$)/gm, '[quote]$1[/quote]')
    .replace(/(?:^>>.*(?:\n|$))+/gm, lines => `[quote]${lines.replace(/^>>/gm, '').trimEnd()}[/quote]`);
}

function nodes(node: BbNode, origin: string, depth: number): RichText {
  if (node === null || node === undefined) {
    return [];
  }
  if (typeof node === 'string' || typeof node === 'number') {
    return textNodes(String(node));
  }
  if (Array.isArray(node)) {
    return node.flatMap((child: BbNode) => nodes(child, origin, depth));
  }
  return depth < MAX_DEPTH ? tagNodes(node as BbTag, origin, depth + 1) : textNodes(rawWords(node as BbTag));
}

function textNodes(text: string): RichText {
  return text
    .split('\n')
    .flatMap((line, index): TextNode[] => [
      ...(index > 0 ? [{ kind: 'break' } as const] : []),
      ...(line === '' ? [] : [{ kind: 'text', text: line } as const]),
    ]);
}

function tagNodes(tag: BbTag, origin: string, depth: number): RichText {
  const children = merged(nodes(tag.content, origin, depth));
  const name = tag.tag.toLowerCase();
  const value = attribute(tag);
  const style = STYLES[name];
  if (style !== undefined) {
    return children.length === 0 ? [] : [{ kind: 'styled', style, children }];
  }
  switch (name) {
    case 'br':
      return [{ kind: 'break' }];
    case 'code':
      return [{ kind: 'code', text: rawWords(tag).trim() }];
    case 'quote':
      return [{ kind: 'quote', children }];
    case 'url':
      return link(value === '' ? rawWords(tag) : value, children, origin);
    case 'user':
      return /^\d+/.test(value)
        ? link(`/company/personal/user/${String(Number.parseInt(value, 10))}/`, children, origin)
        : children;
    case 'img': {
      const address = rawWords(tag).trim();
      return link(address, [{ kind: 'text', text: lastPart(address) }], origin);
    }
    case 'icon':
      return textNodes(/title=(.+)$/i.exec(value)?.[1] ?? '');
    case 'timestamp': {
      const at = Number.parseInt(value, 10) * 1000;
      return Number.isSafeInteger(at) && Math.abs(at) <= 8.64e15 ? [{ kind: 'time', at }] : [];
    }
    default:
      return children;
  }
}

function link(address: string, children: RichText, origin: string): RichText {
  const href = absoluteLink(address, origin);
  if (href === undefined) {
    return children;
  }
  return [{ kind: 'link', href, children: children.length > 0 ? children : [{ kind: 'text', text: href }] }];
}

/** The `http(s)` address that a portal's link leads to, or `undefined`. */
export function absoluteLink(address: string, origin: string): string | undefined {
  const trimmed = address.trim().replace(/^(["'])(.*)\1$/, '$2');
  if (!/^(https?:\/\/|\/)/i.test(trimmed) || !URL.canParse(trimmed, origin)) {
    return undefined;
  }
  const url = new URL(trimmed, origin);
  return ['http:', 'https:'].includes(url.protocol) && url.username === '' ? url.href : undefined;
}

/** What stands behind the tag's `=`; the parser keeps it as a key, or spreads it over several. */
function attribute(tag: BbTag): string {
  return Object.entries(tag.attrs ?? {})
    .map(([key, value]) => (key === value ? key : `${key}=${String(value)}`))
    .join(' ');
}

/** All the words below a tag, without recursion: nesting may be thousands deep. */
function rawWords(tag: BbTag): string {
  const words: string[] = [];
  const rest: BbNode[] = [tag.content];
  while (rest.length > 0) {
    const node = rest.pop();
    if (typeof node === 'string' || typeof node === 'number') {
      words.push(String(node));
    } else if (Array.isArray(node)) {
      for (let index = node.length - 1; index >= 0; index--) {
        rest.push((node as readonly BbNode[])[index]);
      }
    } else if (node !== null && node !== undefined) {
      rest.push((node as BbTag).content);
    }
  }
  return words.join('');
}

function lastPart(address: string): string {
  return (
    address
      .replace(/[?#].*$/, '')
      .split('/')
      .filter(Boolean)
      .at(-1) ?? address
  );
}

/** The parser cuts text at every space; here runs of it become one again. */
function merged(list: readonly TextNode[]): RichText {
  const result: TextNode[] = [];
  for (const node of list) {
    const last = result.at(-1);
    if (node.kind === 'text' && last?.kind === 'text') {
      result[result.length - 1] = { kind: 'text', text: last.text + node.text };
    } else {
      result.push(node);
    }
  }
  return result;
}
