import { decodeXML } from 'entities/decode';

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

/** Returns the text of simple HTML: line breaks are kept, tags are removed. */
export function htmlToText(html: string): string {
  return decodeHtmlEntities(
    html.replace(/<(?:br|\/p|\/div)\b[^<>]*>/gi, '\n').replace(/<\/?[a-z][^<>]*>/gi, ''),
  ).trim();
}
