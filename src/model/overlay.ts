import { shown, standing } from './change';
import type { Change, Trouble } from './change';
import type { InboxState, Known } from './inboxState';
import type { Failure } from './portalFailure';

/** What a person has done to a list and the portal has not executed, or not yet. */
export class Overlay {
  #pending: readonly Change[] = [];
  #troubles: ReadonlyMap<number, Trouble> = new Map();

  begin(change: Change): void {
    this.#pending = [...this.#pending, change];
    this.#forget(change);
  }

  /** It is no longer under way. */
  end(change: Change): void {
    this.#pending = this.#pending.filter(pending => pending !== change);
  }

  settle(change: Change, begun: Change): void {
    this.end(begun);
    this.#forget(change);
  }

  fail(change: Change, failure: Failure): void {
    this.end(change);
    this.#troubles = new Map([
      ...this.#troubles,
      ...change.ids.map(id => [id, { change, failure }] as const),
    ]);
  }

  drawnOn(known: Known): InboxState {
    if (known.kind !== 'ready') {
      return known;
    }
    this.#troubles = standing(this.#troubles, known.notifications);
    return {
      ...known,
      notifications: shown(known.notifications, this.#pending),
      deciding: new Set(this.#pending.flatMap(({ kind, ids }) => (kind === 'confirm' ? ids : []))),
      troubles: this.#troubles,
    };
  }

  #forget({ ids }: Change): void {
    const gone = new Set(ids);
    this.#troubles = new Map([...this.#troubles].filter(([id]) => !gone.has(id)));
  }
}
