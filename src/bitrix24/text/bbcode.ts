import { type RichText, type RichTextNode, type TextStyle, toSingleLineText } from '../../model/notification/richText';
import { lastPathSegment, profilePath, resolveHttpUrl } from './links';
import { appendCode, appendNodes, appendTextLines, normalizeRichText } from './richTextBuilder';

const CODE_END = '[/code]';

/**
 * Finds where the first `[/code]` at or after a position starts. Positions must not decrease, as the text is scanned
 * once.
 */
function codeEndFinder(text: string): (position: number) => number | undefined {
  const starts = Array.from(text.matchAll(/\[\/code\]/gi), ({ index }) => index);
  let next = 0;
  return position => {
    while ((starts[next] ?? Infinity) < position) {
      next++;
    }
    return starts[next];
  };
}

/** The start of code, or consecutive lines that begin with `>>`. */
const CODE_OR_QUOTE = /\[code\]|(?:^>>.*(?:\n|$))+/gim;

/** Converts the plain-text quotes of a portal: blocks between lines of 54 dashes, and `>>` lines outside code. */
function quotesToBbCode(source: string): string {
  const text = source.replace(/^-{54}\n([^]*?)\n-{54}(?:\n|$)/gm, '[quote]$1[/quote]');
  const codeEndAfter = codeEndFinder(text);
  const part = new RegExp(CODE_OR_QUOTE);
  let converted = '';
  let at = 0;
  for (let match = part.exec(text); match !== null; match = part.exec(text)) {
    const [matched] = match;
    if (matched.startsWith('[')) {
      part.lastIndex = codeEndAfter(part.lastIndex) ?? part.lastIndex;
    } else {
      converted += `${text.slice(at, match.index)}[quote]${matched.replace(/^>>/gm, '').trimEnd()}[/quote]`;
      at = part.lastIndex;
    }
  }
  return converted + text.slice(at);
}

const STYLES: Readonly<Record<string, TextStyle>> = { b: 'bold', i: 'italic', u: 'underline', s: 'strike' };

/** Tags with content ("Message formatting" in the REST documentation); of most of them only the content is used. */
const PAIRED = new Set('b i u s size color url user chat context send put call img dialog quote'.split(' '));
/** Tags without content. */
const SINGLE = new Set('br icon timestamp disk rating attach pch'.split(' '));

/** `[name]`, `[name=value]`, `[name key=value]`, `[/name]`. */
const TAG_PATTERN = /\[(\/?)(\w+)([=\s][^\][]*)?\]/g;

/** Deeper than anyone nests by hand. Below this depth the text is kept and the tags are dropped. */
const MAX_DEPTH = 16;

/** Content with more nodes than this is not an address. */
const MAX_ADDRESS_NODES = 8;

/** An open tag and its content so far. */
interface OpenTag {
  readonly name: string;
  /** The tag as typed, kept as text if it is never closed. */
  readonly raw: string;
  readonly value: string;
  readonly children: RichTextNode[];
}

/**
 * Parses a portal's BBCode. Relative links are resolved against `origin` (`https://portal.example`); only `http(s)`
 * URLs become links; unknown and unclosed tags are kept as typed. Never throws.
 */
export function parseBbCode(text: string, origin: string): RichText {
  const source = quotesToBbCode(text);
  const root: OpenTag = { name: '', raw: '', value: '', children: [] };
  const open: OpenTag[] = [root];
  /** Names of the open tags that are ignored because they are nested too deep. */
  let ignored: string[] = [];
  const top = (): OpenTag => open.at(-1) ?? root;

  const close = (name: string, raw: string): void => {
    if (ignored.at(-1) === name) {
      ignored.pop();
      return;
    }
    ignored = [];
    const depth = open.findLastIndex(frame => frame.name === name);
    if (depth < 1) {
      appendTextLines(top().children, raw);
      return;
    }
    leaveUnclosed(depth);
    const frame = open.pop() ?? root;
    appendNodes(top().children, pairedNodes(frame, origin));
  };
  const leaveUnclosed = (above: number): void => {
    for (const { raw, children } of open.splice(above + 1)) {
      appendTextLines(top().children, raw);
      appendNodes(top().children, children);
    }
  };

  const codeEndAfter = codeEndFinder(source);
  let at = 0;
  for (const { 0: raw, 1: slash, 2: name = '', 3: tail = '', index } of source.matchAll(TAG_PATTERN)) {
    if (index < at) continue;
    appendTextLines(top().children, source.slice(at, index));
    at = index + raw.length;
    const tag = name.toLowerCase();
    const codeEnd = tag === 'code' && slash === '' ? codeEndAfter(at) : undefined;
    if (codeEnd !== undefined) {
      appendCode(top().children, source.slice(at, codeEnd));
      at = codeEnd + CODE_END.length;
    } else if (slash === '/') {
      close(tag, raw);
    } else if (SINGLE.has(tag)) {
      appendNodes(top().children, singleNodes(tag, tail.slice(1)));
    } else if (!PAIRED.has(tag)) {
      appendTextLines(top().children, raw);
    } else if (open.length > MAX_DEPTH) {
      ignored.push(tag);
    } else {
      open.push({ name: tag, raw, value: tail.slice(1), children: [] });
    }
  }
  appendTextLines(top().children, source.slice(at));
  leaveUnclosed(0);
  return normalizeRichText(root.children);
}

function pairedNodes({ name, value, children }: OpenTag, origin: string): RichText {
  const style = STYLES[name];
  if (style !== undefined) return children.length === 0 ? [] : [{ kind: 'styled', style, children }];
  switch (name) {
    case 'quote':
      return [{ kind: 'quote', children }];
    case 'url':
      return link(value === '' ? (addressIn(children) ?? '') : value, children, origin);
    case 'user':
      return /^\d/.test(value) ? link(profilePath(Number.parseInt(value, 10)), children, origin) : children;
    case 'img': {
      const address = addressIn(children);
      return address === undefined
        ? children
        : link(address, [{ kind: 'text', text: lastPathSegment(address) }], origin);
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
  const href = resolveHttpUrl(address, origin);
  if (href === undefined) return children;
  return [{ kind: 'link', href, children: children.length > 0 ? children : [{ kind: 'text', text: href }] }];
}

/** Returns the text between the tags, or `undefined` if it has too many nodes to be an address. */
function addressIn(children: RichText): string | undefined {
  return children.length > MAX_ADDRESS_NODES ? undefined : toSingleLineText(children, String);
}
