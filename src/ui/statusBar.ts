import * as vscode from 'vscode';
import { displayHost } from '../bitrix24/address/displayHost';
import type { LastLook } from '../model/arrivals/lastLook';
import { type Disposable, disposeAll } from '../model/emitter';
import type { Notification } from '../model/notification/notification';
import type { PortalState, Session } from '../model/portal/session';
import { unsentReplies } from '../model/replies/reply';
import type { Quiet } from './arrivals/quiet';
import { truncateAtWord } from './text/excerpt';
import { inboxProblemIcon, inboxProblemText, portalProblemTexts } from './text/failureText';
import { escapeMarkdown } from './text/markdown';
import type { Times } from './text/times';
import {
  authorName,
  joinSentences,
  newSinceLastLookText,
  readyInboxes,
  snoozedText,
  summaryLine,
  unreadCountNumber,
  formatUnreadTotal,
  joinPhraseAndSentences,
} from './text/words';
import { VIEW_ID } from './tree/inboxView';

const MAX_NEWEST = 5;
const MAX_LINE_LENGTH = 60;

/** What the status bar shows besides the inboxes. */
interface StatusBarContext {
  readonly quiet?: Pick<Quiet, 'isPaused' | 'pauseText' | 'hoursText' | 'onDidChange'>;
  readonly lastLook?: Pick<LastLook, 'countNewer' | 'onDidChange'>;
}

/** The unread total in the status bar: the portal's count and, if it is stale, since when and why. */
export class StatusBar implements vscode.Disposable {
  readonly #item = vscode.window.createStatusBarItem('bitrix24.unread', vscode.StatusBarAlignment.Left, 50);
  readonly #session: Session;
  readonly #times: Times;
  readonly #context: StatusBarContext;
  readonly #subscriptions: readonly Disposable[];

  constructor(session: Session, times: Times, context: StatusBarContext = {}) {
    this.#context = context;
    this.#session = session;
    this.#times = times;
    this.#item.name = vscode.l10n.t('Bitrix24 Notifications');
    this.#item.command = `${VIEW_ID}.focus`;
    const update = (): void => this.#update();
    this.#subscriptions = [
      session.onDidChange(update),
      ...[context.quiet, context.lastLook].flatMap(each => each?.onDidChange(update) ?? []),
    ];
    this.#update();
  }

  dispose(): void {
    disposeAll(this.#subscriptions);
    this.#item.dispose();
  }

  #update(): void {
    const { state } = this.#session;
    if (state.kind !== 'signedIn') {
      this.#item.hide();
      return;
    }
    this.#updateCount(state.portals);
    this.#item.tooltip = new vscode.MarkdownString(this.#tooltip(state.portals));
    this.#item.show();
  }

  /** One number for all portals: the sum, with an icon if a portal's part of it is stale or missing. */
  #updateCount(portals: readonly PortalState[]): void {
    const counted = readyInboxes(portals.map(({ inbox }) => inbox));
    const problems = portalProblemTexts(portals, this.#times);
    const icons = portals.map(({ inbox }) => inboxProblemIcon(inbox));
    const worst = icons.find(each => each === 'warning') ?? icons.find(each => each !== undefined);
    const problemIcon = worst === undefined ? '' : ` $(${worst})`;
    const bell = this.#context.quiet?.isPaused === true ? 'bell-slash' : 'bell';
    const notes = [...this.#pauseTexts(), ...problems];
    if (counted.length > 0) {
      const icon = unreadCountNumber(counted) > 0 ? `${bell}-dot` : bell;
      this.#item.text = `$(${icon}) ${formatUnreadTotal(counted)}${problemIcon}`;
      this.#item.accessibilityInformation = { label: joinPhraseAndSentences(countText(counted), notes) };
    } else if (problems.length > 0) {
      this.#item.text = `$(${bell})${problemIcon}`;
      this.#item.accessibilityInformation = { label: joinSentences(notes) };
    } else {
      this.#item.text = `$(${bell}) …`;
      this.#item.accessibilityInformation = {
        label: joinSentences([vscode.l10n.t('Loading notifications…'), ...this.#pauseTexts()]),
      };
    }
  }

  #pauseTexts(): readonly string[] {
    const text = this.#context.quiet?.pauseText() ?? '';
    return text === '' ? [] : [text];
  }

  /** What is new, and why nothing is announced. */
  #announcementTexts(portals: readonly PortalState[]): readonly string[] {
    const { quiet, lastLook } = this.#context;
    const pause = this.#pauseTexts();
    const texts = [
      ...snoozedText(portals),
      ...newSinceLastLookText(lastLook?.countNewer(portals) ?? 0),
      ...(pause.length > 0 ? pause : [quiet?.hoursText() ?? '']),
    ];
    return texts.map(escapeMarkdown);
  }

  #tooltip(portals: readonly PortalState[]): string {
    const count = portals.flatMap(({ replies }) => unsentReplies(replies)).length;
    const unsent = count === 0 ? '' : escapeMarkdown(vscode.l10n.t('Unsent replies: {0}', count));
    const [only, ...others] = portals;
    const blocks = only === undefined || others.length > 0 ? this.#portalBlocks(portals) : this.#onlyPortalBlocks(only);
    return [unsent, ...this.#announcementTexts(portals), ...blocks].filter(block => block !== '').join('\n\n');
  }

  #onlyPortalBlocks({ portal, inbox, snoozes }: PortalState): readonly string[] {
    const host = escapeMarkdown(displayHost(portal.account.origin));
    const problem = escapeMarkdown(inboxProblemText(inbox, this.#times));
    switch (inbox.kind) {
      case 'loading':
        return [escapeMarkdown(vscode.l10n.t('Loading notifications…')), host];
      case 'failed':
        return [problem, host];
      case 'ready':
        return [
          escapeMarkdown(countText([inbox])),
          problem,
          this.#newestUnread(inbox.notifications.filter(({ id }) => !snoozes.has(id))),
          host,
        ];
    }
  }

  /** Several portals: the sum, then each one's name, its count, and what is wrong. */
  #portalBlocks(portals: readonly PortalState[]): readonly string[] {
    const counted = readyInboxes(portals.map(({ inbox }) => inbox));
    const lines = portals.map(({ portal, inbox }) => {
      const parts = [
        inbox.kind === 'ready' ? formatUnreadTotal([inbox]) : '',
        inbox.kind === 'loading'
          ? vscode.l10n.t('Loading notifications…')
          : escapeMarkdown(inboxProblemText(inbox, this.#times)),
      ];
      return `- **${escapeMarkdown(portal.name)}** ${parts.filter(part => part !== '').join(' · ')}`;
    });
    return [counted.length > 0 ? escapeMarkdown(countText(counted)) : '', lines.join('\n')];
  }

  #newestUnread(notifications: readonly Notification[]): string {
    const unread: Notification[] = [];
    // Stops at the last one needed, as the list may be long.
    for (const notification of notifications) {
      if (unread.length === MAX_NEWEST) break;
      if (!notification.isRead) {
        unread.push(notification);
      }
    }
    return unread
      .map(notification => {
        const text = truncateAtWord(summaryLine(notification, this.#times), MAX_LINE_LENGTH);
        return `- **${escapeMarkdown(authorName(notification))}** ${escapeMarkdown(text)}`;
      })
      .join('\n');
  }
}

function countText(counted: ReturnType<typeof readyInboxes>): string {
  return vscode.l10n.t('Bitrix24: {0} unread', formatUnreadTotal(counted));
}
