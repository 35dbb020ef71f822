import type { Notification } from '../notification/notification';
import { attachmentToSingleLine, blocksOf } from '../notification/notificationText';
import { toSingleLineText } from '../notification/richText';
import { type HistoryQuery, splitPortalWords } from './historyQuery';

/** The words by which a notification's contents are found. */
export interface SearchFormatters {
  /** Returns the portal's name for a type. */
  readonly typeName: (typeId: string) => string;
  /** Takes milliseconds since the epoch. */
  readonly formatTime: (at: number) => string;
}

/** Determines which notifications match a query, without the portal. */
export class HistoryMatcher {
  readonly #words: SearchFormatters;
  /** The text and author of each notification examined so far, normalized and in lower case. */
  readonly #folded = new WeakMap<Notification, string>();

  constructor(words: SearchFormatters) {
    this.#words = words;
  }

  /** Every word must occur in the text, the attachments, the author's name or the type's name. */
  matcher({ text, typeId, authorIds, days }: HistoryQuery): (notification: Notification) => boolean {
    const wanted = wantedIn(text);
    const authors = new Set(authorIds);
    return notification =>
      (typeId === undefined || notification.typeId === typeId) &&
      (authors.size === 0 || authors.has(authorIdOrZero(notification))) &&
      (days === undefined || (notification.date >= days.from && notification.date < days.to)) &&
      this.#holds(notification, wanted);
  }

  #holds(notification: Notification, wanted: readonly string[]): boolean {
    if (wanted.length === 0) return true;
    const typeName = folded(this.#words.typeName(notification.typeId));
    const words = this.#foldedWords(notification);
    return wanted.every(word => words.includes(word) || typeName.includes(word));
  }

  #foldedWords(notification: Notification): string {
    const known = this.#folded.get(notification);
    if (known !== undefined) return known;
    const { formatTime } = this.#words;
    const words = folded(
      [
        toSingleLineText(notification.text, formatTime),
        ...blocksOf(notification).map(block => attachmentToSingleLine(block, formatTime)),
        notification.author?.name ?? '',
      ].join('\n'),
    );
    this.#folded.set(notification, words);
    return words;
  }
}

/** Returns 0 for the system, or an author the portal doesn't know. */
function authorIdOrZero({ author }: Notification): number {
  return author?.id ?? 0;
}

/** Returns the words of a text, or its symbols if there are no words. */
function wantedIn(text: string): readonly string[] {
  const words = splitPortalWords(folded(text));
  return words.length > 0 ? words : text.split(/\s+/u).filter(signs => signs !== '');
}

function folded(text: string): string {
  return text.normalize('NFC').toLowerCase().replaceAll('ё', 'е');
}
