import type { Disposable } from '../emitter';
import type { Inbox } from '../inbox/inbox';
import { loadedNotifications } from '../inbox/inboxState';
import type { DeleteChange, NotificationChange, ReadChange } from '../inbox/notificationChange';
import type { Notification, NotificationApi } from '../notification/notification';
import { type Failure, failureOrRethrow } from '../portalFailure';

/** A change that is shown in the list at once and sent to the portal. */
export interface StartedChange<T extends NotificationChange = NotificationChange> {
  readonly change: T;
  /** Resolves with the failure, if any; never rejects with a `PortalFailure`. */
  readonly done: Promise<Failure | undefined>;
  /**
   * Cancels a deletion that has not been sent yet, or marks the notifications as they were; returns the `done` of that.
   * `undefined` if there is nothing to undo: the deletion has been sent, the portal didn't accept the change, it
   * affects no loaded notification, it was undone before, or the portal is no longer connected.
   */
  readonly undo: () => Promise<Failure | undefined> | undefined;
}

/**
 * The user's changes to notifications: shown at once, sent to the portal in the same order, and reverted in the list
 * if the portal refuses them.
 */
export class Triage implements Disposable {
  readonly #api: NotificationApi;
  readonly #inbox: Inbox;
  readonly #writes: WriteQueue;
  /** The read and unread marks that can be undone. */
  #undoable = new WeakSet<NotificationChange>();
  /** Callbacks that cancel the deletions not yet sent to the portal. */
  readonly #waiting = new Map<NotificationChange, () => void>();

  constructor(api: NotificationApi, inbox: Inbox) {
    this.#api = api;
    this.#inbox = inbox;
    this.#writes = new WriteQueue(inbox);
  }

  /** Skips notifications that already have this state. */
  setRead(ids: readonly number[], isRead: boolean): StartedChange<ReadChange> {
    const unchanged = new Set(this.#loadedIds(each => each.isRead === isRead));
    return this.#mark({ kind: 'read', ids: ids.filter(id => !unchanged.has(id)), isRead });
  }

  /** Marks this notification and all newer ones as read. */
  markReadFrom(id: number): StartedChange<ReadChange> {
    const ids = this.#loadedIds(each => !each.isRead && each.id >= id);
    return this.#mark({ kind: 'readFrom', from: id, ids });
  }

  /** Marks everything as read except confirmations, which the portal leaves unread. */
  markAllRead(): StartedChange<ReadChange> {
    const ids = this.#loadedIds(each => !each.isRead && each.kind !== 'confirmation');
    return this.#mark({ kind: 'readAll', ids });
  }

  /** Removes the notifications from the list now and from the portal after `delayMs`; until then it can be undone. */
  delete(ids: readonly number[], delayMs: number): StartedChange<DeleteChange> {
    const change: DeleteChange = { kind: 'delete', ids };
    if (ids.length === 0) return withoutEffect(change);
    this.#inbox.addPending(change);
    const done = this.#sendDeletionAfter(change, delayMs);
    const undo: StartedChange['undo'] = () => {
      const cancel = this.#waiting.get(change);
      cancel?.();
      return cancel && done;
    };
    return { change, done, undo };
  }

  /**
   * Retries a failed change, for the notifications that it affected and no others: what has arrived since was not meant.
   * Returns `undefined` for a confirmation button, which only the user may press again.
   */
  retry(change: NotificationChange): StartedChange<ReadChange | DeleteChange> | undefined {
    switch (change.kind) {
      case 'confirm':
        return undefined;
      case 'delete':
        return this.delete(change.ids, 0);
      case 'read':
        return this.#mark(change);
      case 'readFrom':
      case 'readAll':
        return this.#mark({ kind: 'read', ids: change.ids, isRead: true });
    }
  }

  /** Cancels the deletions not yet sent to the portal; no mark can be undone any more. */
  dispose(): void {
    this.#undoable = new WeakSet();
    for (const cancel of this.#waiting.values()) {
      cancel();
    }
  }

  #mark(change: ReadChange): StartedChange<ReadChange> {
    const { ids } = change;
    if (change.kind === 'read' && ids.length === 0) return withoutEffect(change);
    if (ids.length > 0) {
      this.#undoable.add(change);
    }
    const wasRead = change.kind === 'read' && !change.isRead;
    const undo: StartedChange['undo'] = () =>
      this.#undoable.delete(change) ? this.#sendMark({ kind: 'read', ids, isRead: wasRead }) : undefined;
    return { change, done: this.#sendMark(change), undo };
  }

  #sendMark(change: ReadChange): Promise<Failure | undefined> {
    this.#inbox.addPending(change);
    return this.#writes.add(() =>
      this.#attempt(change, async () => {
        switch (change.kind) {
          case 'read':
            await this.#api.setRead(change.ids, change.isRead);
            break;
          case 'readFrom':
            await this.#api.markReadFrom(change.from);
            break;
          case 'readAll':
            await this.#api.markAllRead();
        }
        this.#inbox.confirmPending(change);
      }),
    );
  }

  #sendDeletionAfter(change: DeleteChange, delayMs: number): Promise<Failure | undefined> {
    return new Promise((resolve, reject) => {
      const end = (): void => {
        clearTimeout(timer);
        this.#waiting.delete(change);
      };
      const send = (): void => {
        end();
        this.#writes.add(() => this.#attempt(change, () => this.#callDelete(change))).then(resolve, reject);
      };
      const cancel = (): void => {
        end();
        this.#inbox.cancelPending(change);
        resolve(undefined);
      };
      const timer = setTimeout(send, delayMs);
      this.#waiting.set(change, cancel);
    });
  }

  async #callDelete(change: DeleteChange): Promise<void> {
    const failures = await this.#api.delete(change.ids);
    this.#inbox.confirmPending({ ...change, ids: change.ids.filter(id => !failures.has(id)) }, change);
    for (const [id, failure] of failures) {
      this.#inbox.failPending({ kind: 'delete', ids: [id] }, failure);
    }
  }

  /** Reverts the list if the portal doesn't accept the change; then there is nothing to undo. */
  async #attempt(change: ReadChange | DeleteChange, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.#undoable.delete(change);
      this.#inbox.cancelPending(change);
      this.#inbox.failPending(change, failureOrRethrow(error));
      throw error;
    }
  }

  /** Returns the ids of the loaded notifications that match. */
  #loadedIds(matches: (notification: Notification) => boolean): readonly number[] {
    return loadedNotifications(this.#inbox.state)
      .filter(matches)
      .map(({ id }) => id);
  }
}

function withoutEffect<T extends NotificationChange>(change: T): StartedChange<T> {
  return { change, done: Promise.resolve(undefined), undo: () => undefined };
}

/**
 * Sends writes to the portal one at a time, so that the user's last action wins, and refreshes the list once no
 * write is pending.
 */
export class WriteQueue {
  readonly #inbox: Pick<Inbox, 'refreshAfterWrite'>;
  #last: Promise<unknown> = Promise.resolve();
  #open = 0;

  constructor(inbox: Pick<Inbox, 'refreshAfterWrite'>) {
    this.#inbox = inbox;
  }

  /** Resolves with the failure, if any; never rejects with a `PortalFailure`. */
  async add(send: () => Promise<void>): Promise<Failure | undefined> {
    this.#open++;
    const turn = this.#last.then(send).then(() => undefined, failureOrRethrow);
    this.#last = turn.catch(() => undefined);
    try {
      return await turn;
    } finally {
      this.#open--;
      if (this.#open === 0) {
        void this.#inbox.refreshAfterWrite();
      }
    }
  }
}
