import type { Change } from './change';
import type { Inbox } from './inbox';
import type { NotificationCentre } from './notification';
import { failureIn } from './portalFailure';

export type Decision =
  /** `messages`: the portal's own words, maybe none. */
  | { readonly kind: 'made'; readonly messages: readonly string[] }
  /** Somebody, or this account elsewhere, was quicker. */
  | { readonly kind: 'gone' }
  | { readonly kind: 'underWay' };

/** Presses the buttons of confirmations. The portal deletes what was pressed, whatever the button was. */
export class Decisions {
  readonly #centre: Pick<NotificationCentre, 'confirm'>;
  readonly #inbox: Inbox;
  readonly #underWay = new Set<number>();
  readonly #made = new Set<number>();

  constructor(centre: Pick<NotificationCentre, 'confirm'>, inbox: Inbox) {
    this.#centre = centre;
    this.#inbox = inbox;
  }

  /**
   * Sends the value of a button, never twice by itself.
   *
   * @throws PortalFailure where the portal did not take it, or nobody knows (`mayHaveRun`)
   */
  async press(id: number, value: string): Promise<Decision> {
    if (this.#underWay.has(id)) {
      return { kind: 'underWay' };
    }
    if (this.#made.has(id)) {
      return { kind: 'gone' };
    }
    const change: Change = { kind: 'confirm', ids: [id], value };
    this.#underWay.add(id);
    this.#inbox.begin(change);
    try {
      const messages = await this.#centre.confirm(id, value);
      this.#made.add(id);
      this.#inbox.settle(change);
      return messages === undefined ? { kind: 'gone' } : { kind: 'made', messages };
    } catch (error) {
      this.#inbox.cancel(change);
      this.#inbox.fail(change, failureIn(error));
      throw error;
    } finally {
      this.#underWay.delete(id);
      void this.#inbox.refreshAfterWrite();
    }
  }
}
