import * as vscode from 'vscode';
import { hostOf } from '../model/account';
import type { Disposable } from '../model/emitter';
import type { InboxState } from '../model/inbox/inboxState';
import type { Notification } from '../model/notification/notification';
import type { PortalState, Session } from '../model/portal/session';
import { unsentReplies } from '../model/replies/reply';
import { truncateAtWord } from './text/excerpt';
import { inboxProblemIcon, inboxProblemText, portalProblemTexts } from './text/failureText';
import { escapeMarkdown } from './text/markdown';
import type { Times } from './text/times';
import { authorName, readyInboxes, summaryLine, unreadCountNumber, unreadCountText } from './text/words';
import { VIEW_ID } from './tree/inboxView';

const NEWEST = 5;
const LINE_LENGTH = 60;

interface Look {
  readonly text: string;
  readonly spoken: string;
  readonly tooltip: string;
}

/** The unread total in the status bar: the portal's count and, if it is stale, since when and why. */
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
    const { text, spoken, tooltip } = this.#look(state.portals);
    this.#item.text = text;
    this.#item.accessibilityInformation = { label: spoken };
    this.#item.tooltip = new vscode.MarkdownString(tooltip);
    this.#item.show();
  }

  /** One number for all portals: the sum, with an icon if a portal's part of it is stale or missing. */
  #look(portals: readonly PortalState[]): Look {
    const counted = readyInboxes(portals.map(({ inbox }) => inbox));
    const troubles = portalProblemTexts(portals, this.#times);
    const icons = portals.map(({ inbox }) => inboxProblemIcon(inbox));
    const worst = icons.find(each => each === 'warning') ?? icons.find(each => each !== undefined);
    const sign = worst === undefined ? '' : ` $(${worst})`;
    const tooltip = this.#tooltip(portals);
    if (counted.length === 0) {
      const isLoading = troubles.length === 0;
      const spoken = isLoading ? vscode.l10n.t('Loading notifications…') : troubles.join(' ');
      return { text: isLoading ? '$(bell) …' : `$(bell)${sign}`, spoken, tooltip };
    }
    const count = unreadCountText(counted);
    const icon = unreadCountNumber(counted) > 0 ? '$(bell-dot)' : '$(bell)';
    const words = vscode.l10n.t('Bitrix24: {0} unread', count);
    const spoken = troubles.length > 0 ? `${words}. ${troubles.join(' ')}` : words;
    return { text: `${icon} ${count}${sign}`, spoken, tooltip };
  }

  #tooltip(portals: readonly PortalState[]): string {
    const left = portals.flatMap(({ replies }) => unsentReplies(replies)).length;
    const words = left === 0 ? '' : escapeMarkdown(vscode.l10n.t('Unsent replies: {0}', left));
    return [words, this.#inboxes(portals)].filter(each => each !== '').join('\n\n');
  }

  #inboxes(portals: readonly PortalState[]): string {
    const [only, ...others] = portals;
    if (only === undefined) {
      return '';
    }
    if (others.length > 0) {
      const counted = readyInboxes(portals.map(({ inbox }) => inbox));
      const sum = vscode.l10n.t('Bitrix24: {0} unread', unreadCountText(counted));
      const lines = portals.map(each => this.#line(each)).join('\n');
      return counted.length > 0 ? `${escapeMarkdown(sum)}\n\n${lines}` : lines;
    }
    const { portal, inbox } = only;
    const host = escapeMarkdown(hostOf(portal.account));
    const trouble = inboxProblemText(inbox, this.#times);
    switch (inbox.kind) {
      case 'loading':
        return [escapeMarkdown(vscode.l10n.t('Loading notifications…')), host].join('\n\n');
      case 'failed':
        return [escapeMarkdown(trouble), host].join('\n\n');
      case 'ready': {
        const words = vscode.l10n.t('Bitrix24: {0} unread', unreadCountText([inbox]));
        const sentences = [words, trouble].filter(sentence => sentence !== '').map(escapeMarkdown);
        return [...sentences, this.#newest(inbox), host].join('\n\n');
      }
    }
  }

  /** One of several portals: its name, its count, and what is wrong. */
  #line(state: PortalState): string {
    const { portal, inbox } = state;
    const trouble = inboxProblemText(inbox, this.#times);
    const words = [
      inbox.kind === 'ready' ? unreadCountText([inbox]) : '',
      inbox.kind === 'loading' ? vscode.l10n.t('Loading notifications…') : escapeMarkdown(trouble),
    ];
    return `- **${escapeMarkdown(portal.name)}** ${words.filter(each => each !== '').join(' · ')}`;
  }

  #newest({ notifications }: Extract<InboxState, { kind: 'ready' }>): string {
    return firstUnread(notifications)
      .map(notification => {
        const text = truncateAtWord(summaryLine(notification, this.#times), LINE_LENGTH);
        return `- **${escapeMarkdown(authorName(notification))}** ${escapeMarkdown(text)}`;
      })
      .join('\n');
  }
}

/** Stops at the last one needed, as the list may be long. */
function firstUnread(notifications: readonly Notification[]): readonly Notification[] {
  const unread: Notification[] = [];
  for (const notification of notifications) {
    if (unread.length === NEWEST) {
      break;
    }
    if (!notification.isRead) {
      unread.push(notification);
    }
  }
  return unread;
}
