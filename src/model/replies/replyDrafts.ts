import { SharedMap } from '../windows/sharedMap';
import type { SharedMemento } from '../windows/sharedMemento';

/** Maximum delay between a keystroke and saving the draft. */
const SAVE_MS = 300;

/** Unsent text per notification of an account, persisted across sessions. */
export class ReplyDrafts {
  readonly #texts: SharedMap<string>;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(shared: SharedMemento, accountId: string) {
    this.#texts = new SharedMap(shared, draftsKey(accountId), text =>
      typeof text === 'string' ? text : undefined,
    );
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
    this.#timer ??= setTimeout(() => {
      this.save();
    }, SAVE_MS);
  }

  /** Deletes the draft that became this text; a different one typed since then stays. */
  deleteIfUnchanged(id: number, text: string): void {
    if (this.get(id).trim() === text.trim()) {
      this.set(id, '');
      this.save();
    }
  }

  /** Applies drafts typed in other windows, and saves again those that they overwrote. Call it periodically. */
  sync(): void {
    this.#texts.sync();
  }

  /** Saves immediately instead of after the delay. */
  save(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    void this.#texts.save();
  }
}

/** Returns the key of the drafts in the shared state. */
export function draftsKey(accountId: string): string {
  return `bitrix24.drafts:${accountId}`;
}
