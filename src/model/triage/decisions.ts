import type { Disposable } from '../emitter';
import type { Inbox } from '../inbox/inbox';
import { loadedNotifications } from '../inbox/inboxState';
import type { NotificationChange } from '../inbox/notificationChange';
import type { ConfirmationButton, NotificationApi } from '../notification/notification';
import { failureOrRethrow } from '../portalFailure';

type DecisionResult =
  /** `messages`: the portal's messages, if any. */
  | { readonly kind: 'made'; readonly messages: readonly string[] }
  /** Someone else, or this account elsewhere, was faster. */
  | { readonly kind: 'gone' }
  /** It was undone before it was sent, or the portal is no longer connected. */
  | { readonly kind: 'canceled' }
  /** The notification no longer has this button: nothing was sent. */
  | { readonly kind: 'changed' };

/** A decision that waits, or is being sent. */
export interface StartedDecision {
  /** Rejects with a `PortalFailure` if the portal didn't execute it, or if that is unknown (`mayHaveRun`). */
  readonly done: Promise<DecisionResult>;
  /** Returns whether it had not been sent yet. */
  readonly cancel: () => boolean;
}

/** Presses buttons of confirmations. The portal deletes the confirmation whichever button was pressed. */
export class Decisions implements Disposable {
  readonly #api: Pick<NotificationApi, 'confirm'>;
  readonly #inbox: Inbox;
  readonly #underWay = new Set<number>();
  readonly #made = new Set<number>();
  /** Callbacks that cancel the decisions not yet sent to the portal. */
  readonly #waiting = new Set<() => void>();

  constructor(api: Pick<NotificationApi, 'confirm'>, inbox: Inbox) {
    this.#api = api;
    this.#inbox = inbox;
  }

  /**
   * Sends the value of a button after `delayMs`, if the notification still has it by then; until then it can be
   * canceled. Never resends it automatically. Returns `undefined` if a decision is waiting or being sent already.
   */
  pressButton(id: number, button: ConfirmationButton, delayMs: number): StartedDecision | undefined {
    if (this.#underWay.has(id)) return undefined;
    if (this.#made.has(id)) return { done: Promise.resolve({ kind: 'gone' }), cancel: () => false };
    const change: NotificationChange = { kind: 'confirm', ids: [id], value: button.value };
    this.#underWay.add(id);
    this.#inbox.addPending(change);
    if (delayMs === 0) return { done: this.#finish(true, change, button), cancel: () => false };
    let cancel = (): void => undefined;
    const delay = new Promise<boolean>(resolve => {
      const end = (isDue: boolean): void => {
        clearTimeout(timer);
        this.#waiting.delete(cancel);
        resolve(isDue);
      };
      const timer = setTimeout(() => end(true), delayMs);
      cancel = () => end(false);
      this.#waiting.add(cancel);
    });
    return {
      done: delay.then(isDue => this.#finish(isDue, change, button)),
      cancel: () => {
        const isWaiting = this.#waiting.has(cancel);
        cancel();
        return isWaiting;
      },
    };
  }

  /** Cancels the decisions not yet sent to the portal. */
  dispose(): void {
    this.#waiting.forEach(cancel => cancel());
  }

  async #finish(isDue: boolean, change: NotificationChange, button: ConfirmationButton): Promise<DecisionResult> {
    const [id = 0] = change.ids;
    try {
      if (isDue && this.#hasButton(id, button)) return await this.#send(id, change, button);
      this.#inbox.cancelPending(change);
      return { kind: isDue ? 'changed' : 'canceled' };
    } finally {
      this.#underWay.delete(id);
    }
  }

  /** A notification that is not loaded is not known to have changed. */
  #hasButton(id: number, { label, value }: ConfirmationButton): boolean {
    const current = loadedNotifications(this.#inbox.state).find(each => each.id === id);
    return current === undefined || current.buttons.some(each => each.label === label && each.value === value);
  }

  async #send(id: number, change: NotificationChange, { value }: ConfirmationButton): Promise<DecisionResult> {
    try {
      const messages = await this.#api.confirm(id, value);
      this.#made.add(id);
      this.#inbox.confirmPending(change);
      return messages === undefined ? { kind: 'gone' } : { kind: 'made', messages };
    } catch (error) {
      this.#inbox.cancelPending(change);
      this.#inbox.failPending(change, failureOrRethrow(error));
      throw error;
    } finally {
      void this.#inbox.refreshAfterWrite();
    }
  }
}
