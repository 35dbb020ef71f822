import * as vscode from 'vscode';
import type { Notification } from '../../model/notification';
import { failureIn, mayHaveRun } from '../../model/portalFailure';
import type { Failure } from '../../model/portalFailure';
import type { Portal } from '../../model/portal';
import type { Session } from '../../model/session';
import { failureText } from '../text/failureText';
import { inPortal } from '../text/inPortal';
import { inert } from '../text/inert';
import { withProgress } from '../progress';
import { askForReply } from './replyPrompt';
import type { Times } from '../text/times';
import { authorName } from '../text/words';
import type { ReadMarks } from '../triage/readMarks';

/** Asks for a reply and sends it once. What was typed is kept until the portal has taken it. */
export class QuickReply {
  readonly #session: Session;
  readonly #times: Times;
  readonly #marks: Pick<ReadMarks, 'setQuietly'>;

  constructor(session: Session, times: Times, marks: Pick<ReadMarks, 'setQuietly'>) {
    this.#session = session;
    this.#times = times;
    this.#marks = marks;
  }

  async to(notification: Notification, portal: Portal): Promise<void> {
    if (portal.drafts.sending.has(notification.id)) {
      void vscode.window.showInformationMessage(
        vscode.l10n.t('The reply to {0} is still on its way.', inert(authorName(notification))),
      );
      return;
    }
    const text = await askForReply(notification, portal, this.#times);
    if (text !== undefined) {
      await this.#send(notification, text, portal);
    }
  }

  async #send(notification: Notification, text: string, portal: Portal): Promise<void> {
    const { id } = notification;
    let messages;
    portal.drafts.sending.add(id);
    try {
      messages = await withProgress(() => portal.answer(id, text));
    } catch (error) {
      this.#offerAgain(notification, text, portal, this.#notSent(notification, failureIn(error)));
      return;
    } finally {
      portal.drafts.sending.delete(id);
    }
    if (messages === undefined) {
      const sentence = vscode.l10n.t(
        'The notification from {0} is gone or can’t be answered. Your reply was not sent.',
        authorName(notification),
      );
      this.#offerAgain(notification, text, portal, sentence);
      void portal.poller.poll();
      return;
    }
    if (portal.drafts.get(id) === text) {
      portal.drafts.keep(id, '');
    }
    const said = messages.join(' ').trim();
    void vscode.window.showInformationMessage(
      said === '' ? vscode.l10n.t('The portal took the reply.') : inert(said),
    );
    // Whether it is also marked as read shows on its row.
    this.#marks.setQuietly(portal, notification);
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
  #offerAgain(notification: Notification, text: string, portal: Portal, sentence: string): void {
    portal.drafts.keep(notification.id, text);
    const tryAgain = vscode.l10n.t('Try Again');
    const copy = vscode.l10n.t('Copy Text');
    void vscode.window
      .showErrorMessage(inert(inPortal(portal, sentence)), tryAgain, copy)
      .then(async choice => {
        if (choice === tryAgain) {
          // The same account may have been connected again meanwhile.
          await this.to(notification, this.#session.portal(portal.id) ?? portal);
        } else if (choice === copy) {
          await vscode.env.clipboard.writeText(text);
        }
      });
  }
}
