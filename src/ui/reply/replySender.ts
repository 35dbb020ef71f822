import * as vscode from 'vscode';
import type { Portal } from '../../model/portal/portal';
import type { Session } from '../../model/portal/session';
import { isUnsent, type NewReply } from '../../model/replies/reply';
import { undoMs } from '../settings';
import { escapeLabel, prefixPortal } from '../text/labels';
import type { UndoEntry, UndoHistory } from '../undo/undoHistory';
import { UndoMessage } from '../undo/undoMessage';
import type { ReplyResultMessages } from './replyResultMessages';

/** Sends replies, wherever they were written, once the undo period has passed. */
export class ReplySender {
  readonly #session: Session;
  readonly #results: ReplyResultMessages;
  readonly #history: UndoHistory;

  constructor(session: Session, results: ReplyResultMessages, history: UndoHistory) {
    this.#session = session;
    this.#results = results;
    this.#history = history;
  }

  /** Returns whether an earlier reply to the notification is still being sent, and then says so. */
  isBusy(portal: Portal, notificationId: number, to: string): boolean {
    const reply = portal.replies.pendingReplyTo(notificationId);
    if (reply === undefined || isUnsent(reply)) return false;
    void vscode.window.showInformationMessage(vscode.l10n.t('The reply to {0} is still being sent.', escapeLabel(to)));
    return true;
  }

  /** `reopen`: shows the text again, to be changed; the same account may have been reconnected meanwhile. */
  async send(portal: Portal, reply: NewReply, reopen: (portal: Portal) => unknown): Promise<void> {
    const { notificationId, to, text } = reply;
    // It also stays a draft until the portal has accepted it.
    portal.drafts.set(notificationId, text);
    portal.drafts.save();
    const { key, done } = portal.replies.send(reply, undoMs());
    const again = (): unknown => reopen(this.#session.portal(portal.id) ?? portal);
    const message = new UndoMessage();
    const undo: UndoEntry['undo'] = () => {
      if (portal.replies.cancel(key) === undefined) return undefined;
      void again();
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
      this.#results.show(result, { portal, reply: { notificationId, to, text }, entry }, again);
    } finally {
      this.#history.remove(entry);
    }
  }
}
