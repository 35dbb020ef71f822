import { Emitter } from './emitter';
import type { Disposable } from './emitter';
import type { InboxState } from './inboxState';
import type { Portal } from './portal';
import type { RepliesState } from './reply';

export type SessionState =
  /** The stored credentials have not been read yet. */
  | { readonly kind: 'starting' }
  | { readonly kind: 'signedOut' }
  /** At least one, in the order they were connected. */
  | { readonly kind: 'signedIn'; readonly portals: readonly PortalState[] };

export interface PortalState {
  readonly portal: Portal;
  readonly inbox: InboxState;
  readonly replies: RepliesState;
}

/** What the views look at: the connected portals and the states of their inboxes. */
export class Session implements Disposable {
  readonly #changed = new Emitter<SessionState>();
  #portals: readonly Portal[] = [];
  #listeners: readonly Disposable[] = [];
  #hasStarted = false;

  readonly onDidChange = this.#changed.event;

  get state(): SessionState {
    if (this.#portals.length > 0) {
      const portals = this.#portals.map(portal => ({
        portal,
        inbox: portal.inbox.state,
        replies: portal.replies.state,
      }));
      return { kind: 'signedIn', portals };
    }
    return { kind: this.#hasStarted ? 'signedOut' : 'starting' };
  }

  get portals(): readonly Portal[] {
    return this.#portals;
  }

  /** The connected portal of that account. */
  portal(id: string): Portal | undefined {
    return this.#portals.find(portal => portal.id === id);
  }

  /** Puts these portals in front; none signs out. Those that are no longer among them are ended, new ones are started. */
  open(portals: readonly Portal[]): void {
    const before = this.#portals;
    this.#hasStarted = true;
    this.#portals = portals;
    for (const listener of this.#listeners) {
      listener.dispose();
    }
    for (const portal of portals) {
      portal.nameAmong = portals.length > 1 ? portal.name : '';
    }
    const tell = (): void => {
      this.#changed.fire(this.state);
    };
    this.#listeners = portals.flatMap(({ inbox, replies, typeNames }) => [
      inbox.onDidChange(tell),
      replies.onDidChange(tell),
      typeNames.onDidChange(tell),
    ]);
    for (const portal of before.filter(each => !portals.includes(each))) {
      portal.dispose();
    }
    tell();
    for (const portal of portals.filter(each => !before.includes(each))) {
      portal.poller.start();
    }
  }

  dispose(): void {
    for (const each of [...this.#listeners, ...this.#portals]) {
      each.dispose();
    }
  }
}
