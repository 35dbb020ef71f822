import * as vscode from 'vscode';
import type { InboxState } from '../../model/inboxState';
import { UNREAD_CAP } from '../../model/notification';
import type { Notification } from '../../model/notification';
import type { Portal } from '../../model/portal';
import { inPortal } from '../text/inPortal';
import { unreadCount } from '../text/words';
import type { Meant } from '../tree/meant';
import { namesOf } from './names';
import type { Done, Steps } from './steps';

/** More than these are not marked as read without asking. */
const MOST_UNASKED = 10;

/** Marks notifications as read and unread: at once on the screen, with a way back. */
export class ReadMarks {
  readonly #steps: Steps;

  constructor(steps: Steps) {
    this.#steps = steps;
  }

  /** Gives whether the portals took it. */
  async set(meant: readonly Meant[], isRead: boolean): Promise<boolean> {
    const names = namesOf(meant);
    const sentence = isRead
      ? vscode.l10n.t('Marked as read: {0}', names)
      : vscode.l10n.t('Marked as unread: {0}', names);
    return this.#steps.show(sentence, begunOf(meant, isRead));
  }

  /** Its row alone says what came of it; it can be undone. */
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
    if (count !== undefined && count <= MOST_UNASKED) {
      return true;
    }
    const markAll = vscode.l10n.t('Mark All as Read');
    const question =
      count === undefined
        ? vscode.l10n.t('Mark all notifications as read?')
        : vscode.l10n.t('Mark all {0} unread notifications as read?', unreadCount(count));
    const detail = vscode.l10n.t(
      'What waits for your decision stays unread. Undo takes back those that are loaded here.',
    );
    const answer = await vscode.window.showInformationMessage(
      inPortal(portal, question),
      { modal: true, detail },
      markAll,
    );
    return answer === markAll;
  }
}

function begunOf(meant: readonly Meant[], isRead: boolean): readonly Done[] {
  return meant.map(({ portal, notifications }) => ({
    portal,
    begun: portal.triage.setRead(
      notifications.map(({ id }) => id),
      isRead,
    ),
  }));
}

/** The portal's number without the confirmations, which come with the first pages. */
function unreadOrdinary({ unreadTotal, notifications }: Extract<InboxState, { kind: 'ready' }>): number {
  const waiting = notifications.filter(({ kind, isRead }) => kind === 'confirmation' && !isRead);
  return unreadTotal >= UNREAD_CAP ? unreadTotal : unreadTotal - waiting.length;
}
