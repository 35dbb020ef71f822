import { type Disposable, disposeAll, Emitter } from '../emitter';
import { SharedMap } from './sharedMap';
import { HEARTBEAT_MS, type WindowContext } from './windowContext';

/** The entry that holds the focused window's ID; that window renews it with every heartbeat. */
const FOCUSED = 'focused';
const FOCUS_TIMEOUT_MS = 3 * HEARTBEAT_MS;

/** Tracks which of the windows is focused. */
export class WindowFocus implements Disposable {
  readonly #id: string;
  readonly #records: SharedMap<string>;
  readonly #changed = new Emitter();
  readonly #subscriptions: readonly Disposable[];
  #isFocused = false;
  #wasAnyFocused: boolean;

  /** Fires when {@link isAnyWindowFocused} has changed. */
  readonly onDidChange = this.#changed.event;

  constructor({ id, memento, onDidTick, onDidHeartbeat }: WindowContext) {
    this.#id = id;
    this.#records = new SharedMap(memento, 'bitrix24.focus', value => (typeof value === 'string' ? value : undefined));
    this.#wasAnyFocused = this.isAnyWindowFocused;
    this.#subscriptions = [
      onDidTick(() => {
        this.#records.sync();
        // A window that lost the focus may have reported it later than this one reported gaining it.
        if (this.#isFocused && this.focusedWindowId === undefined) {
          this.#report();
        }
        this.#notify();
      }),
      onDidHeartbeat(() => {
        if (this.#isFocused) {
          this.#report();
        }
      }),
    ];
  }

  /** The ID of the focused window; `undefined` if none is. */
  get focusedWindowId(): string | undefined {
    return this.#records.isFresh(FOCUSED, FOCUS_TIMEOUT_MS) ? this.#records.get(FOCUSED) : undefined;
  }

  get isAnyWindowFocused(): boolean {
    return this.#isFocused || this.focusedWindowId !== undefined;
  }

  /** Reports to the other windows that this one has gained or lost the focus. */
  setFocused(isFocused: boolean): void {
    this.#isFocused = isFocused;
    if (isFocused) {
      this.#report();
    } else {
      this.#release();
    }
    this.#notify();
  }

  dispose(): void {
    this.#release();
    disposeAll(this.#subscriptions);
  }

  #report(): void {
    this.#records.set(FOCUSED, this.#id);
    void this.#records.save();
  }

  #release(): void {
    if (this.#records.get(FOCUSED) === this.#id) {
      this.#records.delete(FOCUSED);
      void this.#records.save();
    }
  }

  #notify(): void {
    if (this.isAnyWindowFocused !== this.#wasAnyFocused) {
      this.#wasAnyFocused = this.isAnyWindowFocused;
      this.#changed.fire();
    }
  }
}
