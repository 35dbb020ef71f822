import type { Drafts } from './drafts';
import { Emitter } from './emitter';
import type { Disposable } from './emitter';
import type { Inbox, InboxState } from './inbox';
import type { Poller } from './poller';

/** Whose notification centre it is. */
export interface Account {
  /** `https://portal.example`, without a path. */
  readonly origin: string;
  readonly userId: string;
}

/** A connected account: its inbox, what keeps it fresh and what was begun, made together and ended together. */
export interface Portal extends Disposable {
  readonly account: Account;
  readonly inbox: Inbox;
  readonly poller: Poller;
  readonly drafts: Drafts;
}

export type SessionState =
  /** The stored credential has not been read yet. */
  | { readonly kind: 'starting' }
  | { readonly kind: 'signedOut' }
  | { readonly kind: 'signedIn'; readonly account: Account; readonly inbox: InboxState };

/** What the views look at: the connected portal, if there is one, and the state of its inbox. */
export class Session implements Disposable {
  readonly #changed = new Emitter<SessionState>();
  #portal: Portal | undefined;
  #inboxListener: Disposable | undefined;
  #hasStarted = false;

  readonly onDidChange = this.#changed.event;

  get state(): SessionState {
    if (this.#portal !== undefined) {
      return { kind: 'signedIn', account: this.#portal.account, inbox: this.#portal.inbox.state };
    }
    return { kind: this.#hasStarted ? 'signedOut' : 'starting' };
  }

  get portal(): Portal | undefined {
    return this.#portal;
  }

  /** Takes the portal's place at the front; `undefined` signs out. The one before is ended. */
  open(portal: Portal | undefined): void {
    this.#inboxListener?.dispose();
    this.#portal?.dispose();
    this.#hasStarted = true;
    this.#portal = portal;
    this.#inboxListener = portal?.inbox.onDidChange(() => {
      this.#changed.fire(this.state);
    });
    this.#changed.fire(this.state);
    void portal?.poller.poll();
  }

  dispose(): void {
    this.#inboxListener?.dispose();
    this.#portal?.dispose();
  }
}
