import type { SharedMemento } from '../../../src/model/windows/sharedMemento';

type Values = Readonly<Record<string, unknown>>;

export interface MementoNeeds {
  /** Gives what is written to the storage and to the other windows. */
  readonly send: (values: Values) => void;
  /** How long something takes from the extension to VS Code's own process, or back: milliseconds. */
  readonly wayMs: () => number;
}

/**
 * `globalState` as VS Code has it (`ExtensionMemento`, `MainThreadStorage`): all values in one; a write sends all of
 * them some moments later, and what comes back, of its own writes and of other windows', takes the place of all of
 * them, and of what was written meanwhile.
 */
export class Memento implements SharedMemento {
  values: Values;
  readonly #needs: MementoNeeds;
  #waiting: (() => void)[] = [];
  #isCut = false;
  #onItsWay: Promise<unknown> = Promise.resolve();

  constructor(values: Values, needs: MementoNeeds) {
    this.values = values;
    this.#needs = needs;
  }

  get(key: string): unknown {
    return this.values[key];
  }

  update(key: string, value: unknown): Promise<void> {
    // Nobody changes what is there: only what is new has to be copied.
    const others = Object.entries(this.values).filter(([each]) => each !== key);
    this.values = { ...Object.fromEntries(others), ...copyOf({ [key]: value }) };
    if (this.#waiting.length === 0) {
      setTimeout(() => {
        this.#flush();
      }, 0);
    }
    return new Promise(resolve => {
      this.#waiting.push(resolve);
    });
  }

  /** Its window crashes: what is on its way still gets there, and nothing else. Resolves when it is there. */
  cut(): Promise<unknown> {
    this.#isCut = true;
    return this.#onItsWay;
  }

  #flush(): void {
    const { send, wayMs } = this.#needs;
    const written = this.#waiting;
    const sent = this.values;
    this.#waiting = [];
    if (this.#isCut) {
      return;
    }
    this.#onItsWay = after(wayMs())
      .then(() => {
        send(sent);
        return after(wayMs());
      })
      .then(() => {
        if (this.#isCut) {
          return;
        }
        this.values = sent;
        for (const resolve of written) {
          resolve();
        }
      });
  }
}

function after(ms: number): Promise<void> {
  return new Promise(resolve => {
    setTimeout(resolve, ms);
  });
}

function copyOf(values: Values): Values {
  return JSON.parse(JSON.stringify(values)) as Values;
}

/** What all windows see at once. As VS Code does, it keeps what JSON can tell. */
export class MapState implements SharedMemento {
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
