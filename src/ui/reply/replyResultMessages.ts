import * as vscode from 'vscode';
import { loadedNotifications } from '../../model/inbox/inboxState';
import type { Portal } from '../../model/portal/portal';
import type { PendingReply, ReplyResult } from '../../model/replies/reply';
import { showUndelivered } from '../input/messages';
import { undeliveredText } from '../text/failureText';
import { escapeLabel } from '../text/labels';
import type { Times } from '../text/times';
import type { TriageCommands } from '../triage/triageCommands';
import type { UndoEntry } from '../undo/undoHistory';

/** A reply, with the portal it is for. */
interface AddressedReply {
  readonly portal: Portal;
  readonly reply: Pick<PendingReply, 'notificationId' | 'to' | 'text'>;
  /** Its entry in the undo history, if it has one. */
  readonly entry?: UndoEntry;
}

/** Shows the results of replies. */
export class ReplyResultMessages {
  readonly #times: Times;
  readonly #triage: Pick<TriageCommands, 'markReadQuietly'>;

  constructor(times: Times, triage: Pick<TriageCommands, 'markReadQuietly'>) {
    this.#times = times;
    this.#triage = triage;
  }

  /** `tryAgain`: called if the user retries a reply that was not sent. */
  show(result: ReplyResult, addressed: AddressedReply, tryAgain: () => unknown): void {
    const { portal, reply } = addressed;
    if (result.kind === 'sent') {
      portal.drafts.deleteIfUnchanged(reply.notificationId, reply.text);
      this.#showSent(result.messages, addressed);
      return;
    }
    const sentence = this.#unsentText(result, reply.to);
    if (sentence !== undefined) {
      void showUndelivered({ portal, sentence, text: reply.text, tryAgain });
    }
    if (result.kind === 'gone') {
      void portal.poller.poll();
    }
  }

  #showSent(messages: readonly string[], { portal, reply, entry }: AddressedReply): void {
    const fromPortal = messages.join(' ').trim();
    void vscode.window.showInformationMessage(
      fromPortal === '' ? vscode.l10n.t('The portal accepted the reply.') : escapeLabel(fromPortal),
    );
    const answered = loadedNotifications(portal.inbox.state).find(({ id }) => id === reply.notificationId);
    if (answered?.isRead === false) {
      // Its row shows whether it was also marked as read.
      this.#triage.markReadQuietly(portal, answered, entry);
    }
  }

  /** Returns `undefined` if the user acted on it first, so there is nothing to say. */
  #unsentText(result: Exclude<ReplyResult, { kind: 'sent' }>, to: string): string | undefined {
    switch (result.kind) {
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
      case 'failed':
        return undeliveredText('reply', to, result.failure, this.#times, result.mayHaveArrived);
    }
  }
}
