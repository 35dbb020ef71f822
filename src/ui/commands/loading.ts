import * as vscode from 'vscode';
import { loadedNotifications } from '../../model/inbox/inboxState';
import { countUnread } from '../../model/inbox/listMerge';
import type { Portal } from '../../model/portal/portal';
import { hasRetryTimeAhead, type Failure, failureOrRethrow } from '../../model/portalFailure';
import { showFailure, showHint, withViewProgress } from '../input/messages';
import type { Times } from '../text/times';
import type { NotificationsView } from '../tree/notificationsView';
import { type Row, rowId } from '../tree/rows';
import type { ViewFilter } from '../tree/viewOptions';

/** Maximum number of pages fetched in search of an unread notification. */
const MAX_PAGES = 10;

/** Fetches all that is loaded, except from portals that asked to wait until a given time; shows the first such failure. */
export async function refreshPortals(portals: readonly Portal[], times: Times): Promise<void> {
  await withViewProgress(() => Promise.all(portals.map(({ poller }) => poller.pollAll())));
  const waiting = portals.find(({ inbox: { failure } }) => hasRetryTimeAhead(failure, Date.now()));
  if (waiting?.inbox.failure !== undefined) {
    showFailure(waiting.inbox.failure, times, waiting);
  }
}

/** Fetches the next page; if only unread notifications are shown, as many pages as it takes to find one. */
export async function loadMoreNotifications(portal: Portal, filter: ViewFilter, times: Times): Promise<void> {
  const { inbox } = portal;
  const unreadCount = (): number => countUnread({ notifications: loadedNotifications(inbox.state) });
  try {
    await withViewProgress(() => {
      const before = unreadCount();
      return inbox.loadMoreUntil(() => unreadCount() > before, filter === 'all' ? 1 : MAX_PAGES);
    });
  } catch (error) {
    showFailure(failureOrRethrow(error), times, portal);
  }
}

/** Selects the next unread notification below the selection, or the first; if none is loaded, fetches older ones. */
export async function revealNextUnread(
  view: NotificationsView,
  portals: readonly Portal[],
  times: Times,
): Promise<void> {
  const failed = await withViewProgress(() => loadUntilUnread(view, portals));
  const { rows } = view;
  const [selected] = view.selection;
  const index = selected === undefined ? -1 : rows.findIndex(row => rowId(row) === rowId(selected));
  const next = [...rows.slice(index + 1), ...rows.slice(0, index + 1)].find(isUnread);
  if (next !== undefined) {
    await view.reveal(next);
  } else if (failed === undefined) {
    showHint(vscode.l10n.t('No unread notifications.'));
  } else {
    showFailure(failed.failure, times, failed.portal);
  }
}

/** Resolves with the first portal that failed, `undefined` if none did. */
async function loadUntilUnread(
  view: NotificationsView,
  portals: readonly Portal[],
): Promise<{ readonly portal: Portal; readonly failure: Failure } | undefined> {
  const isAnyUnread = (): boolean => view.rows.some(isUnread);
  if (isAnyUnread()) return undefined;
  const unloaded = portals.filter(({ inbox }) => inbox.state.kind !== 'ready');
  await Promise.all(unloaded.map(({ poller }) => poller.poll()));
  const failed: { portal: Portal; failure: Failure }[] = [];
  for (const portal of portals) {
    const { inbox } = portal;
    const isAllLoaded = (): boolean => inbox.state.kind === 'ready' && inbox.state.unreadNotLoaded === 0;
    try {
      await inbox.loadMoreUntil(() => isAllLoaded() || isAnyUnread(), MAX_PAGES);
      if (inbox.state.kind === 'failed') {
        failed.push({ portal, failure: inbox.state.failure });
      }
    } catch (error) {
      failed.push({ portal, failure: failureOrRethrow(error) });
    }
  }
  return failed[0];
}

function isUnread(row: Row): boolean {
  return row.kind === 'notification' && !row.notification.isRead && row.snooze === undefined;
}
