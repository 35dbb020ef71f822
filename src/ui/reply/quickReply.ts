import * as vscode from 'vscode';
import type { Notification } from '../../model/notification/notification';
import type { Portal } from '../../model/portal/portal';
import type { Session } from '../../model/portal/session';
import { isUnsent } from '../../model/replies/reply';
import { undoMs } from '../settings';
import { escapeLabel, prefixPortal } from '../text/labels';
import type { Times } from '../text/times';
import { authorName } from '../text/words';
import type { UndoEntry, UndoHistory } from '../undo/undoHistory';
import { UndoMessage } from '../undo/undoMessage';
import { askForReply, type TypedReply } from './replyPrompt';
import type { ReplyResultMessages } from './replyResultMessages';

/** Asks for a reply and sends it once the undo period has passed. */
export class QuickReply {
  readonly #session: Session;
  readonly #times: Times;
  readonly #results: ReplyResultMessages;
  readonly #history: UndoHistory;

  constructor(session: Session, times: Times, results: ReplyResultMessages, history: UndoHistory) {
    this.#session = session;
    this.#times = times;
    this.#results = results;
    this.#history = history;
  }

  async replyTo(notification: Notification, portal: Portal): Promise<void> {
    const unsent = portal.replies.pendingReplyTo(notification.id);
    if (unsent !== undefined && !isUnsent(unsent)) {
      void vscode.window.showInformationMessage(
        vscode.l10n.t('The reply to {0} is still being sent.', escapeLabel(authorName(notification))),
      );
      return;
    }
    const typed = await askForReply(notification, portal, this.#times);
    if (typed !== undefined) {
      await this.#send(notification, typed, portal);
    }
  }

  async #send(notification: Notification, { text, replaces }: TypedReply, portal: Portal): Promise<void> {
    const { id } = notification;
    const to = authorName(notification);
    const reply = { notificationId: id, to, text };
    // It also stays a draft until the portal has accepted it.
    portal.drafts.set(id, text);
    portal.drafts.save();
    const { key, done } = portal.replies.send({ ...reply, ...(replaces !== undefined && { replaces }) }, undoMs());
    const message = new UndoMessage();
    const undo: UndoEntry['undo'] = () => {
      if (portal.replies.cancel(key) === undefined) return undefined;
      void this.#reopen(notification, portal);
      return { toReveal: undefined };
    };
    const entry = { portals: [portal], undo, message };
    this.#history.add(entry);
    message.show(
      escapeLabel(prefixPortal(portal, vscode.l10n.t('Replying to {0}', to))),
      done.then(() => undefined),
      () => this.#history.undo(entry),
    );
    try {
      const result = await done;
      this.#results.show(result, { portal, reply, entry }, () => this.#reopen(notification, portal));
    } finally {
      this.#history.remove(entry);
    }
  }

  /** Reopens the box with the text; only the user sends it. The same account may have been reconnected meanwhile. */
  #reopen(notification: Notification, portal: Portal): Promise<void> {
    return this.replyTo(notification, this.#session.portal(portal.id) ?? portal);
  }
}
