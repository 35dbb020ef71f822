import * as vscode from 'vscode';
import type { Notification } from '../../model/notification/notification';
import type { Portal } from '../../model/portal/portal';
import type { Session } from '../../model/portal/session';
import { isUnsent } from '../../model/replies/reply';
import { undoMs } from '../settings';
import { escapeLabel, prefixPortal } from '../text/labels';
import type { Times } from '../text/times';
import { authorName } from '../text/words';
import { UndoMessage } from '../undo/undoMessage';
import { askForReply } from './replyPrompt';
import type { TypedReply } from './replyPrompt';
import type { ReplyResultMessages } from './replyResultMessages';

/** Asks for a reply and sends it once the undo period has passed. */
export class QuickReply {
  readonly #session: Session;
  readonly #times: Times;
  readonly #outcomes: ReplyResultMessages;
  /** Functions that cancel the replies not yet sent to the portal; latest last. */
  #takeBacks: readonly (() => boolean)[] = [];

  constructor(session: Session, times: Times, outcomes: ReplyResultMessages) {
    this.#session = session;
    this.#times = times;
    this.#outcomes = outcomes;
  }

  async replyTo(notification: Notification, portal: Portal): Promise<void> {
    const unsent = portal.replies.pendingReplyTo(notification.id);
    if (unsent !== undefined && !isUnsent(unsent)) {
      void vscode.window.showInformationMessage(
        vscode.l10n.t('The reply to {0} is still being sent.', escapeLabel(authorName(notification))),
      );
      return;
    }
    const written = await askForReply(notification, portal, this.#times);
    if (written !== undefined) {
      await this.#send(notification, written, portal);
    }
  }

  /** Cancels the latest reply that is not being sent yet; returns whether there was one. */
  takeBack(): boolean {
    return this.#takeBacks.toReversed().some(takeBack => takeBack());
  }

  async #send(notification: Notification, { text, replaces }: TypedReply, portal: Portal): Promise<void> {
    const { id } = notification;
    const to = authorName(notification);
    const reply = { notificationId: id, to, text };
    // It also stays a draft until the portal has accepted it.
    portal.drafts.set(id, text);
    portal.drafts.save();
    const { key, done } = portal.replies.send(
      { ...reply, ...(replaces !== undefined && { replaces }) },
      undoMs(),
    );
    const message = new UndoMessage();
    const takeBack = (): boolean => {
      message.end();
      if (portal.replies.cancel(key) === undefined) {
        return false;
      }
      void this.#again(notification, portal);
      return true;
    };
    this.#takeBacks = [...this.#takeBacks, takeBack];
    message.show(
      escapeLabel(prefixPortal(portal, vscode.l10n.t('Replying to {0}', to))),
      done.then(() => undefined),
      takeBack,
    );
    try {
      const outcome = await done;
      this.#outcomes.show(outcome, { portal, reply }, () => this.#again(notification, portal));
    } finally {
      this.#takeBacks = this.#takeBacks.filter(each => each !== takeBack);
      message.end();
    }
  }

  /** Reopens the box with the text; only the user sends it. The same account may have been reconnected meanwhile. */
  #again(notification: Notification, portal: Portal): Promise<void> {
    return this.replyTo(notification, this.#session.portal(portal.id) ?? portal);
  }
}
