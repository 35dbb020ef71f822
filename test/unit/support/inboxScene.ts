import type { Clock } from '@sinonjs/fake-timers';
import assert from 'node:assert/strict';
import { Inbox } from '../../../src/model/inbox/inbox';
import type { InboxState } from '../../../src/model/inbox/inboxState';
import type { Notification, NotificationPage } from '../../../src/model/notification/notification';
import { HeldApi } from './heldApi';
import { NOON, page } from './notifications';
import { stoppedClock } from './clock';

/** A loaded inbox, a portal that answers when a test says so, and a clock that stands still. */
export interface InboxScene {
  readonly centre: HeldApi;
  readonly inbox: Inbox;
  readonly clock: Clock;
  /** See {@link drawn}. */
  readonly drawn: () => string;
  /** Lets happen all that needs no time. */
  readonly settled: () => Promise<void>;
  /** Answers the page that is asked for next. */
  readonly refreshed: (notifications: readonly Notification[], next?: NotificationPage['next']) => Promise<void>;
  /** The portal takes everything that is written, and answers no page. */
  readonly allTaken: () => Promise<void>;
  readonly end: () => void;
}

export async function startInboxScene(
  notifications: readonly Notification[],
  next?: NotificationPage['next'],
): Promise<InboxScene> {
  const clock = stoppedClock(NOON);
  const centre = new HeldApi();
  const inbox = new Inbox(centre);
  const settled = async (): Promise<void> => {
    await clock.tickAsync(0);
  };
  const refreshed: InboxScene['refreshed'] = async (list, cursor) => {
    (await centre.next('getPage')).answer(page(list, cursor));
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
        if (call.method !== 'getPage') {
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

export function ready({ state }: Pick<Inbox, 'state'>): Extract<InboxState, { kind: 'ready' }> {
  assert.ok(state.kind === 'ready', state.kind);
  return state;
}

/** The list as a person sees it, in short: `*` unread, `!` in trouble, `?` being decided. */
export function drawn(inbox: Pick<Inbox, 'state'>): string {
  const { notifications, failedChanges, deciding } = ready(inbox);
  return notifications
    .map(({ id, isRead }) => {
      return `${id}${isRead ? '' : '*'}${failedChanges.has(id) ? '!' : ''}${deciding.has(id) ? '?' : ''}`;
    })
    .join(' ');
}
