import type { Change, Deletion, Reading } from './change';
import type { Disposable } from './emitter';
import type { Inbox } from './inbox';
import { notificationsIn } from './inboxState';
import type { Notification, NotificationCentre } from './notification';
import { failureIn } from './portalFailure';
import type { Failure } from './portalFailure';
import { Writes } from './writes';

/** A change that was begun. `done` never rejects; it gives why the portal did not take it. */
export interface Begun<T extends Change = Change> {
  readonly change: T;
  readonly done: Promise<Failure | undefined>;
}

const MOST_STEPS = 20;

/**
 * What a person does to the notifications: drawn at once, sent to the portal in the same order, taken back from the
 * list where the portal refuses. Knows which steps can be undone.
 */
export class Triage implements Disposable {
  readonly #centre: NotificationCentre;
  readonly #inbox: Inbox;
  readonly #writes: Writes;
  /** The latest last. */
  #steps: readonly (Reading | Deletion)[] = [];
  /** What takes back the deletions that the portal was not told of yet. */
  readonly #waiting = new Map<Change, () => void>();

  constructor(centre: NotificationCentre, inbox: Inbox) {
    this.#centre = centre;
    this.#inbox = inbox;
    this.#writes = new Writes(inbox);
  }

  /** Those that are so already are left alone. */
  setRead(ids: readonly number[], isRead: boolean): Begun<Reading> {
    const isSo = new Set(this.#listed(each => each.isRead === isRead));
    return this.#read({ kind: 'read', ids: ids.filter(id => !isSo.has(id)), isRead });
  }

  /** Reads this one and all that are newer. */
  readFrom(id: number): Begun<Reading> {
    const ids = this.#listed(each => !each.isRead && each.id >= id);
    return this.#read({ kind: 'readFrom', from: id, ids });
  }

  /** Reads everything but the confirmations, which the portal leaves unread. */
  readAll(): Begun<Reading> {
    const ids = this.#listed(each => !each.isRead && each.kind !== 'confirmation');
    return this.#read({ kind: 'readAll', ids });
  }

  /** Takes the notifications off the list now, and off the portal after `delayMs`; until then it can be undone. */
  delete(ids: readonly number[], delayMs: number): Begun<Deletion> {
    const change: Deletion = { kind: 'delete', ids };
    if (ids.length === 0) {
      return { change, done: Promise.resolve(undefined) };
    }
    this.#inbox.begin(change);
    this.#remember(change);
    return { change, done: this.#wait(change, delayMs) };
  }

  /**
   * Takes a step back: the last one, or the one given. `undefined`: there is none, or it is too late for it. What was
   * read or unread before is drawn at once and on its way to the portal.
   */
  undo(step = this.#steps.at(-1)): Begun<Reading | Deletion> | undefined {
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

  /** Once more what the portal did not take. A button is pressed again by a person alone. */
  retry(change: Change): Begun<Reading | Deletion> | undefined {
    switch (change.kind) {
      case 'confirm':
        return undefined;
      case 'delete':
        return this.delete(change.ids, 0);
      default:
        return this.#read(change);
    }
  }

  /** What the portal was not told of yet stays there. */
  dispose(): void {
    for (const cancel of this.#waiting.values()) {
      cancel();
    }
  }

  #read(change: Reading): Begun<Reading> {
    if (change.kind === 'read' && change.ids.length === 0) {
      return { change, done: Promise.resolve(undefined) };
    }
    this.#remember(change);
    return this.#send(change);
  }

  #send(change: Reading): Begun<Reading> {
    this.#inbox.begin(change);
    const done = this.#writes.add(() =>
      this.#attempt(change, async () => {
        await this.#tell(change);
        this.#inbox.settle(change);
      }),
    );
    return { change, done };
  }

  #tell(change: Reading): Promise<void> {
    switch (change.kind) {
      case 'read':
        return this.#centre.setRead(change.ids, change.isRead);
      case 'readFrom':
        return this.#centre.readFrom(change.from);
      case 'readAll':
        return this.#centre.readAll();
    }
  }

  #wait(change: Deletion, delayMs: number): Promise<Failure | undefined> {
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
        this.#inbox.cancel(change);
        resolve(undefined);
      };
      const timer = setTimeout(send, delayMs);
      this.#waiting.set(change, cancel);
    });
  }

  async #sendDeletion(change: Deletion): Promise<void> {
    const left = await this.#centre.delete(change.ids);
    this.#inbox.settle({ ...change, ids: change.ids.filter(id => !left.has(id)) }, change);
    for (const [id, failure] of left) {
      this.#inbox.fail({ kind: 'delete', ids: [id] }, failure);
    }
  }

  /** Where the portal does not take a change, the list is as it was and the step is none. */
  async #attempt(change: Reading | Deletion, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.#forget(change);
      this.#inbox.cancel(change);
      this.#inbox.fail(change, failureIn(error));
      throw error;
    }
  }

  /** What concerns nothing that is loaded can't be taken back. */
  #remember(change: Reading | Deletion): void {
    if (change.ids.length > 0) {
      this.#steps = [...this.#steps, change].slice(-MOST_STEPS);
    }
  }

  /** What was done before a deletion that has gone out is not taken back in its place. */
  #forgetUntil(change: Deletion): void {
    this.#steps = this.#steps.slice(this.#steps.indexOf(change) + 1);
  }

  #forget(change: Reading | Deletion): void {
    this.#steps = this.#steps.filter(step => step !== change);
  }

  /** The ids of those in the list that are so. */
  #listed(isSo: (notification: Notification) => boolean): readonly number[] {
    return notificationsIn(this.#inbox.state)
      .filter(isSo)
      .map(({ id }) => id);
  }
}
