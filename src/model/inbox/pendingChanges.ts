import type { Failure } from '../portalFailure';
import type { InboxState, ServerInboxState } from './inboxState';
import {
  countUnreadAfter,
  previewPendingChanges,
  type FailedChange,
  type NotificationChange,
  stillFailed,
} from './notificationChange';

/** A user's changes to a list that the portal hasn't executed, or not yet. */
export class PendingChanges {
  #pending: readonly NotificationChange[] = [];
  #failedChanges: ReadonlyMap<number, FailedChange> = new Map();

  add(change: NotificationChange): void {
    this.#pending = [...this.#pending, change];
    this.#forget(change);
  }

  /** The change is no longer pending. */
  remove(change: NotificationChange): void {
    this.#pending = this.#pending.filter(pending => pending !== change);
  }

  confirm(change: NotificationChange, pending: NotificationChange): void {
    this.remove(pending);
    this.#forget(change);
  }

  fail(change: NotificationChange, failure: Failure): void {
    this.remove(change);
    this.#failedChanges = new Map([
      ...this.#failedChanges,
      ...change.ids.map(id => [id, { change, failure }] as const),
    ]);
  }

  applyTo(known: ServerInboxState): InboxState {
    if (known.kind !== 'ready') return known;
    this.#failedChanges = stillFailed(this.#failedChanges, known.notifications);
    const notifications = previewPendingChanges(known.notifications, this.#pending);
    return {
      ...known,
      notifications,
      unreadTotal: countUnreadAfter(known, notifications, this.#pending),
      deciding: new Set(this.#pending.flatMap(({ kind, ids }) => (kind === 'confirm' ? ids : []))),
      failedChanges: this.#failedChanges,
    };
  }

  #forget({ ids }: NotificationChange): void {
    const gone = new Set(ids);
    this.#failedChanges = new Map([...this.#failedChanges].filter(([id]) => !gone.has(id)));
  }
}
