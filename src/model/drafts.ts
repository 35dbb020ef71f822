import { accountId } from './account';
import type { Account } from './account';

/** What was typed and is not known to have arrived, per notification, for as long as the window lives. */
export class Drafts {
  /** The notifications a reply to which is on its way. */
  readonly sending = new Set<number>();
  readonly #texts = new Map<number, string>();

  get(id: number): string {
    return this.#texts.get(id) ?? '';
  }

  /** An empty text forgets the draft. */
  keep(id: number, text: string): void {
    if (text.trim() === '') {
      this.#texts.delete(id);
    } else {
      this.#texts.set(id, text);
    }
  }
}

/** The drafts of every account that was connected in this window: connecting one again loses none. */
export class DraftsByAccount {
  readonly #all = new Map<string, Drafts>();

  of(account: Account): Drafts {
    const key = accountId(account);
    const drafts = this.#all.get(key) ?? new Drafts();
    this.#all.set(key, drafts);
    return drafts;
  }
}
