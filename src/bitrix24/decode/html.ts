import { decodeXML } from 'entities/decode';
import type { RichText } from '../../model/notification/richText';
import { sanitizeText } from '../../model/sanitizeText';
import { parseBbCode } from '../text/bbcode';

/** Entities used in titles besides XML's and numeric ones; HTML's full table would be half the extension's size. */
const NAMED_ENTITIES: ReadonlyMap<string, string> = new Map([
  ['nbsp', '\u00a0'],
  ['laquo', '«'],
  ['raquo', '»'],
  ['ldquo', '“'],
  ['rdquo', '”'],
  ['lsquo', '‘'],
  ['rsquo', '’'],
  ['bdquo', '„'],
  ['mdash', '—'],
  ['ndash', '–'],
  ['hellip', '…'],
  ['bull', '•'],
  ['middot', '·'],
  ['copy', '©'],
  ['reg', '®'],
  ['trade', '™'],
  ['euro', '€'],
  ['sect', '§'],
  ['times', '×'],
  ['deg', '°'],
]);

/** Decodes a text that was HTML-escaped once. */
export function decodeHtmlEntities(text: string): string {
  return decodeXML(text.replace(/&([a-z]+);/g, (entity, name: string) => NAMED_ENTITIES.get(name) ?? entity));
}

/**
 * Formatting in a text that may be no HTML. Attributes have values: `<i am>` and `a<b OR c>d` are what somebody typed.
 */
const FORMATTING_TAG =
  /<(\/?)(a|b|big|blockquote|br|center|code|del|div|em|font|h[1-6]|hr|i|img|ins|li|ol|p|pre|s|small|span|strike|strong|sub|sup|table|tbody|td|tfoot|th|thead|tr|u|ul)((?:\s+[\w:-]+\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'<>]+))*)\s*\/?>|<!--(?:(?!<!--|-->)[^])*-->/gi;

/** Every tag of HTML, also one whose attributes are malformed. */
const ANY_TAG =
  /<(\/?)([a-z][a-z\d]*)(?![a-z\d])(?:((?:\s+[\w:-]+\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'<>]+))*)\s*\/?|([^<>]*))>|<!--(?:(?!<!--|-->)[^])*-->/gi;

const ATTRIBUTE = /([\w:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>]+))/g;

/** Begins and ends on a line of its own. */
const BLOCK = /^(?:blockquote|center|div|h[1-6]|hr|li|ol|p|pre|table|tr|ul)$/;

/** Parses HTML that may contain BBCode: links and line breaks are kept, tags are removed. */
export function parseHtml(html: string, origin: string): RichText {
  return parseBbCode(withoutTags(html, ANY_TAG, linkToBbCode()), origin);
}

/** Parses BBCode that may contain formatting in HTML; whatever else is in angle brackets is what somebody typed. */
export function parseFormattedText(text: string, origin: string): RichText {
  return parseBbCode(withoutTags(text, FORMATTING_TAG, linkToBbCode()), origin);
}

/** Returns a text that may contain formatting in HTML without it. */
export function stripFormatting(text: string): string {
  return withoutTags(text, FORMATTING_TAG, () => '');
}

type ConvertLink = (isEnd: boolean, attributes: string) => string;

/** Blocks and table rows get lines of their own, table cells a space between them. */
function withoutTags(html: string, pattern: RegExp, convertLink: ConvertLink): string {
  let text = '';
  let at = 0;
  let isLineStart = true;
  for (const { 0: raw, 1: slash, 2: name = '', 3: attributes, 4: malformed = '', index } of html.matchAll(pattern)) {
    const words = html.slice(at, index);
    text += words;
    isLineStart = words.trim() === '' ? isLineStart || words.includes('\n') : words.endsWith('\n');
    at = index + raw.length;
    const tag = name.toLowerCase();
    if (tag === 'a') {
      text += convertLink(slash === '/', attributes ?? malformed);
    } else if (tag === 'br' || (BLOCK.test(tag) && !isLineStart)) {
      text += '\n';
      isLineStart = true;
    } else if (/^t[dh]$/.test(tag) && slash === '' && !isLineStart) {
      text += ' ';
    }
  }
  return sanitizeText(decodeHtmlEntities(text + html.slice(at)).trim());
}

/** `<a href="…">…</a>` becomes `[url=…]…[/url]`. */
function linkToBbCode(): ConvertLink {
  const open: boolean[] = [];
  return (isEnd, attributes) => {
    if (isEnd) return open.pop() === true ? '[/url]' : '';
    const href = Array.from(attributes.matchAll(ATTRIBUTE)).find(([, name]) => name?.toLowerCase() === 'href');
    open.push(href !== undefined);
    if (href === undefined) return '';
    const [, , double, single, bare = ''] = href;
    const address = decodeHtmlEntities(double ?? single ?? bare).replace(/[[\]]/g, encodeURIComponent);
    return `[url=${address.replace(/&/g, '&amp;')}]`;
  };
}
