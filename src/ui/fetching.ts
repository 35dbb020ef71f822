import { unreadIn } from '../model/freshList';
import { notificationsIn } from '../model/inboxState';
import type { Portal } from '../model/portal';
import { failureIn, mustWait } from '../model/portalFailure';
import { withProgress } from './progress';
import { tellFailure } from './tellFailure';
import type { Times } from './text/times';
import type { Filter } from './tree/viewOptions';

/** Read pages in a row that are passed over while unread ones are looked for. */
const MOST_PAGES = 10;

/** Asks the portals now, but for one that has named a moment: then that is said. */
export async function refresh(portals: readonly Portal[], times: Times): Promise<void> {
  await withProgress(() => Promise.all(portals.map(({ poller }) => poller.poll())));
  const waiting = portals.find(({ inbox: { failure } }) => mustWait(failure, Date.now()));
  if (waiting?.inbox.failure !== undefined) {
    tellFailure(waiting.inbox.failure, times, waiting);
  }
}

/** Fetches the next page; where unread ones alone are shown, as many as it takes to find one. */
export async function loadMore(portal: Portal, filter: Filter, times: Times): Promise<void> {
  const { inbox } = portal;
  const unread = (): number => unreadIn({ notifications: notificationsIn(inbox.state) });
  try {
    await withProgress(async () => {
      const before = unread();
      for (let pages = 0; pages < MOST_PAGES; pages++) {
        await inbox.loadMore();
        const { state } = inbox;
        if (filter === 'all' || unread() > before || state.kind !== 'ready' || state.next === undefined) {
          return;
        }
      }
    });
  } catch (error) {
    tellFailure(failureIn(error), times, portal);
  }
}
