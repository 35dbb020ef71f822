import * as vscode from 'vscode';
import { notificationsIn } from '../../model/inboxState';
import type { Portal } from '../../model/portal';
import type { Reply, ReplyOutcome } from '../../model/reply';
import { failureText } from '../text/failureText';
import { inPortal } from '../text/inPortal';
import { inert } from '../text/inert';
import type { Times } from '../text/times';
import type { ReadMarks } from '../triage/readMarks';

/** A reply with the portal it is for. */
export interface Answer {
  readonly portal: Portal;
  readonly reply: Pick<Reply, 'notificationId' | 'to' | 'text'>;
}

/** Says what became of replies. */
export class ReplyOutcomes {
  readonly #times: Times;
  readonly #marks: Pick<ReadMarks, 'setQuietly'>;

  constructor(times: Times, marks: Pick<ReadMarks, 'setQuietly'>) {
    this.#times = times;
    this.#marks = marks;
  }

  /** `tryAgain`: what the person does with a reply that did not arrive. */
  tell(outcome: ReplyOutcome, answer: Answer, tryAgain: () => unknown): void {
    if (outcome.kind === 'sent') {
      answer.portal.drafts.drop(answer.reply.notificationId, answer.reply.text);
      this.#tellSent(outcome.messages, answer);
      return;
    }
    const sentence = this.#notSent(outcome, answer.reply);
    if (sentence !== undefined) {
      tellNotSent(inPortal(answer.portal, sentence), answer.reply.text, tryAgain);
    }
    if (outcome.kind === 'gone') {
      void answer.portal.poller.poll();
    }
  }

  #tellSent(messages: readonly string[], { portal, reply }: Answer): void {
    const said = messages.join(' ').trim();
    void vscode.window.showInformationMessage(
      said === '' ? vscode.l10n.t('The portal took the reply.') : inert(said),
    );
    const answered = notificationsIn(portal.inbox.state).find(({ id }) => id === reply.notificationId);
    if (answered?.isRead === false) {
      // Whether it is also marked as read shows on its row.
      this.#marks.setQuietly(portal, answered);
    }
  }

  #notSent(outcome: Exclude<ReplyOutcome, { kind: 'sent' }>, { to }: Answer['reply']): string | undefined {
    switch (outcome.kind) {
      case 'takenBack':
        return undefined;
      case 'stopped':
        return vscode.l10n.t(
          'The portal was disconnected before the reply to {0} was sent. It is kept until you connect again.',
          to,
        );
      case 'gone':
        return vscode.l10n.t(
          'The notification from {0} is gone or can’t be answered. Your reply was not sent.',
          to,
        );
      case 'failed': {
        const why = failureText(outcome.failure, this.#times);
        return outcome.mayHaveArrived
          ? vscode.l10n.t(
              'Nobody knows whether the reply to {0} has arrived. {1} Look in the portal before you send it again.',
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
  void vscode.window.showErrorMessage(inert(sentence), tryAgain, copy).then(async choice => {
    if (choice === tryAgain) {
      await again();
    } else if (choice === copy) {
      await vscode.env.clipboard.writeText(text);
    }
  });
}
