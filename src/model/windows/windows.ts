import type { Disposable, Event } from '../emitter';
import { Leadership } from './leadership';
import { SharedMap } from './sharedMap';
import type { SharedMemento } from './sharedMemento';
import { WindowClock, type WindowContext } from './windowContext';
import { WindowFocus } from './windowFocus';

/** What the windows share about an account. */
export interface AccountWindows {
  readonly context: WindowContext;
  /** Elects the window that polls the account. */
  readonly leadership: Pick<Leadership, 'isLeader' | 'hasOtherLeader' | 'onDidChange' | 'dispose' | 'forget'>;
  readonly focus: Pick<WindowFocus, 'isAnyWindowFocused' | 'focusedWindowId' | 'onDidChange'>;
}

/** Windows that start together in the background don't all ask the portal: the first one tells the others. */
const MAX_START_DELAY_MS = 500;

/** The entry that holds when a window has connected or disconnected an account. */
const CHANGED = 'changed';

/** This window among all windows of this VS Code. */
export class Windows implements Disposable {
  readonly context: WindowContext;
  readonly focus: WindowFocus;
  readonly #clock: WindowClock;
  readonly #accounts: SharedMap<number>;
  readonly #subscription: Disposable;

  /** Fires when another window has connected or disconnected an account. */
  readonly onDidChangeAccounts: Event<void>;

  /** `id`: unique among the windows. */
  constructor(memento: SharedMemento, id: string, random: () => number = Math.random) {
    this.#clock = new WindowClock(random);
    const { onDidTick, onDidHeartbeat, onDidResume } = this.#clock;
    this.context = { id, memento, random, onDidTick, onDidHeartbeat, onDidResume };
    this.focus = new WindowFocus(this.context);
    this.#accounts = new SharedMap(memento, 'bitrix24.accounts', value =>
      typeof value === 'number' ? value : undefined,
    );
    this.#subscription = onDidTick(() => this.#accounts.sync());
    this.onDidChangeAccounts = this.#accounts.onDidChange;
  }

  /** Notifies the other windows that this one has connected or disconnected an account. */
  readonly notifyAccountsChanged = (): void => {
    this.#accounts.set(CHANGED, Date.now());
    void this.#accounts.save();
  };

  forAccount(accountId: string): AccountWindows {
    const { context, focus } = this;
    const startDelayMs = focus.focusedWindowId === context.id ? 0 : MAX_START_DELAY_MS * context.random();
    return { context, leadership: new Leadership(context, accountId, startDelayMs), focus };
  }

  dispose(): void {
    this.#subscription.dispose();
    this.focus.dispose();
    this.#clock.dispose();
  }
}
