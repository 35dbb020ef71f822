import * as vscode from 'vscode';
import type { Reading } from '../../model/change';
import { UNREAD_CAP } from '../../model/notification';
import type { Notification } from '../../model/notification';
import type { Portal } from '../../model/portal';
import type { Begun } from '../../model/triage';
import { tellFailure } from '../tellFailure';
import type { Times } from '../text/times';
import { unreadCount } from '../text/words';
import type { NotificationsView } from '../tree/notificationsView';
import { namesOf } from './names';
import type { UndoMessage } from './undoMessage';

/** More than these are not marked as read without asking. */
const MOST_UNASKED = 10;

/** Marks notifications as read and unread: at once on the screen, with a way back. */
export class ReadMarks {
  readonly #undoMessage: UndoMessage;
  readonly #view: Pick<NotificationsView, 'isVisible'>;
  readonly #times: Times;

  constructor(undoMessage: UndoMessage, view: Pick<NotificationsView, 'isVisible'>, times: Times) {
    this.#undoMessage = undoMessage;
    this.#view = view;
    this.#times = times;
  }

  /** Gives whether the portal took it. */
  async set(portal: Portal, notifications: readonly Notification[], isRead: boolean): Promise<boolean> {
    const begun = portal.triage.setRead(
      notifications.map(({ id }) => id),
      isRead,
    );
    const names = namesOf(notifications);
    const sentence = isRead
      ? vscode.l10n.t('Marked as read: {0}', names)
      : vscode.l10n.t('Marked as unread: {0}', names);
    return this.#tell(sentence, begun, portal);
  }

  async from(portal: Portal, { id }: Notification): Promise<void> {
    const begun = portal.triage.readFrom(id);
    await this.#tell(vscode.l10n.t('Marked as read: {0}', begun.change.ids.length), begun, portal);
  }

  async all(portal: Portal): Promise<void> {
    if (await this.#mayReadAll(portal)) {
      const begun = portal.triage.readAll();
      await this.#tell(vscode.l10n.t('Marked as read: {0}', begun.change.ids.length), begun, portal);
    }
  }

  async #mayReadAll({ inbox: { state } }: Portal): Promise<boolean> {
    const total = state.kind === 'ready' ? state.unreadTotal : UNREAD_CAP;
    if (total <= MOST_UNASKED) {
      return true;
    }
    const markAll = vscode.l10n.t('Mark All as Read');
    const answer = await vscode.window.showInformationMessage(
      vscode.l10n.t('Mark all {0} unread notifications as read?', unreadCount(total)),
      {
        modal: true,
        detail: vscode.l10n.t(
          'What waits for your decision stays unread. Undo takes back those that are loaded here.',
        ),
      },
      markAll,
    );
    return answer === markAll;
  }

  /** A row that is in sight says by itself that it was not taken; of others the person is told. */
  async #tell(sentence: string, begun: Begun<Reading>, portal: Portal): Promise<boolean> {
    this.#undoMessage.show(sentence, begun, portal);
    const failure = await begun.done;
    if (failure !== undefined && !(this.#view.isVisible && isListed(begun.change, portal))) {
      tellFailure(failure, this.#times);
    }
    return failure === undefined;
  }
}

function isListed({ ids }: Reading, { inbox: { state } }: Portal): boolean {
  return state.kind === 'ready' && state.notifications.some(({ id }) => ids.includes(id));
}
