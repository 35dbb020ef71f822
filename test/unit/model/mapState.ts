import type { SharedState } from '../../../src/model/sharedState';

/** What all windows see at once. As VS Code does, it keeps what JSON can tell. */
export class MapState implements SharedState {
  readonly #texts = new Map<string, string>();
  /** How often a window wrote. */
  writes = 0;

  keys(): readonly string[] {
    return [...this.#texts.keys()];
  }

  get(key: string): unknown {
    const text = this.#texts.get(key);
    return text === undefined ? undefined : JSON.parse(text);
  }

  clear(): void {
    this.#texts.clear();
  }

  update(key: string, value: unknown): Promise<void> {
    this.writes++;
    if (value === undefined) {
      this.#texts.delete(key);
    } else {
      this.#texts.set(key, JSON.stringify(value));
    }
    return Promise.resolve();
  }
}
