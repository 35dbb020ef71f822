import { SharedMap } from '../windows/sharedMap';
import type { SharedMemento } from '../windows/sharedMemento';

/** Maximum delay between a keystroke and saving the draft. */
const SAVE_DELAY_MS = 300;

/** How long a draft is kept after its last change. */
const MAX_DRAFT_AGE_MS = 90 * 24 * 3_600_000;

/** Unsent text per notification of an account, persisted across sessions. */
export class ReplyDrafts {
  readonly #texts: SharedMap<string>;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(memento: SharedMemento, accountId: string) {
    this.#texts = new SharedMap(memento, draftsKey(accountId), text => (typeof text === 'string' ? text : undefined));
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
    const expired = this.#texts.entries.filter(([id]) => Date.now() - this.#texts.writtenAt(id) > MAX_DRAFT_AGE_MS);
    for (const [id] of expired) {
      this.#texts.delete(id);
    }
    if (expired.length > 0) {
      this.save();
    }
  }

  /** Saves immediately instead of after the delay. */
  save(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    void this.#texts.save();
  }
}

/** Returns the key of the drafts in the shared memento. */
export function draftsKey(accountId: string): string {
  return `bitrix24.drafts:${accountId}`;
}
