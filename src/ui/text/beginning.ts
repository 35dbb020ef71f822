import type { Attachment } from '../../model/attachment';
import type { Notification } from '../../model/notification';
import type { RichText, TextNode } from '../../model/richText';
import { shortened } from './shortened';

/** What a person is shown of a notification. */
export type Content = Pick<Notification, 'text' | 'attachments'>;

export interface Beginning extends Content {
  readonly isCut: boolean;
}

/** A line takes room even where there is little on it, and so does an address, though it is not seen. */
const LINE = 40;
const ADDRESS_SHARE = 20;

/** As much of a notification as fits into the room of `length` characters, and whether something was left out. */
export function beginning({ text, attachments }: Content, length: number): Beginning {
  const room = new Room(length);
  return {
    text: textIn(room, text),
    attachments: filled(room, attachments, attachment => attachmentIn(room, attachment)),
    isCut: room.isFull,
  };
}

class Room {
  #left: number;
  /** Something did not fit. */
  isFull = false;

  constructor(length: number) {
    this.#left = length;
  }

  /** Takes so many characters, if there are so many left. */
  take(length: number): boolean {
    this.isFull ||= length > this.#left;
    this.#left -= length;
    return !this.isFull;
  }

  /** The words, or where they do not fit, their beginning. */
  words(words: string): string {
    const left = Math.max(0, this.#left);
    return this.take(Array.from(words).length) ? words : shortened(words, left);
  }
}

/** The items that fit, and of the one that does not its beginning. */
function filled<T>(room: Room, items: readonly T[], partOf: (item: T) => T | undefined): readonly T[] {
  const parts: T[] = [];
  for (const item of items) {
    const part = room.isFull ? undefined : partOf(item);
    if (part === undefined) {
      break;
    }
    parts.push(part);
  }
  return parts;
}

function textIn(room: Room, text: RichText): RichText {
  return filled(room, text, node => nodeIn(room, node));
}

function nodeIn(room: Room, node: TextNode): TextNode | undefined {
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

function codeIn(room: Room, code: string): string {
  const [first = '', ...others] = code.split('\n');
  const line = (words: string): string | undefined => (room.take(LINE) ? room.words(words) : undefined);
  return [room.words(first), ...filled(room, others, line)].join('\n');
}

function attachmentIn(room: Room, attachment: Attachment): Attachment | undefined {
  switch (attachment.kind) {
    case 'message':
      return { ...attachment, text: textIn(room, attachment.text) };
    case 'grid':
      return {
        ...attachment,
        cells: filled(room, attachment.cells, cell =>
          room.take(LINE + cell.name.length + addressLength(cell.href))
            ? { ...cell, value: textIn(room, cell.value) }
            : undefined,
        ),
      };
    case 'link':
      return room.take(
        LINE + attachment.name.length + addressLength(attachment.href) + addressLength(attachment.preview),
      )
        ? { ...attachment, description: textIn(room, attachment.description) }
        : undefined;
    case 'user':
    case 'image':
    case 'file':
      return room.take(LINE + attachment.name.length + addressLength(attachment.href))
        ? attachment
        : undefined;
    case 'delimiter':
      return lineIn(room, attachment);
  }
}

function lineIn<T>(room: Room, item: T): T | undefined {
  return room.take(LINE) ? item : undefined;
}

function addressLength(href = ''): number {
  return Math.ceil(href.length / ADDRESS_SHARE);
}
