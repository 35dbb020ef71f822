import * as vscode from 'vscode';
import type { Notification } from '../../model/notification';
import type { Portal } from '../../model/portal';
import { isLeft } from '../../model/reply';
import type { Session } from '../../model/session';
import { undoMs } from '../settings';
import { inPortal } from '../text/inPortal';
import { inert } from '../text/inert';
import type { Times } from '../text/times';
import { authorName } from '../text/words';
import { UndoMessage } from '../triage/undoMessage';
import type { ReplyOutcomes } from './replyOutcomes';
import { askForReply } from './replyPrompt';
import type { WrittenReply } from './replyPrompt';

/** Asks for a reply and sends it once, when the time for Undo has passed. */
export class QuickReply {
  readonly #session: Session;
  readonly #times: Times;
  readonly #outcomes: ReplyOutcomes;
  /** What takes back the replies that the portal was not told of yet, the latest last. */
  #takeBacks: readonly (() => boolean)[] = [];

  constructor(session: Session, times: Times, outcomes: ReplyOutcomes) {
    this.#session = session;
    this.#times = times;
    this.#outcomes = outcomes;
  }

  async to(notification: Notification, portal: Portal): Promise<void> {
    const unsent = portal.replies.of(notification.id);
    if (unsent !== undefined && !isLeft(unsent)) {
      void vscode.window.showInformationMessage(
        vscode.l10n.t('The reply to {0} is still on its way.', inert(authorName(notification))),
      );
      return;
    }
    const written = await askForReply(notification, portal, this.#times);
    if (written !== undefined) {
      await this.#send(notification, written, portal);
    }
  }

  /** Takes back the latest reply that is not on its way yet; gives whether there is one. */
  takeBack(): boolean {
    return this.#takeBacks.toReversed().some(takeBack => takeBack());
  }

  async #send(notification: Notification, { text, instead }: WrittenReply, portal: Portal): Promise<void> {
    const { id } = notification;
    const to = authorName(notification);
    const reply = { notificationId: id, to, text };
    // Until the portal has it, it is a draft as well.
    portal.drafts.keep(id, text);
    portal.drafts.save();
    const { key, done } = portal.replies.begin(
      { ...reply, ...(instead !== undefined && { instead }) },
      undoMs(),
    );
    const message = new UndoMessage();
    const takeBack = (): boolean => {
      message.end();
      if (portal.replies.takeBack(key) === undefined) {
        return false;
      }
      void this.#again(notification, portal);
      return true;
    };
    this.#takeBacks = [...this.#takeBacks, takeBack];
    message.show(
      inert(inPortal(portal, vscode.l10n.t('Replying to {0}', to))),
      done.then(() => undefined),
      takeBack,
    );
    try {
      const outcome = await done;
      this.#outcomes.tell(outcome, { portal, reply }, () => this.#again(notification, portal));
    } finally {
      this.#takeBacks = this.#takeBacks.filter(each => each !== takeBack);
      message.end();
    }
  }

  /** The text stands in the box again; only the person sends it. The same account may have been connected again meanwhile. */
  #again(notification: Notification, portal: Portal): Promise<void> {
    return this.to(notification, this.#session.portal(portal.id) ?? portal);
  }
}
