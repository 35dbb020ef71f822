import { Emitter } from '../emitter';
import { SharedMap } from '../windows/sharedMap';
import type { SharedMemento } from '../windows/sharedMemento';
import { isAhead } from '../windows/timestamps';

/** Maximum delay between a keystroke and saving the draft. */
const SAVE_DELAY_MS = 300;

/** How long a draft is kept after its last change. */
const MAX_DRAFT_AGE_MS = 90 * 24 * 3_600_000;

/** How long expired drafts are kept, in case the clock is wrong. */
const EXPIRED_DELAY_MS = 24 * 3_600_000;

/** The entry whose time stamp is when drafts were first seen to have expired. */
const EXPIRED = 'expired';

/** Unsent text per notification of an account, persisted across sessions. */
export class ReplyDrafts {
  readonly #texts: SharedMap<string>;
  readonly #changed = new Emitter();
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Fires when a draft was changed, in this window or another. */
  readonly onDidChange = this.#changed.event;

  constructor(memento: SharedMemento, accountId: string) {
    this.#texts = new SharedMap(memento, draftsKey(accountId), text => (typeof text === 'string' ? text : undefined));
    this.#texts.onDidChange(() => this.#changed.fire());
  }

  get(id: number): string {
    this.#texts.sync();
    return this.#texts.get(String(id)) ?? '';
  }

  /** An empty text deletes the draft. */
  set(id: number, text: string): void {
    if (text.trim() === '') {
      this.#texts.delete(String(id));
    } else {
      this.#texts.set(String(id), text);
    }
    this.#timer ??= setTimeout(() => this.save(), SAVE_DELAY_MS);
    this.#changed.fire();
  }

  /** Deletes the draft that became this text; a different one typed since then stays. */
  deleteIfUnchanged(id: number, text: string): void {
    if (this.get(id).trim() === text.trim()) {
      this.set(id, '');
      this.save();
    }
  }

  /**
   * Applies drafts typed in other windows, saves again those that they overwrote, and deletes those that nobody has
   * changed for 90 days. Call it periodically.
   */
  sync(): void {
    this.#texts.sync();
    this.#deleteExpired(Date.now());
  }

  /** Saves immediately instead of after the delay. */
  save(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    void this.#texts.save();
  }

  /** Deletes those that were expired a day ago and still are: a clock that is wrong for a moment deletes none. */
  #deleteExpired(now: number): void {
    const expired = this.#expiredAt(now);
    const isSeen = this.#texts.get(EXPIRED) !== undefined;
    const seenAt = this.#texts.writtenAt(EXPIRED);
    if (isSeen && (expired.length === 0 || now > seenAt + EXPIRED_DELAY_MS)) {
      const wereExpired = new Set(this.#expiredAt(seenAt));
      for (const id of [EXPIRED, ...expired.filter(each => wereExpired.has(each))]) {
        this.#texts.delete(id);
      }
      this.save();
    } else if (expired.length > 0 && (!isSeen || isAhead(seenAt, now))) {
      this.#texts.set(EXPIRED, '');
      this.save();
    }
  }

  #expiredAt(time: number): readonly string[] {
    const ids = this.#texts.entries.map(([id]) => id).filter(id => id !== EXPIRED);
    return ids.filter(id => time - this.#texts.writtenAt(id) > MAX_DRAFT_AGE_MS);
  }
}

/** Returns the key of the drafts in the shared memento. */
export function draftsKey(accountId: string): string {
  return `bitrix24.drafts:${accountId}`;
}
