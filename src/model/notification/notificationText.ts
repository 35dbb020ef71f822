import type { Attachment, Notification } from './notification';
import { type RichText, type RichTextNode, toSingleLineText } from './richText';

type FormatTime = (at: number) => string;

/** Stands for a node that is not words. */
const OBJECT = '\ufffc';

/** What separates a name from what its owner did. An apostrophe doesn't: it belongs to the name. */
const AFTER_NAME = /^(?:\s*[,:]\s*|\s+(?:[–—-]\s+)?)/;

/** Returns the text without its author's name at the beginning: wherever it is shown, the name stands before it. */
export function textWithoutAuthor({ text, author }: Pick<Notification, 'text' | 'author'>): RichText {
  if (author === undefined) return text;
  const words = text.map(wordsOf).join('');
  const indent = words.length - words.trimStart().length;
  const end = indent + author.name.length;
  const gap = words.startsWith(author.name, indent) ? AFTER_NAME.exec(words.slice(end)) : null;
  if (gap === null) return text;
  const start = end + gap[0].length;
  return words.slice(start).trim() === '' ? text : dropStart(text, start);
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

/** A shorter text may only name the sender, as those of monitoring services do. */
const MIN_TEXT_LENGTH = 40;

/** More than a row can show. */
const MAX_WORDS_LENGTH = 300;

/**
 * Returns what a row shows: the text without its author's name and, if it is short, the beginning of the attachments.
 * Either may be missing; both are if there are no words at all.
 */
export function summaryParts(notification: Notification, formatTime: FormatTime): readonly string[] {
  const { attachments, component } = notification;
  const text = toSingleLineText(textWithoutAuthor(notification), formatTime);
  if (text.length >= MIN_TEXT_LENGTH) return [text];
  const words = firstWords(attachments, formatTime);
  if (words !== '' && !text.includes(words)) return text === '' ? [words] : [text, words];
  return [text || firstWords(component?.blocks ?? [], formatTime)].filter(part => part !== '');
}

function firstWords(attachments: readonly Attachment[], formatTime: FormatTime): string {
  let words = '';
  for (const attachment of attachments) {
    words = `${words} ${attachmentToSingleLine(attachment, formatTime)}`.trim();
    if (words.length > MAX_WORDS_LENGTH) break;
  }
  return words;
}
