import { Focus } from './attention';
import type { Attention } from './attention';
import { Bulletin } from './bulletin';
import type { Disposable, Event } from './emitter';
import { Lease } from './lease';
import type { Turn } from './lease';
import type { Neighbourhood } from './neighbourhood';
import { Pulse } from './pulse';
import type { SharedState } from './sharedState';
import { tidingsIn } from './tidings';
import type { Tidings } from './tidings';

/** What the windows of this VS Code have in common of an account. */
export interface AccountInWindows {
  /** Who polls; also who is to say that something has arrived, so that it is said once. */
  readonly turn: Turn;
  readonly attention: Attention;
  readonly board: Bulletin<Tidings>;
  readonly pulse: Pick<Pulse, 'onDidBeat'>;
}

/** This window among all of this VS Code. */
export class Windows implements Disposable {
  readonly focus: Focus;
  readonly #neighbourhood: Neighbourhood;
  readonly #pulse: Pulse;
  readonly #accounts: Bulletin<true>;

  /** Another window has connected or disconnected an account. */
  readonly onDidChangeAccounts: Event<void>;

  /** `id`: no other window's. */
  constructor(state: SharedState, id: string, random: () => number = Math.random) {
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

  /** Lets the other windows know that this one has connected or disconnected an account. */
  readonly tellAccounts = (): void => {
    this.#accounts.post(true);
  };

  of(accountId: string): AccountInWindows {
    return {
      turn: new Lease(this.#neighbourhood, `bitrix24.lease:${accountId}`),
      attention: this.focus,
      board: new Bulletin(this.#neighbourhood, `bitrix24.polled:${accountId}`, tidingsIn),
      pulse: this.#pulse,
    };
  }

  dispose(): void {
    this.#accounts.dispose();
    this.focus.dispose();
    this.#pulse.dispose();
  }
}
