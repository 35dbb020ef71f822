import type { Failure } from '../portalFailure';
import type { InboxState, ServerInboxState } from './inboxState';
import { previewPendingChanges, type FailedChange, type NotificationChange, stillFailed } from './notificationChange';

/** A user's changes to a list that the portal hasn't executed, or not yet. */
export class PendingChanges {
  #pending: readonly NotificationChange[] = [];
  #troubles: ReadonlyMap<number, FailedChange> = new Map();

  add(change: NotificationChange): void {
    this.#pending = [...this.#pending, change];
    this.#forget(change);
  }

  /** The change is no longer pending. */
  remove(change: NotificationChange): void {
    this.#pending = this.#pending.filter(pending => pending !== change);
  }

  confirm(change: NotificationChange, begun: NotificationChange): void {
    this.remove(begun);
    this.#forget(change);
  }

  fail(change: NotificationChange, failure: Failure): void {
    this.remove(change);
    this.#troubles = new Map([...this.#troubles, ...change.ids.map(id => [id, { change, failure }] as const)]);
  }

  applyTo(known: ServerInboxState): InboxState {
    if (known.kind !== 'ready') return known;
    this.#troubles = stillFailed(this.#troubles, known.notifications);
    return {
      ...known,
      notifications: previewPendingChanges(known.notifications, this.#pending),
      deciding: new Set(this.#pending.flatMap(({ kind, ids }) => (kind === 'confirm' ? ids : []))),
      failedChanges: this.#troubles,
    };
  }

  #forget({ ids }: NotificationChange): void {
    const gone = new Set(ids);
    this.#troubles = new Map([...this.#troubles].filter(([id]) => !gone.has(id)));
  }
}
