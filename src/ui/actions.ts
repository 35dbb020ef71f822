import type * as vscode from 'vscode';
import type { Disposable } from '../model/emitter';
import { notificationsIn } from '../model/inboxState';
import type { Portal } from '../model/portal';
import type { Session } from '../model/session';
import { copyText } from './reading/copyText';
import { FullText } from './reading/fullText';
import { openInBrowser } from './reading/openInBrowser';
import { QuickReply } from './reply/quickReply';
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
    this.quickReply = new QuickReply(session, times);
    this.decision = new DecisionPrompt(times, (notification, { account }) =>
      openInBrowser(notification, account.origin),
    );
    this.steps = new Steps(new Outcome(view, times));
    this.readMarks = new ReadMarks(this.steps);
    this.fullText = new FullText(session, times);
    this.sending = new Sending(session, times);
    let { portal } = session;
    this.#subscription = session.onDidChange(() => {
      if (session.portal !== portal) {
        portal = session.portal;
        this.steps.end();
      }
    });
  }

  search(portal: Portal): void {
    const { inbox, history, typeNames } = portal;
    searchHistory({
      history,
      loaded: () => notificationsIn(inbox.state),
      onDidChangeLoaded: inbox.onDidChange,
      typeNames,
      times: this.#times,
      actions: {
        reply: notification => this.quickReply.to(notification, portal),
        decide: notification => this.decision.ask(notification, portal),
        open: notification => openInBrowser(notification, portal.account.origin),
        copyText: notification => copyText(notification, this.#times),
        setRead: (notification, isRead) => this.readMarks.set(portal, [notification], isRead),
        reveal: ({ id }) => this.#view.goTo(id),
        showFullText: notification => this.fullText.show(notification, portal),
      },
    });
  }

  dispose(): void {
    this.#subscription.dispose();
    this.steps.end();
    this.fullText.dispose();
  }
}
