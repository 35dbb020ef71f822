import * as vscode from 'vscode';
import { loadedNotifications } from '../../model/inbox/inboxState';
import type { Portal } from '../../model/portal/portal';
import type { PendingReply, ReplyResult } from '../../model/replies/reply';
import { failureText } from '../text/failureText';
import { escapeLabel, prefixPortal } from '../text/labels';
import type { Times } from '../text/times';
import type { ReadCommands } from '../triage/readCommands';

/** A reply, with the portal it is for. */
export interface AddressedReply {
  readonly portal: Portal;
  readonly reply: Pick<PendingReply, 'notificationId' | 'to' | 'text'>;
}

/** Shows the results of replies. */
export class ReplyResultMessages {
  readonly #times: Times;
  readonly #marks: Pick<ReadCommands, 'setQuietly'>;

  constructor(times: Times, marks: Pick<ReadCommands, 'setQuietly'>) {
    this.#times = times;
    this.#marks = marks;
  }

  /** `tryAgain`: called if the user retries a reply that was not sent. */
  show(outcome: ReplyResult, answer: AddressedReply, tryAgain: () => unknown): void {
    if (outcome.kind === 'sent') {
      answer.portal.drafts.deleteIfUnchanged(answer.reply.notificationId, answer.reply.text);
      this.#tellSent(outcome.messages, answer);
      return;
    }
    const sentence = this.#notSent(outcome, answer.reply);
    if (sentence !== undefined) {
      tellNotSent(prefixPortal(answer.portal, sentence), answer.reply.text, tryAgain);
    }
    if (outcome.kind === 'gone') {
      void answer.portal.poller.poll();
    }
  }

  #tellSent(messages: readonly string[], { portal, reply }: AddressedReply): void {
    const said = messages.join(' ').trim();
    void vscode.window.showInformationMessage(
      said === '' ? vscode.l10n.t('The portal accepted the reply.') : escapeLabel(said),
    );
    const answered = loadedNotifications(portal.inbox.state).find(({ id }) => id === reply.notificationId);
    if (answered?.isRead === false) {
      // Its row shows whether it was also marked as read.
      this.#marks.setQuietly(portal, answered);
    }
  }

  #notSent(
    outcome: Exclude<ReplyResult, { kind: 'sent' }>,
    { to }: AddressedReply['reply'],
  ): string | undefined {
    switch (outcome.kind) {
      case 'takenBack':
        return undefined;
      case 'stopped':
        return vscode.l10n.t(
          'The portal was disconnected before the reply to {0} was sent. The reply is kept until you connect again.',
          to,
        );
      case 'gone':
        return vscode.l10n.t(
          'The notification from {0} no longer exists or can’t be replied to. Your reply was not sent.',
          to,
        );
      case 'failed': {
        const why = failureText(outcome.failure, this.#times);
        return outcome.mayHaveArrived
          ? vscode.l10n.t(
              'It is unknown whether the reply to {0} was delivered. {1} Check the portal before you send it again.',
              to,
              why,
            )
          : vscode.l10n.t('The reply to {0} was not sent. {1}', to, why);
      }
    }
  }
}

function tellNotSent(sentence: string, text: string, again: () => unknown): void {
  const tryAgain = vscode.l10n.t('Try Again');
  const copy = vscode.l10n.t('Copy Text');
  void vscode.window.showErrorMessage(escapeLabel(sentence), tryAgain, copy).then(async choice => {
    if (choice === tryAgain) {
      await again();
    } else if (choice === copy) {
      await vscode.env.clipboard.writeText(text);
    }
  });
}
