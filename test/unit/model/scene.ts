import { install } from '@sinonjs/fake-timers';
import { Inbox } from '../../../src/model/inbox';
import type { Notification, Page } from '../../../src/model/notification';
import { drawn } from './drawn';
import { HeldCentre } from './heldCentre';
import { NOON, page } from './notifications';

/** A loaded inbox, a portal that answers when a test says so, and a clock that stands still. */
export interface Scene {
  readonly centre: HeldCentre;
  readonly inbox: Inbox;
  readonly clock: ReturnType<typeof install>;
  /** See {@link drawn}. */
  readonly drawn: () => string;
  /** Lets happen all that needs no time. */
  readonly settled: () => Promise<void>;
  /** Answers the page that is asked for next. */
  readonly refreshed: (notifications: readonly Notification[], next?: Page['next']) => Promise<void>;
  /** The portal takes everything that is written, and answers no page. */
  readonly allTaken: () => Promise<void>;
  readonly end: () => void;
}

export async function scene(notifications: readonly Notification[], next?: Page['next']): Promise<Scene> {
  const clock = install({ now: NOON, toFake: ['setTimeout', 'clearTimeout', 'Date'] });
  const centre = new HeldCentre();
  const inbox = new Inbox(centre);
  const settled = async (): Promise<void> => {
    await clock.tickAsync(0);
  };
  const refreshed: Scene['refreshed'] = async (list, cursor) => {
    (await centre.next('page')).answer(page(list, cursor));
    await settled();
  };
  void inbox.refresh();
  await refreshed(notifications, next);
  return {
    centre,
    inbox,
    clock,
    drawn: () => drawn(inbox),
    settled,
    refreshed,
    allTaken: async () => {
      await settled();
      // Those that come meanwhile are in the list by then.
      for (const call of centre.calls) {
        if (call.method !== 'page') {
          call.answer(new Map());
          await settled();
        }
      }
    },
    end: () => {
      clock.uninstall();
    },
  };
}
