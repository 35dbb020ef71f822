import * as v from 'valibot';
import type { Attachment, Author, NotificationComponent, OtherAuthor } from '../../model/notification/notification';
import { attachmentToSingleLine, textWithoutAuthor } from '../../model/notification/notificationText';
import {
  findLinks,
  findLinkUrls,
  MAX_SEARCHED_LENGTH,
  type RichText,
  toSingleLineText,
} from '../../model/notification/richText';
import { isRecord, propertiesOf } from '../../model/unknownValue';
import { profilePath, resolveHttpUrl, trueAddress } from '../text/links';
import { fillPlaceholders, linkWords } from '../text/richTextBuilder';
import { parseFormattedText } from './html';
import { idSchema, parseValidItems, textOrEmptySchema, textSchema } from './schemas';

type LinkAttachment = Extract<Attachment, { kind: 'link' }>;

/** The authors of a page as returned by the portal, by id. */
export type AuthorsById = ReadonlyMap<number, Author>;

interface ComponentContext {
  /** The notification's, which are not repeated. */
  readonly text: RichText;
  readonly attachments: readonly Attachment[];
  readonly author: Author | undefined;
  readonly others: readonly OtherAuthor[];
  readonly authors: AuthorsById;
  readonly origin: string;
}

const MAX_ITEMS = 100;
const MAX_LINKS = 20;

/** Shorter words may mean something else within others: “No” in “There is no comment”. */
const MIN_CONTAINED_LENGTH = 20;

const words = textOrEmptySchema;
/** Words, or a list of them, each on its own line. */
const lines = v.fallback(
  v.pipe(
    v.unknown(),
    v.transform(value => parseValidItems(words, Array.isArray(value) ? value : [value], MAX_ITEMS)),
    v.transform(each => each.filter(line => line !== '').join('\n')),
    textSchema,
  ),
  '',
);
const unknown = v.optional(v.unknown());

const componentSchema = v.object({ SUBJECT: words, PLAIN_TEXT: words, ENTITY: unknown, LINKS: unknown });
const entitySchema = v.object({ TITLE: words, HREF: words, CONTENT: unknown });
const contentSchema = v.object({
  VALUE: lines,
  PREV: words,
  NEXT: words,
  ITEMS: unknown,
  ADDITIONAL_TEXT: words,
  TEXT: words,
  IDS: unknown,
});
const itemSchema = v.object({ TITLE: words, VALUE: lines, TYPE: words });
const linkSchema = v.object({ TITLE: words, HREF: words });

/** A notification's text, in which the component's links may be, and what the component shows besides it. */
interface TextAndComponent {
  readonly text: RichText;
  readonly component?: NotificationComponent;
}

/**
 * Decodes `params.COMPONENT_PARAMS`: `{SUBJECT, PLAIN_TEXT, ENTITY: {TITLE, HREF, CONTENT}, LINKS: [{TITLE, HREF}]}`.
 * The content is `{VALUE}` (text), `{PREV, NEXT}` (a changed value), `{ITEMS: [{TITLE, VALUE, TYPE}], ADDITIONAL_TEXT}`
 * (a grid) or `{TEXT, IDS}` (people), or a text itself. All texts may contain BBCode and HTML.
 */
export function decodeComponent(params: unknown, context: ComponentContext): TextAndComponent {
  if (!isRecord(params)) return { text: context.text };
  const { origin } = context;
  const { SUBJECT, PLAIN_TEXT, ENTITY, LINKS } = v.parse(componentSchema, params);
  const { TITLE, HREF, CONTENT } = v.parse(entitySchema, propertiesOf(ENTITY));
  const href = resolveHttpUrl(HREF, origin);
  const { text, blocks } = withoutRepetition(context, message(subject(SUBJECT, context)), [
    ...links([{ TITLE, HREF }], origin),
    message(parseFormattedText(PLAIN_TEXT, origin)),
    ...contentBlocks(CONTENT, context),
    ...links(parseValidItems(linkSchema, LINKS, MAX_LINKS), origin),
  ]);
  if (href === undefined && blocks.length === 0) return { text };
  return { text, component: { ...(href !== undefined && { href }), blocks } };
}

/** The author's name stands before it, so a name at its beginning is dropped. */
function subject(text: string, { author, others, origin }: ComponentContext): RichText {
  const parsed = fillPlaceholders(parseFormattedText(text, origin), {
    '#AUTHOR#': author?.name ?? '',
    '#USER_COUNT#': String(others.length),
  });
  return author === undefined ? parsed : textWithoutAuthor({ text: parsed, author });
}

