/** Texts that were written and are not known to have arrived, for as long as the window lives. */
export class Unsent {
  #texts: readonly string[] = [];

  /** What was kept last; empty where nothing is. */
  get latest(): string {
    return this.#texts.at(-1) ?? '';
  }

  /** An empty text is not kept. */
  keep(text: string): void {
    if (text.trim() !== '') {
      this.#texts = [...this.#texts, text];
    }
  }

  forget(text: string): void {
    this.#texts = this.#texts.filter(each => each !== text);
  }

  /** The text was edited. */
  replace(before: string, after: string): void {
    this.forget(before);
    this.keep(after);
  }
}
