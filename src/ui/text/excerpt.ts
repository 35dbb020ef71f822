import type { Attachment, Notification } from '../../model/notification/notification';
import type { RichText, RichTextNode } from '../../model/notification/richText';

/** Returns the text, truncated at the end of a word if it is longer than `length` characters. */
export function truncateAtWord(text: string, length: number): string {
  const characters = Array.from(text);
  if (characters.length <= length) {
    return text;
  }
  return `${characters
    .slice(0, length)
    .join('')
    .replace(/\s+\S{0,20}$/u, '')}…`;
}

/** The parts of a notification that an excerpt is taken from. */
export type ExcerptContent = Pick<Notification, 'text' | 'attachments'>;

export interface Excerpt extends ExcerptContent {
  readonly isCut: boolean;
}

/** Each line has a cost besides its text, and so has an address, although it is not shown. */
const LINE_COST = 40;
const ADDRESS_SHARE = 20;

/** Returns as much of a notification as fits a budget of `length` characters, and whether anything was cut. */
export function takeExcerpt({ text, attachments }: ExcerptContent, length: number): Excerpt {
  const room = new LengthBudget(length);
  return {
    text: textIn(room, text),
    attachments: filled(room, attachments, attachment => attachmentIn(room, attachment)),
    isCut: room.isExceeded,
  };
}

class LengthBudget {
  #left: number;
  /** Something exceeded the budget. */
  isExceeded = false;

  constructor(length: number) {
    this.#left = length;
  }

  /** Takes this many characters off the budget. Returns `false` once the budget is exceeded. */
  take(length: number): boolean {
    this.isExceeded ||= length > this.#left;
    this.#left -= length;
    return !this.isExceeded;
  }

  /** Returns the text, truncated if it exceeds the budget. */
  words(words: string): string {
    const left = Math.max(0, this.#left);
    return this.take(Array.from(words).length) ? words : truncateAtWord(words, left);
  }
}

/** Returns the items that fit, followed by the beginning of the one that does not. */
function filled<T>(
  room: LengthBudget,
  items: readonly T[],
  partOf: (item: T) => T | undefined,
): readonly T[] {
  const parts: T[] = [];
  for (const item of items) {
    const part = room.isExceeded ? undefined : partOf(item);
    if (part === undefined) {
      break;
    }
    parts.push(part);
  }
  return parts;
}

function textIn(room: LengthBudget, text: RichText): RichText {
  return filled(room, text, node => nodeIn(room, node));
}

function nodeIn(room: LengthBudget, node: RichTextNode): RichTextNode | undefined {
  switch (node.kind) {
    case 'text':
      return { ...node, text: room.words(node.text) };
    case 'code':
      return { ...node, text: codeIn(room, node.text) };
    case 'break':
    case 'time':
      return lineIn(room, node);
    case 'styled':
    case 'quote':
      return { ...node, children: textIn(room, node.children) };
    case 'link': {
      const children = room.take(addressLength(node.href)) ? textIn(room, node.children) : [];
      return children.length > 0 ? { ...node, children } : undefined;
    }
  }
}

function codeIn(room: LengthBudget, code: string): string {
  const [first = '', ...others] = code.split('\n');
  const line = (words: string): string | undefined => (room.take(LINE_COST) ? room.words(words) : undefined);
  return [room.words(first), ...filled(room, others, line)].join('\n');
}

function attachmentIn(room: LengthBudget, attachment: Attachment): Attachment | undefined {
  switch (attachment.kind) {
    case 'message':
      return { ...attachment, text: textIn(room, attachment.text) };
    case 'grid':
      return {
        ...attachment,
        cells: filled(room, attachment.cells, cell =>
          room.take(LINE_COST + cell.name.length + addressLength(cell.href))
            ? { ...cell, value: textIn(room, cell.value) }
            : undefined,
        ),
      };
    case 'link':
      return room.take(
        LINE_COST +
          attachment.name.length +
          addressLength(attachment.href) +
          addressLength(attachment.preview),
      )
        ? { ...attachment, description: textIn(room, attachment.description) }
        : undefined;
    case 'user':
    case 'image':
    case 'file':
      return room.take(LINE_COST + attachment.name.length + addressLength(attachment.href))
        ? attachment
        : undefined;
    case 'delimiter':
      return lineIn(room, attachment);
  }
}

function lineIn<T>(room: LengthBudget, item: T): T | undefined {
  return room.take(LINE_COST) ? item : undefined;
}

function addressLength(href = ''): number {
  return Math.ceil(href.length / ADDRESS_SHARE);
}
