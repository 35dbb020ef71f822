import * as vscode from 'vscode';
import type { Disposable } from '../model/emitter';
import type { InboxState } from '../model/inboxState';
import { hostOf } from '../model/account';
import { leftIn } from '../model/reply';
import type { Notification } from '../model/notification';
import type { PortalState, Session } from '../model/session';
import { escapeMarkdown } from './text/markdown';
import { portalTrouble, troubleIcon, troublesIn } from './text/portalTrouble';
import { shortened } from './text/shortened';
import type { Times } from './text/times';
import { VIEW_ID } from './tree/viewState';
import { countedIn, unreadNumber, unreadWords } from './text/unread';
import { authorName, firstLines } from './text/words';

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
    const { text, spoken, tooltip } = this.#look(state.portals);
    this.#item.text = text;
    this.#item.accessibilityInformation = { label: spoken };
    this.#item.tooltip = new vscode.MarkdownString(tooltip);
    this.#item.show();
  }

  /** One number for all: the sum, with a sign where a portal's part of it is old or missing. */
  #look(portals: readonly PortalState[]): Look {
    const counted = countedIn(portals.map(({ inbox }) => inbox));
    const troubles = troublesIn(portals, this.#times);
    const icons = portals.map(({ inbox }) => troubleIcon(inbox));
    const worst = icons.find(each => each === 'warning') ?? icons.find(each => each !== undefined);
    const sign = worst === undefined ? '' : ` $(${worst})`;
    const tooltip = this.#tooltip(portals);
    if (counted.length === 0) {
      const isLoading = troubles.length === 0;
      const spoken = isLoading ? vscode.l10n.t('Loading notifications…') : troubles.join(' ');
      return { text: isLoading ? '$(bell) …' : `$(bell)${sign}`, spoken, tooltip };
    }
    const count = unreadWords(counted);
    const icon = unreadNumber(counted) > 0 ? '$(bell-dot)' : '$(bell)';
    const words = vscode.l10n.t('Bitrix24: {0} unread', count);
    const spoken = troubles.length > 0 ? `${words}. ${troubles.join(' ')}` : words;
    return { text: `${icon} ${count}${sign}`, spoken, tooltip };
  }

  #tooltip(portals: readonly PortalState[]): string {
    const left = portals.flatMap(({ replies }) => leftIn(replies)).length;
    const words = left === 0 ? '' : escapeMarkdown(vscode.l10n.t('Replies not sent: {0}', left));
    return [words, this.#inboxes(portals)].filter(each => each !== '').join('\n\n');
  }

  #inboxes(portals: readonly PortalState[]): string {
    const [only, ...others] = portals;
    if (only === undefined) {
      return '';
    }
    if (others.length > 0) {
      const counted = countedIn(portals.map(({ inbox }) => inbox));
      const sum = vscode.l10n.t('Bitrix24: {0} unread', unreadWords(counted));
      const lines = portals.map(each => this.#line(each)).join('\n');
      return counted.length > 0 ? `${escapeMarkdown(sum)}\n\n${lines}` : lines;
    }
    const { portal, inbox } = only;
    const host = escapeMarkdown(hostOf(portal.account));
    const trouble = portalTrouble(inbox, this.#times);
    switch (inbox.kind) {
      case 'loading':
        return [escapeMarkdown(vscode.l10n.t('Loading notifications…')), host].join('\n\n');
      case 'failed':
        return [escapeMarkdown(trouble), host].join('\n\n');
      case 'ready': {
        const words = vscode.l10n.t('Bitrix24: {0} unread', unreadWords([inbox]));
        const sentences = [words, trouble].filter(sentence => sentence !== '').map(escapeMarkdown);
        return [...sentences, this.#newest(inbox), host].join('\n\n');
      }
    }
  }

  /** One portal of several: its name, its number, and what is wrong. */
  #line(state: PortalState): string {
    const { portal, inbox } = state;
    const trouble = portalTrouble(inbox, this.#times);
    const words = [
      inbox.kind === 'ready' ? unreadWords([inbox]) : '',
      inbox.kind === 'loading' ? vscode.l10n.t('Loading notifications…') : escapeMarkdown(trouble),
    ];
    return `- **${escapeMarkdown(portal.name)}** ${words.filter(each => each !== '').join(' · ')}`;
  }

  #newest({ notifications }: Extract<InboxState, { kind: 'ready' }>): string {
    return firstUnread(notifications)
      .map(notification => {
        const text = shortened(firstLines(notification, this.#times), LINE_LENGTH);
        return `- **${escapeMarkdown(authorName(notification))}** ${escapeMarkdown(text)}`;
      })
      .join('\n');
  }
}

/** The list may be long, and is not gone through further than that. */
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
