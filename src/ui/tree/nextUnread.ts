import * as vscode from 'vscode';
import type { Portal } from '../../model/portal';
import { failureIn } from '../../model/portalFailure';
import { withProgress } from '../progress';
import { tellFailure } from '../tellFailure';
import type { Times } from '../text/times';
import type { NotificationsView } from './notificationsView';
import { rowId } from './rows';
import type { Row } from './rows';
import { tellBriefly } from '../tellBriefly';

const MOST_PAGES = 10;

/** Selects the unread notification below the selected one, or the first; fetches older ones where none is loaded. */
export async function nextUnread(view: NotificationsView, portal: Portal, times: Times): Promise<void> {
  try {
    await withProgress(() => loadUntilUnread(view, portal));
  } catch (error) {
    tellFailure(failureIn(error), times);
    return;
  }
  const { rows } = view;
  const [selected] = view.selection;
  const at = selected === undefined ? -1 : rows.findIndex(row => rowId(row) === rowId(selected));
  const next = [...rows.slice(at + 1), ...rows.slice(0, at + 1)].find(isUnread);
  if (next === undefined) {
    tellBriefly(vscode.l10n.t('Nothing is unread.'));
  } else {
    await view.reveal(next);
  }
}

async function loadUntilUnread(view: NotificationsView, { inbox, poller }: Portal): Promise<void> {
  if (inbox.state.kind !== 'ready') {
    await poller.poll();
  }
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
