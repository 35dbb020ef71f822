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

const ANY_TAG = /<\/?[a-z][^<>]*>/gi;
const FORMATTING_TAG = /<\/?(?:a|b|i|u|s|em|strong|span|font|br|p|div|ul|ol|li|img|table|tr|td|h[1-6])\b[^<>]*>/gi;

/** Parses HTML that may contain BBCode: links and line breaks are kept, tags are removed. */
export function parseHtml(html: string, origin: string): RichText {
  return parseWithoutTags(html, ANY_TAG, origin);
}

/** Parses BBCode that may contain formatting in HTML; whatever else is in angle brackets is what somebody typed. */
export function parseFormattedText(text: string, origin: string): RichText {
  return parseWithoutTags(text, FORMATTING_TAG, origin);
}

function parseWithoutTags(html: string, tag: RegExp, origin: string): RichText {
  const lines = linksToBbCode(html).replace(/<(?:br|\/p|\/div)\b[^<>]*>/gi, '\n');
  return parseBbCode(sanitizeText(decodeHtmlEntities(lines.replace(tag, '')).trim()), origin);
}

/** `<a href="…">…</a>` becomes `[url=…]…[/url]`. */
function linksToBbCode(html: string): string {
  const open: boolean[] = [];
  return html.replace(/<(\/?)a\b([^<>]*)>/gi, (_tag, slash: string, attributes: string) => {
    if (slash !== '') return open.pop() === true ? '[/url]' : '';
    const [, , quoted, bare] = /\shref\s*=\s*(?:(["'])(.*?)\1|([^\s"']+))/i.exec(attributes) ?? [];
    const address = quoted ?? bare;
    open.push(address !== undefined);
    return address === undefined ? '' : `[url=${address.replace(/[[\]]/g, encodeURIComponent)}]`;
  });
}
