import type { Arrivals } from '../../model/arrivals/arrivals';
import type { InboxState } from '../../model/inbox/inboxState';
import type { Notification } from '../../model/notification/notification';
import type { Portal } from '../../model/portal/portal';
import type { Arrival } from './toastText';

/** More than these wait only as “and more”, however many arrive. */
export const MAX_WAITING = 200;

/** Arrivals of all portals that wait to be announced, each once. */
export class ArrivalQueue {
  /** By portal and ID, the last to arrive last. */
  #waiting = new Map<string, Arrival>();
  #isMore = false;

  get size(): number {
    return this.#waiting.size;
  }

  add(portal: Portal, { notifications, reason }: Arrivals): void {
    for (const notification of notifications.toReversed()) {
      const key = `${portal.id} ${notification.id}`;
      this.#waiting.delete(key);
      this.#waiting.set(key, { portal, notification, reason });
    }
    for (const key of this.#waiting.keys()) {
      if (this.#waiting.size <= MAX_WAITING) break;
      this.#waiting.delete(key);
      this.#isMore = true;
    }
  }

  /**
   * Removes all, and returns those that are still to be announced, newest first, as the lists have them now; without
   * those that were read, decided or deleted meanwhile or whose portal is gone.
   */
  take(portals: readonly Portal[]): { readonly arrivals: readonly Arrival[]; readonly isMore: boolean } {
    const lists = new Map(portals.map(portal => [portal.id, currentList(portal)]));
    const arrivals = [...this.#waiting.values()].toReversed().flatMap(({ portal: { id }, notification, reason }) => {
      const list = lists.get(id);
      const current = list?.find(notification);
      return list === undefined || current === undefined
        ? []
        : [{ portal: list.portal, notification: current, reason }];
    });
    const isMore = this.#isMore && arrivals.length > 0;
    this.#waiting = new Map();
    this.#isMore = false;
    return { arrivals, isMore };
  }
}

interface CurrentList {
  readonly portal: Portal;
  /** Returns the unread notification as it is now; `undefined` if it is no longer there or read. */
  readonly find: (notification: Notification) => Notification | undefined;
}

function currentList(portal: Portal): CurrentList {
  const { state } = portal.inbox;
  const find = state.kind === 'ready' ? finderIn(state) : (notification: Notification): Notification => notification;
  return { portal, find };
}

/** What is older than all that is loaded is not known to be gone. */
function finderIn({ notifications, deciding, next }: Extract<InboxState, { kind: 'ready' }>): CurrentList['find'] {
  const byId = new Map(notifications.map(each => [each.id, each]));
  const oldest = next === undefined ? 0 : notifications.reduce((least, { id }) => Math.min(least, id), Infinity);
  return notification => {
    const current = byId.get(notification.id) ?? (notification.id < oldest ? notification : undefined);
    return current === undefined || current.isRead || deciding.has(current.id) ? undefined : current;
  };
}
