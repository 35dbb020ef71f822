import type { Disposable } from '../emitter';
import type { Inbox } from '../inbox/inbox';
import { loadedNotifications } from '../inbox/inboxState';
import type { DeleteChange, NotificationChange, ReadChange } from '../inbox/notificationChange';
import type { Notification, NotificationApi } from '../notification/notification';
import { failureOrRethrow } from '../portalFailure';
import type { Failure } from '../portalFailure';

/** A started change. `done` resolves with the failure, if any; it never rejects with a `PortalFailure`. */
export interface StartedChange<T extends NotificationChange = NotificationChange> {
  readonly change: T;
  readonly done: Promise<Failure | undefined>;
}

const MAX_UNDO_STEPS = 20;

/**
 * The user's changes to notifications: shown at once, sent to the portal in the same order, and reverted in the list
 * if the portal refuses them. Keeps the undo history.
 */
export class Triage implements Disposable {
  readonly #centre: NotificationApi;
  readonly #inbox: Inbox;
  readonly #writes: WriteQueue;
  /** The undo history, the latest change last. */
  #steps: readonly (ReadChange | DeleteChange)[] = [];
  /** Callbacks that cancel the deletions not yet sent to the portal. */
  readonly #waiting = new Map<NotificationChange, () => void>();

  constructor(centre: NotificationApi, inbox: Inbox) {
    this.#centre = centre;
    this.#inbox = inbox;
    this.#writes = new WriteQueue(inbox);
  }

  /** Skips notifications that already have this state. */
  setRead(ids: readonly number[], isRead: boolean): StartedChange<ReadChange> {
    const isSo = new Set(this.#listed(each => each.isRead === isRead));
    return this.#read({ kind: 'read', ids: ids.filter(id => !isSo.has(id)), isRead });
  }

  /** Marks this notification and all newer ones as read. */
  readFrom(id: number): StartedChange<ReadChange> {
    const ids = this.#listed(each => !each.isRead && each.id >= id);
    return this.#read({ kind: 'readFrom', from: id, ids });
  }

  /** Marks everything as read except confirmations, which the portal leaves unread. */
  readAll(): StartedChange<ReadChange> {
    const ids = this.#listed(each => !each.isRead && each.kind !== 'confirmation');
    return this.#read({ kind: 'readAll', ids });
  }

  /** Removes the notifications from the list now and from the portal after `delayMs`; until then it can be undone. */
  delete(ids: readonly number[], delayMs: number): StartedChange<DeleteChange> {
    const change: DeleteChange = { kind: 'delete', ids };
    if (ids.length === 0) {
      return { change, done: Promise.resolve(undefined) };
    }
    this.#inbox.addPending(change);
    this.#remember(change);
    return { change, done: this.#wait(change, delayMs) };
  }

  /**
   * Undoes the given change, by default the last one; returns `undefined` if there is none or it is too late. The
   * restored read state is shown at once and sent to the portal.
   */
  undo(step = this.#steps.at(-1)): StartedChange<ReadChange | DeleteChange> | undefined {
    if (step === undefined || !this.#steps.includes(step)) {
      return undefined;
    }
    this.#forget(step);
    if (step.kind === 'delete') {
      this.#waiting.get(step)?.();
      return { change: step, done: Promise.resolve(undefined) };
    }
    const isRead = step.kind === 'read' && !step.isRead;
    return { ...this.#send({ kind: 'read', ids: step.ids, isRead }), change: step };
  }

  /** Retries a failed change; returns `undefined` for a confirmation button, which only the user may press again. */
  retry(change: NotificationChange): StartedChange<ReadChange | DeleteChange> | undefined {
    switch (change.kind) {
      case 'confirm':
        return undefined;
      case 'delete':
        return this.delete(change.ids, 0);
      default:
        return this.#read(change);
    }
  }

  /** Cancels the deletions not yet sent to the portal. */
  dispose(): void {
    for (const cancel of this.#waiting.values()) {
      cancel();
    }
  }

  #read(change: ReadChange): StartedChange<ReadChange> {
    if (change.kind === 'read' && change.ids.length === 0) {
      return { change, done: Promise.resolve(undefined) };
    }
    this.#remember(change);
    return this.#send(change);
  }

  #send(change: ReadChange): StartedChange<ReadChange> {
    this.#inbox.addPending(change);
    const done = this.#writes.add(() =>
      this.#attempt(change, async () => {
        await this.#tell(change);
        this.#inbox.confirmPending(change);
      }),
    );
    return { change, done };
  }

  #tell(change: ReadChange): Promise<void> {
    switch (change.kind) {
      case 'read':
        return this.#centre.setRead(change.ids, change.isRead);
      case 'readFrom':
        return this.#centre.markReadFrom(change.from);
      case 'readAll':
        return this.#centre.markAllRead();
    }
  }

  #wait(change: DeleteChange, delayMs: number): Promise<Failure | undefined> {
    return new Promise((resolve, reject) => {
      const end = (): void => {
        clearTimeout(timer);
        this.#waiting.delete(change);
      };
      const send = (): void => {
        end();
        this.#forgetUntil(change);
        this.#writes.add(() => this.#attempt(change, () => this.#sendDeletion(change))).then(resolve, reject);
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

  async #sendDeletion(change: DeleteChange): Promise<void> {
    const left = await this.#centre.delete(change.ids);
    this.#inbox.confirmPending({ ...change, ids: change.ids.filter(id => !left.has(id)) }, change);
    for (const [id, failure] of left) {
      this.#inbox.failPending({ kind: 'delete', ids: [id] }, failure);
    }
  }

  /** Reverts the list and drops the change from the undo history if the portal doesn't accept it. */
  async #attempt(change: ReadChange | DeleteChange, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.#forget(change);
      this.#inbox.cancelPending(change);
      this.#inbox.failPending(change, failureOrRethrow(error));
      throw error;
    }
  }

  /** A change that affects no loaded notification can't be undone. */
  #remember(change: ReadChange | DeleteChange): void {
    if (change.ids.length > 0) {
      this.#steps = [...this.#steps, change].slice(-MAX_UNDO_STEPS);
    }
  }

  /** Drops a sent deletion and everything before it, so that undo doesn't revert an older change instead. */
  #forgetUntil(change: DeleteChange): void {
    this.#steps = this.#steps.slice(this.#steps.indexOf(change) + 1);
  }

  #forget(change: ReadChange | DeleteChange): void {
    this.#steps = this.#steps.filter(step => step !== change);
  }

  /** Returns the ids of the loaded notifications that match. */
  #listed(isSo: (notification: Notification) => boolean): readonly number[] {
    return loadedNotifications(this.#inbox.state)
      .filter(isSo)
      .map(({ id }) => id);
  }
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
