import type * as vscode from 'vscode';
import type { Disposable } from '../model/emitter';
import type { Portal } from '../model/portal';
import type { Session } from '../model/session';
import { copyText } from './reading/copyText';
import { FullText } from './reading/fullText';
import { openInBrowser } from './reading/openInBrowser';
import { LeftReplies } from './reply/leftReplies';
import { QuickReply } from './reply/quickReply';
import { ReplyOutcomes } from './reply/replyOutcomes';
import { searchHistory } from './search/searchHistory';
import { Sending } from './send/sending';
import type { Times } from './text/times';
import type { NotificationsView } from './tree/notificationsView';
import { DecisionPrompt } from './triage/decision';
import { ReadMarks } from './triage/readMarks';
import { Outcome } from './triage/outcome';
import { Steps } from './triage/steps';

/** What a person can do with a notification. */
export class Actions implements vscode.Disposable {
  readonly quickReply: QuickReply;
  readonly leftReplies: LeftReplies;
  readonly decision: DecisionPrompt;
  readonly steps: Steps;
  readonly readMarks: ReadMarks;
  readonly fullText: FullText;
  readonly sending: Sending;

  readonly #subscription: Disposable;
  readonly #view: NotificationsView;
  readonly #times: Times;

  constructor(session: Session, view: NotificationsView, times: Times) {
    this.#view = view;
    this.#times = times;
    this.steps = new Steps(new Outcome(view, times));
    this.readMarks = new ReadMarks(this.steps);
    const outcomes = new ReplyOutcomes(times, this.readMarks);
    this.quickReply = new QuickReply(session, times, outcomes);
    this.leftReplies = new LeftReplies(session, outcomes);
    this.decision = new DecisionPrompt(times, (notification, { account }) =>
      openInBrowser(notification, account.origin),
    );
    this.fullText = new FullText(session, times);
    this.sending = new Sending(session, times);
    this.#subscription = session.onDidChange(() => {
      this.steps.keep(session.portals);
    });
  }

  search(portals: readonly Portal[]): void {
    searchHistory({
      portals,
      times: this.#times,
      actions: {
        reply: ({ notification, portal }) => this.quickReply.to(notification, portal),
        decide: ({ notification, portal }) => this.decision.ask(notification, portal),
        open: ({ notification, portal }) => openInBrowser(notification, portal.account.origin),
        copyText: ({ notification }) => copyText(notification, this.#times),
        setRead: ({ notification, portal }, isRead) =>
          this.readMarks.set([{ portal, notifications: [notification] }], isRead),
        reveal: ({ notification, portal }) => this.#view.goTo(portal, notification.id),
        showFullText: ({ notification, portal }) => this.fullText.show(notification, portal),
      },
    });
  }

  dispose(): void {
    this.#subscription.dispose();
    this.steps.end();
    this.fullText.dispose();
  }
}
