import type { Inbox } from '../inbox/inbox';
import type { NotificationChange } from '../inbox/notificationChange';
import type { NotificationApi } from '../notification/notification';
import { failureOrRethrow } from '../portalFailure';

type DecisionResult =
  /** `messages`: the portal's messages, if any. */
  | { readonly kind: 'made'; readonly messages: readonly string[] }
  /** Someone else, or this account elsewhere, was faster. */
  | { readonly kind: 'gone' }
  | { readonly kind: 'underWay' };

/** Presses buttons of confirmations. The portal deletes the confirmation whichever button was pressed. */
export class Decisions {
  readonly #api: Pick<NotificationApi, 'confirm'>;
  readonly #inbox: Inbox;
  readonly #underWay = new Set<number>();
  readonly #made = new Set<number>();

  constructor(api: Pick<NotificationApi, 'confirm'>, inbox: Inbox) {
    this.#api = api;
    this.#inbox = inbox;
  }

  /**
   * Sends the value of a button; never resends it automatically.
   *
   * @throws PortalFailure if the portal didn't execute it, or if that is unknown (`mayHaveRun`)
   */
  async pressButton(id: number, value: string): Promise<DecisionResult> {
    if (this.#underWay.has(id)) return { kind: 'underWay' };
    if (this.#made.has(id)) return { kind: 'gone' };
    const change: NotificationChange = { kind: 'confirm', ids: [id], value };
    this.#underWay.add(id);
    this.#inbox.addPending(change);
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
      this.#underWay.delete(id);
      void this.#inbox.refreshAfterWrite();
    }
  }
}
