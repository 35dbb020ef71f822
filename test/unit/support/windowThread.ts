import { AsyncLocalStorage } from 'node:async_hooks';

/** What one of several windows in this process does by itself, which can stand still for a while. */
export class WindowThread {
  static readonly #running = new AsyncLocalStorage<WindowThread>();
  #isSuspended = false;
  readonly #timers = new Map<unknown, () => void>();
  #messages: (() => void)[] = [];

  get isSuspended(): boolean {
    return this.#isSuspended;
  }

  /** What `act` begins belongs to the window, too. */
  run<T>(act: () => T): T {
    return WindowThread.#running.run(this, act);
  }

  /** What `act` begins belongs to no window, such as what is on its way between them. */
  static outside<T>(act: () => T): T {
    return WindowThread.#running.exit(act);
  }

  /** Its timers and messages wait, as those of a process that hangs, or of a browser's tab that is put to sleep. */
  suspend(): void {
    this.#isSuspended = true;
  }

  /** All that was due meanwhile happens: the timers first, when the messages have not been read. */
  resume(): void {
    this.#isSuspended = false;
    for (const [timer, act] of this.#timers) {
      this.#timers.delete(timer);
      act();
    }
    const messages = this.#messages;
    this.#messages = [];
    for (const receive of messages) receive();
  }

  receive(act: () => void): void {
    if (this.#isSuspended) this.#messages.push(act);
    else act();
  }

  /** Resolves when the window that this is called in is not suspended. */
  static async whenAwake(): Promise<void> {
    const thread = WindowThread.#running.getStore();
    if (thread?.isSuspended === true) await new Promise<void>(resolve => thread.receive(resolve));
  }

  /** Call it once the clock is stopped, which takes it back when it is uninstalled. */
  static holdTimers(): void {
    const { setTimeout: start, clearTimeout: end } = globalThis;
    const startHeld = (act: (...given: unknown[]) => void, ms?: number, ...given: unknown[]): unknown => {
      const thread = WindowThread.#running.getStore();
      if (thread === undefined) return start(act, ms, ...given);
      const due = (): void => thread.run(() => act(...given));
      const timer: unknown = start(() => {
        if (thread.#isSuspended) thread.#timers.set(timer, due);
        else due();
      }, ms);
      return timer;
    };
    const endHeld = (timer: Parameters<typeof clearTimeout>[0]): void => {
      const thread = WindowThread.#running.getStore();
      if (thread !== undefined) thread.#timers.delete(timer);
      end(timer);
    };
    globalThis.setTimeout = startHeld as typeof setTimeout;
    globalThis.clearTimeout = endHeld;
  }
}
