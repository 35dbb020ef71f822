import { type Disposable, Emitter, type Event } from '../emitter';
import type { SharedMemento } from './sharedMemento';

/** This window among those of this VS Code, and the memento it shares with them. */
export interface WindowContext {
  /** Unique among the windows. */
  readonly id: string;
  readonly memento: SharedMemento;
  /** Fires every two seconds: time to read what other windows have written. */
  readonly onDidTick: Event<void>;
  /** Fires less than twice a minute: time to renew what expires, all of it together, so that VS Code writes only once. */
  readonly onDidHeartbeat: Event<void>;
  /** Fires when the computer has slept, or the clock was set forward: a tick comes more than 90 s after the last one. */
  readonly onDidResume: Event<void>;
  /** Returns a number from 0 up to, but not including, 1. */
  readonly random: () => number;
}

const TICK_MS = 2_000;
const TICKS_PER_HEARTBEAT = 16;

/** More time between two ticks means that the computer has slept; browsers delay timers by up to a minute. */
const MAX_TICK_GAP_MS = 90_000;

/** Time between two heartbeats. */
export const HEARTBEAT_MS = TICKS_PER_HEARTBEAT * TICK_MS;

/** The ticks and heartbeats of a window. */
export class WindowClock implements Disposable {
  readonly #ticked = new Emitter();
  readonly #beat = new Emitter();
  readonly #resumed = new Emitter();
  #ticks = 0;
  /** When it last ticked, in milliseconds since the epoch. */
  #tickedAt = Date.now();
  #timer: ReturnType<typeof setTimeout> | undefined;

  readonly onDidTick = this.#ticked.event;
  readonly onDidHeartbeat = this.#beat.event;
  readonly onDidResume = this.#resumed.event;

  /** The first tick comes after a random delay, so that windows opened together don't tick in step. */
  constructor(random: () => number) {
    this.#wait(TICK_MS * random());
  }

  dispose(): void {
    clearTimeout(this.#timer);
  }

  #wait(delayMs: number): void {
    this.#timer = setTimeout(() => {
      this.#wait(TICK_MS);
      this.#ticked.fire();
      this.#ticks++;
      if (this.#ticks % TICKS_PER_HEARTBEAT === 0) {
        this.#beat.fire();
      }
      const gapMs = Date.now() - this.#tickedAt;
      this.#tickedAt += gapMs;
      // Last, so that the leader leads again by then.
      if (gapMs > MAX_TICK_GAP_MS) {
        this.#resumed.fire();
      }
    }, delayMs);
  }
}
