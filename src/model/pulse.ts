import { Emitter } from './emitter';
import type { Disposable } from './emitter';

const BEAT_MS = 2_000;

/**
 * When a window looks at what it shares with the others, and writes again what got lost: all of it together, so that
 * VS Code writes once.
 */
export class Pulse implements Disposable {
  readonly #beat = new Emitter();
  #timer: ReturnType<typeof setTimeout> | undefined;

  readonly onDidBeat = this.#beat.event;

  /** Windows that are opened together do not beat in step. */
  constructor(random: () => number = Math.random) {
    this.#wait(BEAT_MS * random());
  }

  dispose(): void {
    clearTimeout(this.#timer);
  }

  #wait(ms: number): void {
    this.#timer = setTimeout(() => {
      this.#wait(BEAT_MS);
      this.#beat.fire();
    }, ms);
  }
}
