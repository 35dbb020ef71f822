import type { Attachment, Notification } from './notification';
import { indexOfWords, type RichText, type RichTextNode, toSingleLineText } from './richText';

type FormatTime = (at: number) => string;

/** Stands for a node that is not words. */
const OBJECT = '\ufffc';

/** The names that notifications without an author begin with. */
const SYSTEM_NAMES = ['Bitrix24', 'Битрикс24'];

/**
 * What separates a name from what its owner did. An apostrophe belongs to the name, and so may a word with a capital
 * after a space, a comma or a hyphen: “Ann” is not “Ann Bee”.
 */
const AFTER_NAME =
  /(?:[^\S\n]*[:;\n]\s*|\s+[–—]\s+|\s+-\s+(?=\p{Ll})|\s*,\s*(?![\s\p{Lu}\p{Lt}])|\s+(?![\s\p{Lu}\p{Lt}\p{Pd}]))/u;

const DIRECTION_MARKS = '[\\u200e\\u200f]*';

/** Returns the text without its author's name at the beginning: wherever it is shown, the name stands before it. */
export function textWithoutAuthor({ text, author }: Pick<Notification, 'text' | 'author'>): RichText {
  const words = text.map(wordsOf).join('');
  const names = (author === undefined ? SYSTEM_NAMES : [author.name]).map(namePattern).join('|');
  const beginning = `^\\s*${DIRECTION_MARKS}(?:${names})${DIRECTION_MARKS}${AFTER_NAME.source}`;
  const start = new RegExp(beginning, 'u').exec(words)?.[0].length ?? 0;
  return start === 0 || words.slice(start).trim() === '' ? text : dropStart(text, start);
}

/** A text may separate a name's parts otherwise than by one space. */
function namePattern(name: string): string {
  return name
    .split(' ')
    .map(part => part.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'))
    .join('[^\\S\\n]+');
}

function wordsOf(node: RichTextNode): string {
  switch (node.kind) {
    case 'text':
      return node.text;
    case 'break':
      return '\n';
    case 'styled':
    case 'link':
      return node.children.map(wordsOf).join('');
    default:
      return OBJECT;
  }
}

/** Drops this many of the characters of {@link wordsOf}. */
function dropStart(text: RichText, length: number): RichText {
  const nodes: RichTextNode[] = [];
  let left = length;
  for (const node of text) {
    const size = left === 0 ? 0 : wordsOf(node).length;
    if (left === 0) {
      nodes.push(node);
    } else if (size > left && node.kind === 'text') {
      nodes.push({ ...node, text: node.text.slice(left) });
    } else if (size > left && 'children' in node) {
      nodes.push({ ...node, children: dropStart(node.children, left) });
    }
    left = Math.max(0, left - size);
  }
  return nodes;
}

/** Returns what is shown below the text: what its component shows, then the attachments. */
export function blocksOf({
  component,
  attachments,
}: Pick<Notification, 'component' | 'attachments'>): readonly Attachment[] {
  return component === undefined ? attachments : [...component.blocks, ...attachments];
}

/** Returns the words of an attachment on one line; a link's address only if it has no name. */
export function attachmentToSingleLine(attachment: Attachment, formatTime: FormatTime): string {
  switch (attachment.kind) {
    case 'message':
      return toSingleLineText(attachment.text, formatTime);
    case 'link':
      return `${attachment.name} ${toSingleLineText(attachment.description, formatTime)}`.trim();
    case 'user':
    case 'image':
    case 'file':
      return attachment.name;
    case 'grid':
      return attachment.cells
        .map(({ name, value }) => `${name} ${toSingleLineText(value, formatTime)}`.trim())
        .join(' ');
    case 'delimiter':
      return '';
  }
}

/** How many characters of a notification a row shows at most. */
export const MAX_SUMMARY_LENGTH = 240;

/**
 * Returns what a row shows: the text without its author's name and, if there is room, the beginning of the attachments:
 * all texts of a monitoring service may be the same. Either may be missing; both are if there are no words at all.
 */
export function summaryParts(notification: Notification, formatTime: FormatTime): readonly string[] {
  const { attachments, author, component } = notification;
  const text = toSingleLineText(textWithoutAuthor(notification), formatTime);
  if (text.length >= MAX_SUMMARY_LENGTH) return [text];
  const words = firstWords(text === '' ? withoutAuthor(attachments, author) : attachments, formatTime);
  if (words === '') return [text || firstWords(component?.blocks ?? [], formatTime)].filter(part => part !== '');
  if (text === '' || indexOfWords(words.toLowerCase(), text.toLowerCase()) === 0) return [words];
  return indexOfWords(text, words) >= 0 ? [text] : [text, words];
}

function withoutAuthor(
  [first, ...others]: readonly Attachment[],
  author: Notification['author'],
): readonly Attachment[] {
  if (first?.kind !== 'message') return first === undefined ? [] : [first, ...others];
  return [{ ...first, text: textWithoutAuthor({ text: first.text, ...(author && { author }) }) }, ...others];
}

function firstWords(attachments: readonly Attachment[], formatTime: FormatTime): string {
  let words = '';
  for (const attachment of attachments) {
    words = `${words} ${attachmentToSingleLine(attachment, formatTime)}`.trim();
    if (words.length > MAX_SUMMARY_LENGTH) break;
  }
  return words;
}
