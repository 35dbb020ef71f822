import type { Inbox } from './inbox';
import { failureIn } from './portalFailure';
import type { Failure } from './portalFailure';

/**
 * Writes go to the portal one after the other, so that what a person did last is what stays; when the last one has
 * ended, the list is fetched anew.
 */
export class Writes {
  readonly #inbox: Pick<Inbox, 'refreshAfterWrite'>;
  #last: Promise<unknown> = Promise.resolve();
  #open = 0;

  constructor(inbox: Pick<Inbox, 'refreshAfterWrite'>) {
    this.#inbox = inbox;
  }

  /** Never rejects: gives why the portal did not take it. */
  async add(send: () => Promise<void>): Promise<Failure | undefined> {
    this.#open++;
    const turn = this.#last.then(send).then(() => undefined, failureIn);
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
