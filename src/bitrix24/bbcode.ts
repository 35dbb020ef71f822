import { plainText } from '../model/richText';
import type { RichText, TextNode, TextStyle } from '../model/richText';
import { codeEnds } from './codeEnds';
import { append, appendAll, appendCode } from './grownText';
import { absoluteLink, lastPart, profilePath } from './links';
import { withQuotes } from './quotes';
import { withoutExcess } from './withoutExcess';

const STYLES: Readonly<Record<string, TextStyle>> = { b: 'bold', i: 'italic', u: 'underline', s: 'strike' };

/** Tags around something ("Message formatting" in the REST documentation); of most only what they hold matters here. */
const PAIRED = new Set('b i u s size color url user chat context send put call img dialog quote'.split(' '));
/** Tags that stand alone. */
const SINGLE = new Set('br icon timestamp disk rating attach pch'.split(' '));

/** `[name]`, `[name=value]`, `[name key=value]`, `[/name]`. */
const TAG = /\[(\/?)(\w+)([=\s][^\][]*)?\]/g;

/** Deeper nesting than any person writes: below it the words stay and the markup goes. */
const MAX_DEPTH = 16;

/** An address in more pieces is none. */
const MOST_PIECES = 8;

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
  /** Open tags below the deepest that count. */
  let tooDeep: string[] = [];
  const top = (): Frame => open.at(-1) ?? root;

  const close = (name: string, raw: string): void => {
    if (tooDeep.at(-1) === name) {
      tooDeep.pop();
      return;
    }
    tooDeep = [];
    const depth = open.findLastIndex(frame => frame.name === name);
    if (depth < 1) {
      append(top().children, raw);
      return;
    }
    leaveUnclosed(depth);
    const frame = open.pop() ?? root;
    appendAll(top().children, pairedNodes(frame, origin));
  };
  const leaveUnclosed = (above: number): void => {
    for (const { raw, children } of open.splice(above + 1)) {
      append(top().children, raw);
      appendAll(top().children, children);
    }
  };

  const endAfter = codeEnds(source);
  let at = 0;
  for (const { 0: raw, 1: slash, 2: name = '', 3: tail = '', index } of source.matchAll(TAG)) {
    if (index < at) {
      continue;
    }
    append(top().children, source.slice(at, index));
    at = index + raw.length;
    const known = name.toLowerCase();
    const code = known === 'code' && slash === '' ? endAfter(at) : undefined;
    if (code !== undefined) {
      appendCode(top().children, source.slice(at, code.from));
      at = code.to;
    } else if (slash === '/') {
      close(known, raw);
    } else if (SINGLE.has(known)) {
      appendAll(top().children, singleNodes(known, tail.slice(1)));
    } else if (!PAIRED.has(known)) {
      append(top().children, raw);
    } else if (open.length > MAX_DEPTH) {
      tooDeep.push(known);
    } else {
      open.push({ name: known, raw, value: tail.slice(1), children: [] });
    }
  }
  append(top().children, source.slice(at));
  leaveUnclosed(0);
  return withoutExcess(root.children);
}

function pairedNodes({ name, value, children }: Frame, origin: string): RichText {
  const style = STYLES[name];
  if (style !== undefined) {
    return children.length === 0 ? [] : [{ kind: 'styled', style, children }];
  }
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
        : link(address, [{ kind: 'text', text: lastPart(address) }], origin);
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

/** What stands between the tags, where it can be an address at all. */
function addressIn(children: RichText): string | undefined {
  return children.length > MOST_PIECES ? undefined : plainText(children, String);
}
