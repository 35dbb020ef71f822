import type { SharedState } from './sharedState';

/**
 * A shared state that is written one write at a time. `globalState` tells a window of its own writes some milliseconds
 * later; what was written meanwhile is undone by that, and what is written next goes to the storage without it.
 */
export class OrderedState implements SharedState {
  readonly #state: SharedState;
  /** What waits until what is being written is there. */
  #waiting: ReadonlyMap<string, unknown> = new Map();
  #turn: Promise<void> | undefined;
  #writing: Promise<void> = Promise.resolve();

  constructor(state: SharedState) {
    this.#state = state;
  }

  keys(): readonly string[] {
    const keys = new Set([...this.#state.keys(), ...this.#waiting.keys()]);
    return [...keys].filter(key => this.get(key) !== undefined);
  }

  get(key: string): unknown {
    return this.#waiting.has(key) ? this.#waiting.get(key) : this.#state.get(key);
  }

  /** Resolves when it is there, together with all that waited for the same turn. Rejects as the state does. */
  update(key: string, value: unknown): Promise<void> {
    this.#waiting = new Map([...this.#waiting, [key, value]]);
    this.#turn ??= this.#afterwards();
    return this.#turn;
  }

  /** Resolves when nothing is being written any more, nor what follows upon it. Never rejects. */
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
