import { Emitter } from './emitter';
import type { Disposable } from './emitter';
import type { InboxState } from './inboxState';
import type { Account, Portal } from './portal';

export type SessionState =
  /** The stored credential has not been read yet. */
  | { readonly kind: 'starting' }
  | { readonly kind: 'signedOut' }
  | { readonly kind: 'signedIn'; readonly account: Account; readonly inbox: InboxState };

/** What the views look at: the connected portal, if there is one, and the state of its inbox. */
export class Session implements Disposable {
  readonly #changed = new Emitter<SessionState>();
  #portal: Portal | undefined;
  #listeners: readonly Disposable[] = [];
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
    this.dispose();
    this.#hasStarted = true;
    this.#portal = portal;
    const tell = (): void => {
      this.#changed.fire(this.state);
    };
    this.#listeners =
      portal === undefined ? [] : [portal.inbox.onDidChange(tell), portal.typeNames.onDidChange(tell)];
    this.#changed.fire(this.state);
    void portal?.poller.poll();
  }

  dispose(): void {
    for (const listener of this.#listeners) {
      listener.dispose();
    }
    this.#portal?.dispose();
  }
}
