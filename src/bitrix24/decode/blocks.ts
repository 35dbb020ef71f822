import * as v from 'valibot';
import type { Attachment, GridCell } from '../../model/attachment';
import { cleanText, onOneLine } from '../../model/cleanText';
import type { RichText } from '../../model/richText';
import { readBbCode } from '../bbcode';
import { absoluteLink, dialogPath, lastPart, profilePath } from '../links';
import { withoutHtml } from './html';
import { id, integer, isMap, oneOrMore, readable, text } from './schemas';

/** Things of one kind in one block. */
const MOST_ITEMS = 100;

const words = v.fallback(v.pipe(v.union([v.string(), v.number()]), v.transform(String), text), '');
const line = v.pipe(words, v.transform(onOneLine));
const anyId = v.fallback(v.optional(id), undefined);

/** Where something leads: an address, or who or what it is about. */
const place = { LINK: words, USER_ID: anyId, BOT_ID: anyId, CHAT_ID: anyId };
type Place = v.InferOutput<v.ObjectSchema<typeof place, undefined>>;

const userSchema = v.object({ ...place, NAME: line });
const linkSchema = v.object({
  ...place,
  NAME: line,
  DESC: words,
  HTML: words,
  PREVIEW: words,
  EXTRA_IMAGE: words,
});
const cellSchema = v.object({ ...place, NAME: line, VALUE: words });
const fileSchema = v.object({
  LINK: words,
  NAME: line,
  SIZE: v.fallback(v.optional(v.pipe(integer, v.minValue(0))), undefined),
});

/**
 * What one block holds, of its grid `mostCells`. A block has one kind as a rule: `{LINK: [{LINK, NAME, …}, …]}`. The
 * forms of a grid, its DISPLAY, differ in looks alone.
 */
export function decodeBlock(block: unknown, origin: string, mostCells: number): readonly Attachment[] {
  return isMap(block)
    ? Object.entries(block).flatMap(([kind, value]) => decodeKind(kind, value, origin, mostCells))
    : [];
}

function decodeKind(kind: string, value: unknown, origin: string, mostCells: number): readonly Attachment[] {
  switch (kind) {
    case 'MESSAGE':
      return message(readBbCode(v.parse(words, value), origin));
    case 'HTML':
      return message(htmlText(v.parse(words, value), origin));
    case 'USER':
      return items(userSchema, value).flatMap(({ NAME, ...at }) =>
        NAME === '' ? [] : [{ kind: 'user', name: NAME, ...hrefOf(at, origin) }],
      );
    case 'LINK':
    case 'RICH_LINK':
      return items(linkSchema, value).flatMap(item => link(item, origin));
    case 'GRID':
      return grid(value, origin, mostCells);
    case 'IMAGE':
      return items(fileSchema, value).flatMap(item =>
        file(item, origin).map(named => ({ kind: 'image', ...named })),
      );
    case 'FILE':
      return items(fileSchema, value).flatMap(item =>
        file(item, origin).map(named => ({
          kind: 'file',
          ...named,
          ...(item.SIZE === undefined ? {} : { size: item.SIZE }),
        })),
      );
    case 'DELIMITER':
      return [{ kind: 'delimiter' }];
    default:
      return [];
  }
}

function items<T extends v.GenericSchema>(schema: T, value: unknown): readonly v.InferOutput<T>[] {
  return readable(schema, oneOrMore(value), MOST_ITEMS);
}

function message(text: RichText): readonly Attachment[] {
  return text.length === 0 ? [] : [{ kind: 'message', text }];
}

/** Without an address the words alone remain. */
function link(item: v.InferOutput<typeof linkSchema>, origin: string): readonly Attachment[] {
  const description = item.DESC === '' ? htmlText(item.HTML, origin) : readBbCode(item.DESC, origin);
  const { href } = hrefOf(item, origin);
  if (href === undefined) {
    return [...message(item.NAME === '' ? [] : [{ kind: 'text', text: item.NAME }]), ...message(description)];
  }
  const preview = absoluteLink(item.PREVIEW, origin) ?? absoluteLink(item.EXTRA_IMAGE, origin);
  return [
    {
      kind: 'link',
      href,
      name: item.NAME || href,
      description,
      ...(preview === undefined ? {} : { preview }),
    },
  ];
}

function grid(value: unknown, origin: string, mostCells: number): readonly Attachment[] {
  const cells = readable(cellSchema, oneOrMore(value), mostCells)
    .map(({ NAME, VALUE, ...at }): GridCell => ({
      name: NAME,
      value: readBbCode(VALUE, origin),
      ...hrefOf(at, origin),
    }))
    .filter(cell => cell.name !== '' || cell.value.length > 0);
  return cells.length === 0 ? [] : [{ kind: 'grid', cells }];
}

/** Without an address there is nothing to open. */
function file(
  { LINK, NAME }: v.InferOutput<typeof fileSchema>,
  origin: string,
): readonly { readonly href: string; readonly name: string }[] {
  const href = absoluteLink(LINK, origin);
  return href === undefined ? [] : [{ href, name: NAME || lastPart(href) }];
}

function htmlText(html: string, origin: string): RichText {
  return readBbCode(cleanText(withoutHtml(html)), origin);
}

function hrefOf({ LINK, USER_ID, BOT_ID, CHAT_ID }: Place, origin: string): { readonly href?: string } {
  const addresses = [
    LINK,
    ...(USER_ID === undefined ? [] : [profilePath(USER_ID)]),
    ...(BOT_ID === undefined ? [] : [dialogPath(String(BOT_ID))]),
    ...(CHAT_ID === undefined ? [] : [dialogPath(`chat${CHAT_ID}`)]),
  ];
  const [href] = addresses.flatMap(address => absoluteLink(address, origin) ?? []);
  return href === undefined ? {} : { href };
}
