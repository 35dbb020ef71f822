/**
 * Values that every window of this VS Code sees eventually. JSON only and no secrets, as they are stored in a file.
 * VS Code's `globalState` is one.
 */
export interface SharedMemento {
  get(key: string): unknown;
  /**
   * `undefined` removes the key. If windows write within the same few seconds, one may overwrite everything, even
   * other keys, with the values it has: anything that must not get lost has to be checked and written again.
   */
  update(key: string, value: unknown): PromiseLike<void>;
}

/** Ignores a failed write: for values that are written again anyway. */
export function updateInBackground(memento: SharedMemento, key: string, value: unknown): void {
  memento.update(key, value).then(undefined, () => undefined);
}

/**
 * A shared memento that performs one write at a time. `globalState` notifies a window of its own writes some
 * milliseconds later, which reverts what was written meanwhile, and the next write goes to the storage without it.
 */
export class SerializedMemento implements SharedMemento {
  readonly #memento: SharedMemento;
  /** Values that wait for the current write to finish. */
  #waiting: ReadonlyMap<string, unknown> = new Map();
  #nextWrite: Promise<void> | undefined;
  #writing: Promise<void> = Promise.resolve();

  constructor(memento: SharedMemento) {
    this.#memento = memento;
  }

  get(key: string): unknown {
    return this.#waiting.has(key) ? this.#waiting.get(key) : this.#memento.get(key);
  }

  /**
   * Resolves when the value is stored, together with all that waited for the same write. Rejects as the memento does.
   */
  update(key: string, value: unknown): Promise<void> {
    this.#waiting = new Map([...this.#waiting, [key, value]]);
    this.#nextWrite ??= this.#writeWaiting();
    return this.#nextWrite;
  }

  /** Resolves once no write is in progress or waiting, including those added meanwhile. Never rejects. */
  async settled(): Promise<void> {
    let last: Promise<void> | undefined;
    while (last !== this.#last) {
      last = this.#last;
      await last.catch(() => undefined);
      await new Promise(resolve => setTimeout(resolve));
    }
  }

  get #last(): Promise<void> {
    return this.#nextWrite ?? this.#writing;
  }

  async #writeWaiting(): Promise<void> {
    await this.#writing.catch(() => undefined);
    const writes = [...this.#waiting];
    this.#waiting = new Map();
    this.#nextWrite = undefined;
    const written = Promise.all(writes.map(([key, value]) => this.#memento.update(key, value)));
    this.#writing = written.then(() => undefined);
    await this.#writing;
  }
}
