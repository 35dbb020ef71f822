import { type RichText, type RichTextNode, type TextStyle, toSingleLineText } from '../../model/notification/richText';
import { lastPathSegment, profilePath, resolveHttpUrl, trueAddress } from './links';
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

interface TagKind {
  /** Whether it has content and an end tag. */
  readonly isPair: boolean;
  /** What has to follow the name. With anything else it is not a tag but something that was typed. */
  readonly value: RegExp;
}

const NO_VALUE = /^$/;
const ANY_VALUE = /^=\s*\S/;
const OPTIONAL_VALUE = /^(?:=|$)/;
const ID = /^=\d+$/;

const pair = (value: RegExp): TagKind => ({ isPair: true, value });
const single = (value: RegExp): TagKind => ({ isPair: false, value });

/** "Message formatting" in the REST documentation; of most pairs, only the content is used. */
const TAGS: ReadonlyMap<string, TagKind> = new Map([
  ...['b', 'i', 'u', 's', 'quote'].map(name => [name, pair(NO_VALUE)] as const),
  ...['send', 'put', 'call'].map(name => [name, pair(OPTIONAL_VALUE)] as const),
  ...['size', 'color', 'chat', 'dialog', 'context'].map(name => [name, pair(ANY_VALUE)] as const),
  ['url', pair(/^(?:\s*=|$)/)],
  ['user', pair(/^=(?:\d|all)/i)],
  ['img', pair(/^(?:$|\s+[a-z]+=)/i)],
  ['pch', pair(ID)],
  ['br', single(NO_VALUE)],
  ['icon', single(/^=\s*["']?(?:https?:\/)?\//i)],
  ['timestamp', single(/^=\d+(?:\s|$)/)],
  ['disk', single(/^=n?\d+$/i)],
  ['rating', single(/^=[1-5]$/)],
  ['attach', single(ID)],
]);

/**
 * `[name]`, `[name=value]`, `[name key=value]`, `[/name]`. A value may have brackets, and brackets in them
 * (`[url=/a?b[c[]]=d]`); one that isn't closed only if the value is an address without spaces.
 */
const TAG_PATTERN =
  /\[(\/?)(\w+)(\s*=\s*[^\][\s](?:[^\][]|\[(?!\/)(?:[^\][\s]|\[[^\][\s]*\])*\])*|\s*=\s*["']?(?:https?:\/)?\/[^\][\s]*\[[^\][\s]*|[=\s][^\][]*)?\]/gi;

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
    const kind = TAGS.get(tag);
    const codeEnd = tag === 'code' && `${slash}${tail}` === '' ? codeEndAfter(at) : undefined;
    if (codeEnd !== undefined) {
      appendCode(top().children, source.slice(at, codeEnd));
      at = codeEnd + CODE_END.length;
    } else if (`${slash}${tail}` === '/') {
      close(tag, raw);
    } else if (slash === '/' || kind?.value.test(tail) !== true) {
      appendTextLines(top().children, raw);
    } else if (!kind.isPair) {
      appendNodes(top().children, singleNodes(tag, valueOf(tail)) ?? [{ kind: 'text', text: raw }]);
    } else if (open.length > MAX_DEPTH) {
      ignored.push(tag);
    } else {
      open.push({ name: tag, raw, value: valueOf(tail), children: [] });
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

/** `undefined` if the tag means nothing. */
function singleNodes(name: string, value: string): RichText | undefined {
  switch (name) {
    case 'br':
      return [{ kind: 'break' }];
    case 'icon': {
      const title = attributeOf(value, 'title');
      return title === '' ? [] : [{ kind: 'text', text: title }];
    }
    case 'timestamp': {
      const at = Number.parseInt(value, 10) * 1000;
      return at <= 8.64e15 ? [{ kind: 'time', at }] : undefined;
    }
    default:
      return [];
  }
}

function valueOf(tail: string): string {
  return tail.replace(/^\s*=?/, '');
}

/** Returns an attribute of `URL title=A smile width=20`: up to the next one, with or without quotes. Empty if missing. */
function attributeOf(value: string, name: string): string {
  const attributes = Array.from(value.matchAll(/\s(title|width|height|size)=/gi));
  const index = attributes.findIndex(([, each]) => each?.toLowerCase() === name);
  const attribute = attributes[index];
  if (attribute === undefined) return '';
  const text = value.slice(attribute.index + attribute[0].length, attributes[index + 1]?.index).trim();
  return text.replace(/^(["'])(.*)\1$/, '$2').trim();
}

function link(address: string, children: RichText, origin: string): RichText {
  const href = resolveHttpUrl(address, origin);
  if (href === undefined) return children;
  const suffix = trueAddress(toSingleLineText(children, String), href);
  const words: RichText = suffix === '' ? children : [...children, { kind: 'text', text: suffix }];
  return [{ kind: 'link', href, children: words.length > 0 ? words : [{ kind: 'text', text: href }] }];
}

/** Returns the text between the tags, or `undefined` if it has too many nodes to be an address. */
function addressIn(children: RichText): string | undefined {
  return children.length > MAX_ADDRESS_NODES ? undefined : toSingleLineText(children, String);
}
