import type { HistoryQuery } from './history';
import { wordsIn } from './historyQuery';
import type { Notification } from './notification';
import { plainText } from './richText';

/** The words that stand for what a notification holds. */
export interface NotificationWords {
  /** The portal's name of a type. */
  readonly typeName: (typeId: string) => string;
  /** Takes milliseconds since the epoch. */
  readonly formatTime: (at: number) => string;
}

/** Says which notifications a query means, without the portal. */
export class HistoryMatcher {
  readonly #words: NotificationWords;
  /** Of each notification that was looked at its text and its author, to be found in. */
  readonly #folded = new WeakMap<Notification, string>();

  constructor(words: NotificationWords) {
    this.#words = words;
  }

  /** Every word has to occur, in the text, in the author's name, or in the type's. */
  matcher({ text, typeId, authorIds, days }: HistoryQuery): (notification: Notification) => boolean {
    const wanted = wantedIn(text);
    const authors = new Set(authorIds);
    return notification =>
      (typeId === undefined || notification.typeId === typeId) &&
      (authors.size === 0 || authors.has(authorId(notification))) &&
      (days === undefined || (notification.date >= days.from && notification.date < days.to)) &&
      this.#holds(notification, wanted);
  }

  #holds(notification: Notification, wanted: readonly string[]): boolean {
    if (wanted.length === 0) {
      return true;
    }
    const typeName = folded(this.#words.typeName(notification.typeId));
    const words = this.#foldedWords(notification);
    return wanted.every(word => words.includes(word) || typeName.includes(word));
  }

  #foldedWords(notification: Notification): string {
    const known = this.#folded.get(notification);
    if (known !== undefined) {
      return known;
    }
    const text = plainText(notification.text, this.#words.formatTime);
    const words = folded(`${text}\n${notification.author?.name ?? ''}`);
    this.#folded.set(notification, words);
    return words;
  }
}

/** 0: the system, or somebody whom the portal does not know. */
export function authorId({ author }: Notification): number {
  return author?.id ?? 0;
}

/** Where signs alone are typed, they are looked for. */
function wantedIn(text: string): readonly string[] {
  const words = wordsIn(folded(text));
  return words.length > 0 ? words : text.split(/\s+/u).filter(signs => signs !== '');
}

function folded(text: string): string {
  return text.normalize('NFC').toLowerCase().replaceAll('ё', 'е');
}
