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
