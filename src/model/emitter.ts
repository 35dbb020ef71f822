export interface Disposable {
  dispose(): void;
}

export function disposeAll(all: Iterable<Disposable>): void {
  for (const each of all) {
    each.dispose();
  }
}

export type Event<T> = (listener: (value: T) => void) => Disposable;

/** Notifies listeners in the order they subscribed. A listener disposed during an event is no longer called. */
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
        // A bug in one listener must not affect the others; it is reported separately.
        queueMicrotask(() => {
          throw error;
        });
      }
    }
  }
}
