import * as vscode from 'vscode';
import type { Portal } from '../../model/portal';
import { failureIn } from '../../model/portalFailure';
import type { Failure } from '../../model/portalFailure';
import { withProgress } from '../progress';
import { tellFailure } from '../tellFailure';
import type { Times } from '../text/times';
import type { NotificationsView } from './notificationsView';
import { rowId } from './rows';
import type { Row } from './rows';
import { tellBriefly } from '../tellBriefly';

const MOST_PAGES = 10;

/** Selects the unread notification below the selected one, or the first; fetches older ones where none is loaded. */
export async function nextUnread(
  view: NotificationsView,
  portals: readonly Portal[],
  times: Times,
): Promise<void> {
  const failed = await withProgress(() => loadUntilUnread(view, portals));
  const { rows } = view;
  const [selected] = view.selection;
  const at = selected === undefined ? -1 : rows.findIndex(row => rowId(row) === rowId(selected));
  const next = [...rows.slice(at + 1), ...rows.slice(0, at + 1)].find(isUnread);
  if (next !== undefined) {
    await view.reveal(next);
  } else if (failed === undefined) {
    tellBriefly(vscode.l10n.t('Nothing is unread.'));
  } else {
    tellFailure(failed.failure, times, failed.portal);
  }
}

interface Failed {
  readonly portal: Portal;
  readonly failure: Failure;
}

/** Gives the first portal that could not be asked, if any. */
async function loadUntilUnread(
  view: NotificationsView,
  portals: readonly Portal[],
): Promise<Failed | undefined> {
  if (view.rows.some(isUnread)) {
    return undefined;
  }
  const unloaded = portals.filter(({ inbox }) => inbox.state.kind !== 'ready');
  await Promise.all(unloaded.map(({ poller }) => poller.poll()));
  const failed: Failed[] = [];
  for (const portal of portals) {
    try {
      await loadMoreUntilUnread(view, portal);
    } catch (error) {
      failed.push({ portal, failure: failureIn(error) });
    }
    const { state } = portal.inbox;
    if (state.kind === 'failed') {
      failed.push({ portal, failure: state.failure });
    }
  }
  return failed[0];
}

async function loadMoreUntilUnread(view: NotificationsView, { inbox }: Portal): Promise<void> {
  for (let pages = 0; pages < MOST_PAGES && !view.rows.some(isUnread); pages++) {
    const { state } = inbox;
    if (state.kind !== 'ready' || state.next === undefined || state.unreadBeyond === 0) {
      return;
    }
    await inbox.loadMore();
  }
}

function isUnread(row: Row): boolean {
  return row.kind === 'notification' && !row.notification.isRead;
}
