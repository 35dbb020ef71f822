export interface Disposable {
  dispose(): void;
}

export type Event<T> = (listener: (value: T) => void) => Disposable;

/** Tells its listeners, in the order they subscribed. A listener that goes away while being told is not told again. */
export class Emitter<T = void> {
  readonly #listeners = new Set<{ readonly listener: (value: T) => void }>();

  readonly event: Event<T> = listener => {
    const entry = { listener };
    this.#listeners.add(entry);
    return { dispose: () => this.#listeners.delete(entry) };
  };

  fire(value: T): void {
    for (const { listener } of this.#listeners) {
      try {
        listener(value);
      } catch (error) {
        // A defect of one listener is none of the others; it is reported by itself.
        queueMicrotask(() => {
          throw error;
        });
      }
    }
  }
}
