import * as vscode from 'vscode';
import type { Disposable } from '../../model/emitter';
import type { Portal } from '../../model/portal/portal';
import type { Session } from '../../model/portal/session';
import { Composer } from '../compose/composer';
import { CodeInsertion } from '../compose/insertCode';
import { FullTextProvider } from '../reading/fullTextProvider';
import { copyText, openNotificationPage } from '../reading/openAndCopy';
import { QuickReply } from '../reply/quickReply';
import { ReplyEditor } from '../reply/replyEditor';
import { ReplyLength } from '../reply/replyLength';
import { ReplyResultMessages } from '../reply/replyResultMessages';
import { ReplySender } from '../reply/replySender';
import { UnsentReplyCommands } from '../reply/unsentReplyCommands';
import { openHistorySearch } from '../search/searchBox';
import { showHint } from '../input/messages';
import type { Times } from '../text/times';
import type { NotificationsView } from '../tree/notificationsView';
import { DecisionCommands } from '../triage/decisionCommands';
import { SnoozeCommands } from '../triage/snoozeCommands';
import { TriageCommands } from '../triage/triageCommands';
import { UndoHistory } from '../undo/undoHistory';

/** The actions available for notifications. */
export class NotificationActions implements vscode.Disposable {
  readonly quickReply: QuickReply;
  readonly replyEditor: ReplyEditor;
  readonly codeInsertion: CodeInsertion;
  readonly unsentReplies: UnsentReplyCommands;
  readonly decision: DecisionCommands;
  readonly triage: TriageCommands;
  readonly snoozing: SnoozeCommands;
  readonly history = new UndoHistory();
  readonly fullText: FullTextProvider;
  readonly sending: Composer;

  readonly #replyLength: ReplyLength;
  readonly #subscription: Disposable;
  readonly #view: NotificationsView;
  readonly #times: Times;

  constructor(session: Session, view: NotificationsView, times: Times) {
    this.#view = view;
    this.#times = times;
    this.triage = new TriageCommands(this.history, view, times);
    this.snoozing = new SnoozeCommands(this.history, times);
    const results = new ReplyResultMessages(times, this.triage);
    const sender = new ReplySender(session, results, this.history);
    this.replyEditor = new ReplyEditor(session, times, sender);
    this.codeInsertion = new CodeInsertion(this.replyEditor);
    this.#replyLength = new ReplyLength(this.replyEditor);
    this.quickReply = new QuickReply(times, sender, this.replyEditor);
    this.unsentReplies = new UnsentReplyCommands(session, results);
    this.decision = new DecisionCommands(this.history, times, (notification, { account }) =>
      openNotificationPage(notification, account.origin),
    );
    this.fullText = new FullTextProvider(session, times, () => view.rows);
    this.sending = new Composer(session, times);
    this.#subscription = session.onDidChange(() => this.history.keepPortals(session.portals));
  }

  /** Shows the full text of the next (1) or previous (-1) notification in the tree. */
  async stepFullText(step: 1 | -1): Promise<void> {
    if (await this.fullText.step(step)) return;
    showHint(
      step === 1 ? vscode.l10n.t('This is the last notification.') : vscode.l10n.t('This is the first notification.'),
    );
  }

  search(portals: readonly Portal[]): void {
    openHistorySearch({
      portals,
      times: this.#times,
      actions: {
        reply: ({ notification, portal }) => this.quickReply.replyTo(notification, portal),
        decide: ({ notification, portal }) => this.decision.ask(notification, portal),
        open: ({ notification, portal }) => openNotificationPage(notification, portal.account.origin),
        copyText: ({ notification }) => copyText(notification, this.#times),
        setRead: ({ notification, portal }, isRead) =>
          this.triage.setRead([{ portal, notifications: [notification] }], isRead),
        reveal: ({ notification, portal }) => this.#view.revealNotification(portal, notification.id),
        showFullText: ({ notification, portal }) => this.fullText.show(notification, portal),
      },
    });
  }

  dispose(): void {
    this.#subscription.dispose();
    this.history.dispose();
    this.fullText.dispose();
    this.codeInsertion.dispose();
    this.#replyLength.dispose();
    this.replyEditor.dispose();
  }
}
