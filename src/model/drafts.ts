/** What was typed and not sent, per notification, for as long as the window lives. */
export class Drafts {
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
