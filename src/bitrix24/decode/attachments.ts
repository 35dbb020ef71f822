import * as v from 'valibot';
import type { Attachment, GridCell } from '../../model/notification/notification';
import { type RichText, toSingleLineText } from '../../model/notification/richText';
import { toSingleLineName } from '../../model/sanitizeText';
import { isRecord, propertiesOf } from '../../model/unknownValue';
import { parseBbCode } from '../text/bbcode';
import { dialogPath, lastPathSegment, profilePath, resolveHttpUrl, trueAddress } from '../text/links';
import { parseHtml } from './html';
import { idSchema, integerSchema, parseValidItems, textOrEmptySchema, wrapSingleObject } from './schemas';

/** Per kind and block. */
const MAX_BLOCK_ITEMS = 100;

const words = textOrEmptySchema;
const line = v.pipe(words, v.transform(toSingleLineName));
const anyId = v.fallback(v.optional(idSchema), undefined);

/** What an item links to: a URL, or a user, bot or chat. */
const place = { LINK: words, USER_ID: anyId, BOT_ID: anyId, CHAT_ID: anyId };

const userSchema = v.object({ ...place, NAME: line });
const linkSchema = v.object({ ...place, NAME: line, DESC: words, HTML: words, PREVIEW: words, EXTRA_IMAGE: words });
const cellSchema = v.object({ ...place, NAME: line, VALUE: words });
const fileSchema = v.object({
  LINK: words,
  NAME: line,
  SIZE: v.fallback(v.optional(v.pipe(integerSchema, v.minValue(0))), undefined),
});

/**
 * Decodes one block, with at most `maxCells` cells of a grid. A block normally has one kind: `{LINK: [{LINK, NAME,
 * …}, …]}`. The DISPLAY of a grid only affects its appearance.
 */
function decodeBlock(block: unknown, origin: string, maxCells: number): readonly Attachment[] {
  return Object.entries(propertiesOf(block)).flatMap(([kind, value]) => decodeKind(kind, value, origin, maxCells));
}

function decodeKind(kind: string, value: unknown, origin: string, maxCells: number): readonly Attachment[] {
  switch (kind) {
    case 'MESSAGE':
      return message(parseBbCode(v.parse(words, value), origin));
    case 'HTML':
      return message(parseHtml(v.parse(words, value), origin));
    case 'USER':
      return items(userSchema, value).flatMap(({ NAME, ...at }) =>
        NAME === '' ? [] : [user(NAME, hrefOf(at, origin))],
      );
    case 'LINK':
    case 'RICH_LINK':
      return items(linkSchema, value).flatMap(item => link(item, origin));
    case 'GRID':
      return grid(value, origin, maxCells);
    case 'IMAGE':
      return items(fileSchema, value).flatMap(item =>
        linkedFile(item, origin).map(image => ({ kind: 'image', ...image })),
      );
    case 'FILE':
      return items(fileSchema, value).flatMap(({ SIZE, ...item }) =>
        linkedFile(item, origin).map(file => ({ kind: 'file', ...file, ...(SIZE !== undefined && { size: SIZE }) })),
      );
    case 'DELIMITER':
      return [{ kind: 'delimiter' }];
    default:
      return [];
  }
}

function items<T extends v.GenericSchema>(schema: T, value: unknown): readonly v.InferOutput<T>[] {
  return parseValidItems(schema, wrapSingleObject(value), MAX_BLOCK_ITEMS);
}

function message(text: RichText): readonly Attachment[] {
  return text.length === 0 ? [] : [{ kind: 'message', text }];
}

function user(name: string, { href }: { readonly href?: string }): Attachment {
  return href === undefined ? { kind: 'user', name } : { kind: 'user', name: name + trueAddress(name, href), href };
}

