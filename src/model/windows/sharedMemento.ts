/**
 * Values that every window of this VS Code sees eventually. JSON only and no secrets, as they are stored in a file.
 * VS Code's `globalState` is one.
 */
export interface SharedMemento {
  keys(): readonly string[];
  get(key: string): unknown;
  /**
   * `undefined` removes the key. If windows write within the same few seconds, one may overwrite everything, even
   * other keys, with the values it has: anything that must not get lost has to be checked and written again.
   */
  update(key: string, value: unknown): PromiseLike<void>;
}

/** Ignores a failed write: for values that are written again anyway. */
export function updateInBackground(state: SharedMemento, key: string, value: unknown): void {
  state.update(key, value).then(undefined, () => undefined);
}

/**
 * A shared state that performs one write at a time. `globalState` notifies a window of its own writes some
 * milliseconds later, which reverts what was written meanwhile, and the next write goes to the storage without it.
 */
export class SerializedMemento implements SharedMemento {
  readonly #state: SharedMemento;
  /** Values that wait for the current write to finish. */
  #waiting: ReadonlyMap<string, unknown> = new Map();
  #turn: Promise<void> | undefined;
  #writing: Promise<void> = Promise.resolve();

  constructor(state: SharedMemento) {
    this.#state = state;
  }

  keys(): readonly string[] {
    const keys = new Set([...this.#state.keys(), ...this.#waiting.keys()]);
    return [...keys].filter(key => this.get(key) !== undefined);
  }

  get(key: string): unknown {
    return this.#waiting.has(key) ? this.#waiting.get(key) : this.#state.get(key);
  }

  /**
   * Resolves when the value is stored, together with all that waited for the same write. Rejects as the state does.
   */
  update(key: string, value: unknown): Promise<void> {
    this.#waiting = new Map([...this.#waiting, [key, value]]);
    this.#turn ??= this.#afterwards();
    return this.#turn;
  }

  /** Resolves when no write is in progress, including writes that follow from others. Never rejects. */
  async settled(): Promise<void> {
    let last: Promise<void> | undefined;
    while (last !== this.#last) {
      last = this.#last;
      await last.catch(() => undefined);
      await new Promise(resolve => {
        setTimeout(resolve);
      });
    }
  }

  get #last(): Promise<void> {
    return this.#turn ?? this.#writing;
  }

  async #afterwards(): Promise<void> {
    await this.#writing.catch(() => undefined);
    const writes = [...this.#waiting];
    this.#waiting = new Map();
    this.#turn = undefined;
    const written = Promise.all(writes.map(([key, value]) => this.#state.update(key, value)));
    this.#writing = written.then(() => undefined);
    await this.#writing;
  }
}
