/** The true ones, whatever becomes of the clock. */
const { setInterval: every, clearInterval: endEvery } = globalThis;

/** How long something kept the event loop to itself; what other processes took meanwhile is not counted, if it is more. */
class Span {
  readonly #from = performance.now();
  readonly #cpu = process.cpuUsage();

  /** Milliseconds. */
  get length(): number {
    const { user, system } = process.cpuUsage(this.#cpu);
    return Math.min(performance.now() - this.#from, (user + system) / 1000);
  }
}

/** The longest holds of the event loop, of all there were and by kinds of work. */
export class Holds {
  readonly #longest = new Map<string, number>();
  #longestOfAll = 0;
  readonly #timer: NodeJS.Timeout;

  constructor() {
    let span = new Span();
    this.#timer = every(() => {
      this.#longestOfAll = Math.max(this.#longestOfAll, span.length);
      span = new Span();
    }, 1);
  }

  of<T>(name: string, work: () => T): T {
    const span = new Span();
    const result = work();
    this.#longest.set(name, Math.max(this.#longest.get(name) ?? 0, span.length));
    return result;
  }

  end(): void {
    endEvery(this.#timer);
  }

  /** By kinds of work, milliseconds. */
  get longest(): ReadonlyMap<string, number> {
    return this.#longest;
  }

  /** Milliseconds. */
  get longestOfAll(): number {
    return this.#longestOfAll;
  }
}

/** Megabytes in use, once all that can go is gone. */
export function heapUsed(): number {
  for (let rounds = 0; rounds < 3; rounds++) globalThis.gc?.();
  return process.memoryUsage().heapUsed / 1024 / 1024;
}
