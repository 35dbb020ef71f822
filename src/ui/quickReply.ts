import * as vscode from 'vscode';
import type { Drafts } from '../model/drafts';
import type { Notification } from '../model/notification';
import { failureIn, mayHaveRun } from '../model/portalFailure';
import type { Failure } from '../model/portalFailure';
import type { Inbox } from '../model/inbox';
import { failureText } from './failureText';
import { inert } from './inert';
import { withProgress } from './progress';
import { askForReply } from './replyPrompt';
import type { Times } from './times';
import { authorName } from './words';

/** Asks for a reply and sends it once. What was typed is kept until the portal has taken it. */
export class QuickReply {
  readonly #drafts: Drafts;
  readonly #times: Times;

  constructor(drafts: Drafts, times: Times) {
    this.#drafts = drafts;
    this.#times = times;
  }

  async to(notification: Notification, inbox: Inbox): Promise<void> {
    const text = await askForReply(notification, this.#drafts, this.#times);
    if (text !== undefined) {
      await this.#send(notification, text, inbox);
    }
  }

  async #send(notification: Notification, text: string, inbox: Inbox): Promise<void> {
    const { id } = notification;
    let messages;
    try {
      messages = await withProgress(() => inbox.answer(id, text));
    } catch (error) {
      this.#offerAgain(notification, text, inbox, this.#notSent(notification, failureIn(error)));
      return;
    }
    if (messages === undefined) {
      const sentence = vscode.l10n.t(
        'The notification from {0} is gone or can’t be answered. Your reply was not sent.',
        authorName(notification),
      );
      this.#offerAgain(notification, text, inbox, sentence);
      void inbox.refresh();
      return;
    }
    if (this.#drafts.get(id) === text) {
      this.#drafts.keep(id, '');
    }
    const said = messages.join(' ').trim();
    void vscode.window.showInformationMessage(
      said === '' ? vscode.l10n.t('The portal took the reply.') : inert(said),
    );
    await this.#markRead(id, inbox);
  }

  /** The reply has arrived; whether it is also marked as read shows in the list, and why not in the log. */
  async #markRead(id: number, inbox: Inbox): Promise<void> {
    try {
      await inbox.setRead([id], true);
    } catch (error) {
      failureIn(error);
    }
  }

  #notSent(notification: Notification, failure: Failure): string {
    const why = failureText(failure, this.#times);
    const name = authorName(notification);
    return mayHaveRun(failure)
      ? vscode.l10n.t(
          'Nobody knows whether the reply to {0} has arrived. {1} Look in the portal before you send it again.',
          name,
          why,
        )
      : vscode.l10n.t('The reply to {0} was not sent. {1}', name, why);
  }

  /** The text stands in the box again on Try Again; only the person sends it. */
  #offerAgain(notification: Notification, text: string, inbox: Inbox, sentence: string): void {
    this.#drafts.keep(notification.id, text);
    const tryAgain = vscode.l10n.t('Try Again');
    const copy = vscode.l10n.t('Copy Text');
    void vscode.window.showErrorMessage(inert(sentence), tryAgain, copy).then(async choice => {
      if (choice === tryAgain) {
        await this.to(notification, inbox);
      } else if (choice === copy) {
        await vscode.env.clipboard.writeText(text);
      }
    });
  }
}
