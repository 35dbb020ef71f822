import { type Disposable, disposeAll, Emitter } from '../emitter';
import type { InboxState } from '../inbox/inboxState';
import type { RepliesState } from '../replies/reply';
import { type SnoozesState, withoutSnoozed } from '../triage/snoozes';
import type { Portal } from './portal';

export type SessionState =
  /** The stored credentials have not been read yet. */
  | { readonly kind: 'starting' }
  | { readonly kind: 'signedOut' }
  /** At least one portal, in the order they were connected. */
  | { readonly kind: 'signedIn'; readonly portals: readonly PortalState[] };

export interface PortalState {
  readonly portal: Portal;
  /** Its unread count leaves out what is snoozed. */
  readonly inbox: InboxState;
  readonly snoozes: SnoozesState;
  readonly replies: RepliesState;
}

/** The connected portals and the states of their inboxes, for the views. */
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
        inbox: withoutSnoozed(portal.inbox.state, portal.snoozes.state),
        snoozes: portal.snoozes.state,
        replies: portal.replies.state,
      }));
      return { kind: 'signedIn', portals };
    }
    return { kind: this.#hasStarted ? 'signedOut' : 'starting' };
  }

  get portals(): readonly Portal[] {
    return this.#portals;
  }

  /** Returns the connected portal with this account id. */
  portal(id: string): Portal | undefined {
    return this.#portals.find(portal => portal.id === id);
  }

  /** Replaces the connected portals; none means signed out. Disposes of the removed ones and starts the new ones. */
  open(portals: readonly Portal[]): void {
    const before = this.#portals;
    this.#hasStarted = true;
    this.#portals = portals;
    disposeAll(this.#listeners);
    for (const portal of portals) {
      portal.label = portals.length > 1 ? portal.name : '';
    }
    const notify = (): void => this.#changed.fire(this.state);
    this.#listeners = portals.flatMap(({ inbox, snoozes, replies, typeNames }) => [
      inbox.onDidChange(notify),
      snoozes.onDidChange(notify),
      replies.onDidChange(notify),
      typeNames.onDidChange(notify),
    ]);
    disposeAll(before.filter(each => !portals.includes(each)));
    notify();
    for (const portal of portals.filter(each => !before.includes(each))) {
      portal.poller.start();
    }
  }

  dispose(): void {
    disposeAll([...this.#listeners, ...this.#portals]);
  }
}