function contentBlocks(content: unknown, { authors, origin }: ComponentContext): readonly Attachment[] {
  const { VALUE, PREV, NEXT, ITEMS, ADDITIONAL_TEXT, TEXT, IDS } = v.parse(
    contentSchema,
    isRecord(content) ? content : { VALUE: v.parse(words, content) },
  );
  const cells = parseValidItems(itemSchema, ITEMS, MAX_ITEMS).map(item => ({
    name: singleLine(item.TITLE, origin),
    ...(item.TYPE === 'user' ? person(item.VALUE, authors, origin) : { value: parseFormattedText(item.VALUE, origin) }),
  }));
  const names = parseValidItems(idSchema, IDS, MAX_ITEMS).map(id => authors.get(id)?.name ?? `#${id}`);
  const people = parseFormattedText(TEXT.replace(/#COUNT#|\[\/?link\]/g, ''), origin);
  const isChanged = [PREV, NEXT].some(value => value.trim() !== '');
  const arrow = { kind: 'text', text: ' → ' } as const;
  return [
    message(parseFormattedText(VALUE, origin)),
    message(isChanged ? [...parseFormattedText(PREV, origin), arrow, ...parseFormattedText(NEXT, origin)] : []),
    ...(cells.length === 0 ? [] : [{ kind: 'grid', cells } as const]),
    message(parseFormattedText(ADDITIONAL_TEXT, origin)),
    message(fillPlaceholders(people, { '#USER_LIST#': names.join(', ') })),
  ];
}

/** A person's name, or the id if the portal doesn't describe them; or what stands in place of an id. */
function person(
  id: string,
  authors: AuthorsById,
  origin: string,
): { readonly value: RichText; readonly href?: string } {
  const parsed = v.safeParse(idSchema, id);
  if (!parsed.success) return { value: parseFormattedText(id, origin) };
  const name = authors.get(parsed.output)?.name ?? `#${parsed.output}`;
  return { value: [{ kind: 'text', text: name }], href: origin + profilePath(parsed.output) };
}

function message(text: RichText): Attachment {
  return { kind: 'message', text };
}

function links(items: readonly { readonly TITLE: string; readonly HREF: string }[], origin: string): Attachment[] {
  return items.map(({ TITLE, HREF }) => {
    const name = singleLine(TITLE, origin);
    const href = resolveHttpUrl(HREF, origin);
    return href === undefined || name === ''
      ? message(name === '' ? [] : [{ kind: 'text', text: name }])
      : { kind: 'link', href, name: name + trueAddress(name, href), description: [] };
  });
}

function singleLine(text: string, origin: string): string {
  return toSingleLineText(parseFormattedText(text, origin), String);
}

/**
 * Drops the blocks whose words are those of the text, an attachment or an earlier block, or within the text or an
 * earlier block. Their links are kept: on the same words of the text, or else below it.
 */
function withoutRepetition(
  context: ComponentContext,
  heading: Attachment,
  others: readonly Attachment[],
): { readonly text: RichText; readonly blocks: readonly Attachment[] } {
  let { text } = context;
  const keyOf = (block: Attachment): string => comparable(attachmentToSingleLine(block, String));
  let shownKeys = comparable(toSingleLineText(text, String));
  const wholeKeys = new Set([shownKeys, ...context.attachments.map(keyOf)]);
  const linked = new Set([...findLinkUrls(text), ...context.attachments.flatMap(linksOf).map(({ href }) => href)]);
  const remaining: Attachment[] = [];
  for (const block of [heading, ...others]) {
    const key = keyOf(block);
    const mayBeContained = block === heading || block.kind === 'link' || key.length >= MIN_CONTAINED_LENGTH;
    const isContained = mayBeContained && key.length <= MAX_SEARCHED_LENGTH && shownKeys.includes(key);
    const isEmpty = attachmentToSingleLine(block, String) === '';
    if (!isEmpty && (key === '' || !(isContained || wholeKeys.has(key)))) {
      remaining.push(block);
      wholeKeys.add(key);
      shownKeys += key;
      linksOf(block).forEach(({ href }) => linked.add(href));
      continue;
    }
    for (const link of linksOf(block).filter(({ href }) => !linked.has(href))) {
      const withLink = linkWords(text, attachmentToSingleLine(link, String), link.href);
      text = withLink ?? text;
      if (withLink === undefined) {
        remaining.push(link);
      }
      linked.add(link.href);
    }
  }
  return { text, blocks: remaining };
}

/**
 * The words alone, with a space before and after; empty if there are none. Whatever changes their meaning is kept:
 * `-5` and `5%` are not `5`, “Yes?” is not “Yes”.
 */
function comparable(text: string): string {
  const words = text
    .toLowerCase()
    .replace(/(?:\s|[^\s\p{L}\p{M}\p{N}\p{S}%#?](?!\p{N}))+/gu, ' ')
    .trim();
  return words === '' ? '' : ` ${words} `;
}

/** Of the texts and links that {@link decodeComponent} makes. */
function linksOf(block: Attachment): readonly LinkAttachment[] {
  if (block.kind === 'link') return [block];
  if (block.kind !== 'message') return [];
  return findLinks(block.text).map(({ href, children }) => ({
    kind: 'link',
    href,
    name: toSingleLineText(children, String) || href,
    description: [],
  }));
}
