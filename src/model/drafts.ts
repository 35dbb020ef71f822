import { SharedMap } from './sharedMap';
import type { SharedState } from './sharedState';

/** A draft is on the safe side so soon after a key was pressed. */
const SAVE_MS = 300;

/** What was typed and not sent yet, per notification of an account; it outlives the window. */
export class Drafts {
  readonly #texts: SharedMap<string>;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(shared: SharedState, accountId: string) {
    this.#texts = new SharedMap(shared, draftsKey(accountId), text =>
      typeof text === 'string' ? text : undefined,
    );
  }

  get(id: number): string {
    this.#texts.sync();
    return this.#texts.get(String(id)) ?? '';
  }

  /** An empty text forgets the draft. */
  keep(id: number, text: string): void {
    if (text.trim() === '') {
      this.#texts.delete(String(id));
    } else {
      this.#texts.set(String(id), text);
    }
    this.#timer ??= setTimeout(() => {
      this.save();
    }, SAVE_MS);
  }

  /** Forgets the draft that has become this text; another one that was typed since stays. */
  drop(id: number, text: string): void {
    if (this.get(id).trim() === text.trim()) {
      this.keep(id, '');
      this.save();
    }
  }

  /** Takes in what was typed in other windows, and saves again what they undid. To be called now and then. */
  look(): void {
    this.#texts.sync();
  }

  /** At once what would be saved in a moment. */
  save(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    void this.#texts.save();
  }
}

/** Under it they lie in the shared state. */
export function draftsKey(accountId: string): string {
  return `bitrix24.drafts:${accountId}`;
}
