import * as vscode from 'vscode';
import type { Disposable } from '../model/emitter';
import type { InboxState } from '../model/inboxState';
import type { Session } from '../model/session';
import { failureText, staleText } from './text/failureText';
import { escapeMarkdown } from './text/markdown';
import { shortened } from './text/shortened';
import type { Times } from './text/times';
import { VIEW_ID } from './tree/viewState';
import { authorName, firstLines, unreadCount } from './text/words';

const NEWEST = 5;
const LINE_LENGTH = 60;

interface Look {
  readonly text: string;
  readonly spoken: string;
  readonly tooltip: string;
}

/** The unread total in the status bar: the portal's number, and where it is old, since when and why. */
export class StatusBar implements vscode.Disposable {
  readonly #item = vscode.window.createStatusBarItem('bitrix24.unread', vscode.StatusBarAlignment.Left, 50);
  readonly #session: Session;
  readonly #times: Times;
  readonly #subscription: Disposable;

  constructor(session: Session, times: Times) {
    this.#session = session;
    this.#times = times;
    this.#item.name = vscode.l10n.t('Bitrix24 Notifications');
    this.#item.command = `${VIEW_ID}.focus`;
    this.#subscription = session.onDidChange(() => {
      this.#draw();
    });
    this.#draw();
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#item.dispose();
  }

  #draw(): void {
    const { state } = this.#session;
    if (state.kind !== 'signedIn') {
      this.#item.hide();
      return;
    }
    const { text, spoken, tooltip } = this.#look(state.inbox);
    this.#item.text = text;
    this.#item.accessibilityInformation = { label: spoken };
    this.#item.tooltip = new vscode.MarkdownString(
      `${tooltip}\n\n${escapeMarkdown(new URL(state.account.origin).host)}`,
    );
    this.#item.show();
  }

  #look(inbox: InboxState): Look {
    switch (inbox.kind) {
      case 'loading': {
        const words = vscode.l10n.t('Loading notifications…');
        return { text: '$(bell) …', spoken: words, tooltip: words };
      }
      case 'failed': {
        const words = failureText(inbox.failure, this.#times);
        return { text: '$(bell) $(warning)', spoken: words, tooltip: escapeMarkdown(words) };
      }
      case 'ready':
        return this.#counted(inbox);
    }
  }

  #counted(inbox: Extract<InboxState, { kind: 'ready' }>): Look {
    const count = unreadCount(inbox.unreadTotal);
    const words = vscode.l10n.t('Bitrix24: {0} unread', count);
    const icon = inbox.unreadTotal > 0 ? '$(bell-dot)' : '$(bell)';
    const stale = staleText(inbox, this.#times);
    const sentences = stale === '' ? [words] : [words, stale];
    return {
      text: stale === '' ? `${icon} ${count}` : `${icon} ${count} $(warning)`,
      spoken: sentences.join('. '),
      tooltip: [...sentences.map(escapeMarkdown), this.#newest(inbox)].join('\n\n'),
    };
  }

  #newest({ notifications }: Extract<InboxState, { kind: 'ready' }>): string {
    return notifications
      .filter(notification => !notification.isRead)
      .slice(0, NEWEST)
      .map(notification => {
        const text = shortened(firstLines(notification, this.#times), LINE_LENGTH);
        return `- **${escapeMarkdown(authorName(notification))}** ${escapeMarkdown(text)}`;
      })
      .join('\n');
  }
}
