import type { Disposable, Event } from '../emitter';
import { parsePollStatus } from '../inbox/pollStatus';
import type { PollStatus } from '../inbox/pollStatus';
import { Lease } from './leadership';
import type { Turn } from './leadership';
import { Bulletin } from './sharedMap';
import type { SharedMemento } from './sharedMemento';
import { Pulse } from './windowContext';
import type { Neighbourhood } from './windowContext';
import { Focus } from './windowFocus';
import type { Attention } from './windowFocus';

/** What the windows of this VS Code share about an account. */
export interface AccountInWindows {
  /** Elects the leader: the window that polls the account. */
  readonly turn: Turn;
  readonly attention: Attention;
  readonly board: Bulletin<PollStatus>;
  readonly pulse: Pick<Pulse, 'onDidBeat'>;
}

/** This window's view of all windows of this VS Code. */
export class Windows implements Disposable {
  readonly focus: Focus;
  readonly #neighbourhood: Neighbourhood;
  readonly #pulse: Pulse;
  readonly #accounts: Bulletin<true>;

  /** Fires when another window has connected or disconnected an account. */
  readonly onDidChangeAccounts: Event<void>;

  /** `id`: unique among windows. */
  constructor(state: SharedMemento, id: string, random: () => number = Math.random) {
    this.#pulse = new Pulse(random);
    this.#neighbourhood = { id, state, pulse: this.#pulse, random };
    this.focus = new Focus(this.#neighbourhood);
    this.#accounts = new Bulletin(
      this.#neighbourhood,
      'bitrix24.accounts',
      value => value === true || undefined,
    );
    this.onDidChangeAccounts = this.#accounts.onDidPost;
  }

  /** Notifies the other windows that this one has connected or disconnected an account. */
  readonly tellAccounts = (): void => {
    this.#accounts.post(true);
  };

  of(accountId: string): AccountInWindows {
    return {
      turn: new Lease(this.#neighbourhood, `bitrix24.lease:${accountId}`),
      attention: this.focus,
      board: new Bulletin(this.#neighbourhood, `bitrix24.polled:${accountId}`, parsePollStatus),
      pulse: this.#pulse,
    };
  }

  dispose(): void {
    this.#accounts.dispose();
    this.focus.dispose();
    this.#pulse.dispose();
  }
}