/** Without a URL, only the texts are kept. */
function link(item: v.InferOutput<typeof linkSchema>, origin: string): readonly Attachment[] {
  const description = item.DESC === '' ? parseHtml(item.HTML, origin) : parseBbCode(item.DESC, origin);
  const { href } = hrefOf(item, origin);
  if (href === undefined) {
    return [...message(item.NAME === '' ? [] : [{ kind: 'text', text: item.NAME }]), ...message(description)];
  }
  const preview = resolveHttpUrl(item.PREVIEW, origin) ?? resolveHttpUrl(item.EXTRA_IMAGE, origin);
  const name = item.NAME === '' ? href : item.NAME + trueAddress(item.NAME, href);
  return [{ kind: 'link', href, name, description, ...(preview !== undefined && { preview }) }];
}

function grid(value: unknown, origin: string, maxCells: number): readonly Attachment[] {
  const cells = parseValidItems(cellSchema, wrapSingleObject(value), maxCells)
    .map(({ NAME, VALUE, ...at }) => cell(NAME, parseBbCode(VALUE, origin), hrefOf(at, origin)))
    .filter(({ name, value: text }) => name !== '' || text.length > 0);
  return cells.length === 0 ? [] : [{ kind: 'grid', cells }];
}

/** The link is on the value, or else on the name. */
function cell(name: string, value: RichText, { href }: { readonly href?: string }): GridCell {
  if (href === undefined) return { name, value };
  const suffix = trueAddress(toSingleLineText(value, String) || name, href);
  return { name, value: suffix === '' ? value : [...value, { kind: 'text', text: suffix }], href };
}

/** Empty without a URL, as there is nothing to open. */
function linkedFile(
  { LINK, NAME }: { readonly LINK: string; readonly NAME: string },
  origin: string,
): readonly { readonly href: string; readonly name: string }[] {
  const href = resolveHttpUrl(LINK, origin);
  return href === undefined
    ? []
    : [{ href, name: NAME === '' ? lastPathSegment(href) : NAME + trueAddress(NAME, href) }];
}

function hrefOf(
  { LINK, USER_ID, BOT_ID, CHAT_ID }: v.InferOutput<v.ObjectSchema<typeof place, undefined>>,
  origin: string,
): { readonly href?: string } {
  const addresses = [
    LINK,
    ...(USER_ID === undefined ? [] : [profilePath(USER_ID)]),
    ...(BOT_ID === undefined ? [] : [dialogPath(String(BOT_ID))]),
    ...(CHAT_ID === undefined ? [] : [dialogPath(`chat${CHAT_ID}`)]),
  ];
  const [href] = addresses.flatMap(address => resolveHttpUrl(address, origin) ?? []);
  return href === undefined ? {} : { href };
}

const MAX_BLOCKS = 100;
const MAX_GRID_CELLS = 500;

/**
 * Decodes `params.ATTACH`: `[{BLOCKS: [{MESSAGE | HTML | USER | LINK | RICH_LINK | GRID | IMAGE | FILE | DELIMITER:
 * …}], DESCRIPTION}]` ("Attachments" in the REST documentation); a single object may replace a list. The description
 * stands for missing blocks. Invalid items are skipped.
 */
export function decodeAttachments(attach: unknown, origin: string): readonly Attachment[] {
  const blocks = wrapSingleObject(attach).slice(0, MAX_BLOCKS).flatMap(blocksIn);
  const attachments: Attachment[] = [];
  let cellsLeft = MAX_GRID_CELLS;
  for (const block of blocks.slice(0, MAX_BLOCKS)) {
    if (attachments.length >= MAX_BLOCKS) break;
    for (const attachment of decodeBlock(block, origin, cellsLeft)) {
      cellsLeft -= attachment.kind === 'grid' ? attachment.cells.length : 0;
      attachments.push(attachment);
    }
  }
  return attachments.slice(0, MAX_BLOCKS);
}

/** An attachment may be one block itself. */
function blocksIn(attachment: unknown): readonly unknown[] {
  if (!isRecord(attachment) || !('BLOCKS' in attachment || 'DESCRIPTION' in attachment)) return [attachment];
  const blocks = wrapSingleObject(attachment.BLOCKS).slice(0, MAX_BLOCKS);
  return blocks.length > 0 ? blocks : [{ MESSAGE: attachment.DESCRIPTION }];
}
