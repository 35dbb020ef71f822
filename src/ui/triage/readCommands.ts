import * as vscode from 'vscode';
import type { InboxState } from '../../model/inbox/inboxState';
import { MAX_UNREAD_COUNT } from '../../model/notification/notification';
import type { Notification } from '../../model/notification/notification';
import type { Portal } from '../../model/portal/portal';
import { undoMs } from '../settings';
import { escapeLabel, prefixPortal } from '../text/labels';
import { authorName, cappedCountText } from '../text/words';
import { flattenTargets } from '../tree/notificationTarget';
import type { PortalNotifications } from '../tree/notificationTarget';
import type { Done, Steps } from './steps';

/** Returns the author of the only notification, or how many there are. */
export function authorOrCount(meant: readonly PortalNotifications[]): string {
  const all = flattenTargets(meant);
  const [first, second] = all;
  return first !== undefined && second === undefined
    ? escapeLabel(authorName(first.notification))
    : String(all.length);
}

/** More than this many are marked as read only after asking. */
const MAX_WITHOUT_ASKING = 10;

/** Marks notifications as read or unread: shown immediately, and can be undone. */
export class ReadCommands {
  readonly #steps: Steps;

  constructor(steps: Steps) {
    this.#steps = steps;
  }

  /** Resolves with whether the portals accepted it. */
  async set(meant: readonly PortalNotifications[], isRead: boolean): Promise<boolean> {
    const names = authorOrCount(meant);
    const sentence = isRead
      ? vscode.l10n.t('Marked as read: {0}', names)
      : vscode.l10n.t('Marked as unread: {0}', names);
    return this.#steps.show(sentence, begunOf(meant, isRead));
  }

  /** Marks as read without a message: only the row shows the result. Can be undone. */
  setQuietly(portal: Portal, notification: Notification): void {
    this.#steps.remember(begunOf([{ portal, notifications: [notification] }], true));
  }

  async from(portal: Portal, { id }: Notification): Promise<void> {
    const begun = portal.triage.readFrom(id);
    const sentence = vscode.l10n.t('Marked as read: {0}', begun.change.ids.length);
    await this.#steps.show(sentence, [{ portal, begun }]);
  }

  async all(portal: Portal): Promise<void> {
    if (await this.#mayReadAll(portal)) {
      const begun = portal.triage.readAll();
      const sentence = vscode.l10n.t('Marked as read: {0}', begun.change.ids.length);
      await this.#steps.show(sentence, [{ portal, begun }]);
    }
  }

  async #mayReadAll(portal: Portal): Promise<boolean> {
    const { state } = portal.inbox;
    const count = state.kind === 'ready' ? unreadOrdinary(state) : undefined;
    if (count !== undefined && count <= MAX_WITHOUT_ASKING) {
      return true;
    }
    const markAll = vscode.l10n.t('Mark All as Read');
    const question =
      count === undefined
        ? vscode.l10n.t('Mark all notifications as read?')
        : vscode.l10n.t('Mark all {0} unread notifications as read?', cappedCountText(count));
    const detail = vscode.l10n.t(
      'Notifications waiting for your decision stay unread. Undo applies only to the notifications that are loaded here.',
    );
    const answer = await vscode.window.showInformationMessage(
      prefixPortal(portal, question),
      { modal: true, detail },
      markAll,
    );
    return answer === markAll;
  }
}

function begunOf(meant: readonly PortalNotifications[], isRead: boolean): readonly Done[] {
  return meant.map(({ portal, notifications }) => ({
    portal,
    begun: portal.triage.setRead(
      notifications.map(({ id }) => id),
      isRead,
    ),
  }));
}

/** Returns the portal's count without the confirmations, which come with the first pages. */
function unreadOrdinary({ unreadTotal, notifications }: Extract<InboxState, { kind: 'ready' }>): number {
  const waiting = notifications.filter(({ kind, isRead }) => kind === 'confirmation' && !isRead);
  return unreadTotal >= MAX_UNREAD_COUNT ? unreadTotal : unreadTotal - waiting.length;
}

/** Deletes notifications. The portal can't undo this, so they are only sent to it after the undo period. */
export async function deleteWithUndo(meant: readonly PortalNotifications[], steps: Steps): Promise<void> {
  if (meant.length > 0) {
    const done = meant.map(({ portal, notifications }) => ({
      portal,
      begun: portal.triage.delete(
        notifications.map(({ id }) => id),
        undoMs(),
      ),
    }));
    await steps.show(vscode.l10n.t('Deleted: {0}', authorOrCount(meant)), done);
  }
}
