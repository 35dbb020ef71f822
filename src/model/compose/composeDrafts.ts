/** Composed texts that are not known to have arrived, until the window closes. */
export class ComposeDrafts {
  #texts: readonly string[] = [];

  /** The last added text; empty if there is none. */
  get latest(): string {
    return this.#texts.at(-1) ?? '';
  }

  /** Ignores a blank text. */
  keep(text: string): void {
    if (text.trim() !== '') {
      this.#texts = [...this.#texts, text];
    }
  }

  forget(text: string): void {
    this.#texts = this.#texts.filter(each => each !== text);
  }

  /** Replaces a text that was edited. */
  replace(before: string, after: string): void {
    this.forget(before);
    this.keep(after);
  }
}
