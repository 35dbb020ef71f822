import { Emitter } from '../emitter';
import type { Disposable } from '../emitter';
import type { SharedMemento } from './sharedMemento';

/** A window and the state it shares with others. */
export interface Neighbourhood {
  /** This window's ID. */
  readonly id: string;
  readonly state: SharedMemento;
  readonly pulse: Pick<Pulse, 'onDidBeat'>;
  /** Returns a number from 0 up to, but not including, 1. */
  readonly random: () => number;
}

const BEAT_MS = 2_000;

/**
 * A regular tick for reading the state shared with the other windows and rewriting lost values: all at once, so that
 * VS Code writes only once.
 */
export class Pulse implements Disposable {
  readonly #beat = new Emitter();
  #timer: ReturnType<typeof setTimeout> | undefined;

  readonly onDidBeat = this.#beat.event;

  /** The first delay is random, so that windows opened together don't tick in step. */
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
