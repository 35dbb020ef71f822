import { createLexer } from '@bbob/parser';
import { plainText } from '../model/richText';
import type { RichText, TextNode, TextStyle } from '../model/richText';

const STYLES: Readonly<Record<string, TextStyle>> = { b: 'bold', i: 'italic', u: 'underline', s: 'strike' };

/** Tags around something ("Message formatting" in the REST documentation); of most only what they hold matters here. */
const PAIRED = new Set(
  'b i u s size color url user chat context send put call img code dialog quote'.split(' '),
);
/** Tags that stand alone. */
const SINGLE = new Set('br icon timestamp disk rating attach pch'.split(' '));

/** Deeper nesting than any person writes: below it the words stay and the markup goes. */
const MAX_DEPTH = 32;

/** What the lexer makes, as far as it is used here; its own type leaves the methods out. */
interface Token {
  isText(): boolean;
  isTag(): boolean;
  getValue(): string;
  getStart(): number;
  getEnd(): number;
}

/** A tag that is open: what it holds so far. */
interface Frame {
  readonly name: string;
  /** The tag as it was typed, should it never be closed. */
  readonly raw: string;
  readonly value: string;
  readonly children: TextNode[];
}

/**
 * Reads a portal's BBCode. Relative links are resolved against `origin` (`https://portal.example`); what is not
 * `http(s)` is no link; other tags and unclosed ones stay as typed. Never throws.
 */
export function readBbCode(text: string, origin: string): RichText {
  const source = withQuotes(text);
  const root: Frame = { name: '', raw: '', value: '', children: [] };
  const open: Frame[] = [root];
  const top = (): Frame => open.at(-1) ?? root;

  const close = (name: string, raw: string): void => {
    const depth = open.findLastIndex(frame => frame.name === name);
    if (depth < 1) {
      append(top().children, raw);
      return;
    }
    leaveUnclosed(depth);
    const frame = open.pop() ?? root;
    const nodes = open.length > MAX_DEPTH ? frame.children : pairedNodes(frame, origin);
    appendAll(top().children, nodes);
  };
  const leaveUnclosed = (above: number): void => {
    for (const { raw, children } of open.splice(above + 1)) {
      append(top().children, raw);
      appendAll(top().children, children);
    }
  };

  const lexer = createLexer(source, { caseFreeTags: true, contextFreeTags: ['code'] });
  for (const token of lexer.tokenize() as unknown as readonly Token[]) {
    if (token.isText()) {
      append(top().children, token.getValue());
    } else if (token.isTag()) {
      const raw = source.slice(token.getStart(), token.getEnd());
      const [, slash, name = '', value = ''] = /^\[(\/?)(\w+)[= ]?([^]*)\]$/.exec(raw) ?? [];
      const known = name.toLowerCase();
      if (slash === '/') {
        close(known, raw);
      } else if (PAIRED.has(known)) {
        open.push({ name: known, raw, value, children: [] });
      } else if (SINGLE.has(known)) {
        appendAll(top().children, singleNodes(known, value));
      } else {
        append(top().children, raw);
      }
    }
  }
  leaveUnclosed(0);
  return root.children;
}

/** Quotes are drawn in the text: blocks between lines of 54 dashes, and lines that begin with `>>`. */
function withQuotes(text: string): string {
  return text
    .replace(/^-{54}\n([^]*?)\n-{54}(?:\n|$)/gm, '[quote]$1[/quote]')
    .replace(/\[code\][^]*?\[\/code\]|(?:^>>.*(?:\n|$))+/gim, part =>
      part.startsWith('[') ? part : `[quote]${part.replace(/^>>/gm, '').trimEnd()}[/quote]`,
    );
}

function pairedNodes({ name, value, children }: Frame, origin: string): RichText {
  const style = STYLES[name];
  if (style !== undefined) {
    return children.length === 0 ? [] : [{ kind: 'styled', style, children }];
  }
  switch (name) {
    case 'code': {
      const words = children.map(typed).join('').trim();
      return words === '' ? [] : [{ kind: 'code', text: words }];
    }
    case 'quote':
      return [{ kind: 'quote', children }];
    case 'url':
      return link(value === '' ? wordsIn(children) : value, children, origin);
    case 'user':
      return /^\d/.test(value)
        ? link(`/company/personal/user/${String(Number.parseInt(value, 10))}/`, children, origin)
        : children;
    case 'img': {
      const address = wordsIn(children);
      return link(address, [{ kind: 'text', text: lastPart(address) }], origin);
    }
    default:
      return children;
  }
}

function singleNodes(name: string, value: string): RichText {
  switch (name) {
    case 'br':
      return [{ kind: 'break' }];
    case 'icon': {
      const title = /title=(.+)$/i.exec(value)?.[1];
      return title === undefined ? [] : [{ kind: 'text', text: title }];
    }
    case 'timestamp': {
      const at = Number.parseInt(value, 10) * 1000;
      return Math.abs(at) <= 8.64e15 ? [{ kind: 'time', at }] : [];
    }
    default:
      return [];
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
  return url.username === '' ? url.href : undefined;
}

/** The lexer cuts text at every space: here runs of it become one again, and line feeds breaks. */
function append(children: TextNode[], text: string): void {
  for (const [index, line] of text.split('\n').entries()) {
    if (index > 0) {
      children.push({ kind: 'break' });
    }
    const last = children.at(-1);
    if (last?.kind === 'text') {
      children[children.length - 1] = { kind: 'text', text: last.text + line };
    } else if (line !== '') {
      children.push({ kind: 'text', text: line });
    }
  }
}

function appendAll(children: TextNode[], nodes: RichText): void {
  for (const node of nodes) {
    if (node.kind === 'text') {
      append(children, node.text);
    } else {
      children.push(node);
    }
  }
}

function typed(node: TextNode): string {
  return node.kind === 'text' ? node.text : '\n';
}

function wordsIn(children: RichText): string {
  return plainText(children, String);
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
