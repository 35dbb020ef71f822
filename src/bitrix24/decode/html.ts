import { decodeXML } from 'entities/decode';

/** What people type into titles, beside XML's own and the numbered ones; the whole of HTML's would weigh as much as half of the extension. */
const NAMED: ReadonlyMap<string, string> = new Map([
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

/** A text in which HTML's signs were escaped, once. */
export function decodeEntities(text: string): string {
  return decodeXML(text.replace(/&([a-z]+);/g, (entity, name: string) => NAMED.get(name) ?? entity));
}

/** The words of a little HTML: line breaks stay, tags go. */
export function withoutHtml(html: string): string {
  return decodeEntities(
    html.replace(/<(?:br|\/p|\/div)\b[^<>]*>/gi, '\n').replace(/<\/?[a-z][^<>]*>/gi, ''),
  ).trim();
}
