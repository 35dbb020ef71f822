import * as vscode from 'vscode';
import { displayHost } from '../bitrix24/address/displayHost';
import type { LastLook } from '../model/arrivals/lastLook';
import { type Disposable, disposeAll } from '../model/emitter';
import type { PortalState, Session } from '../model/portal/session';
import { unsentReplies } from '../model/replies/reply';
import type { Quiet } from './arrivals/quiet';
import { inboxProblemIcon, inboxProblemText, portalProblemTexts } from './text/failureText';
import { escapeMarkdown } from './text/markdown';
import type { Times } from './text/times';
import { tooltipLines } from './text/tooltipLines';
import {
  joinSentences,
  newSinceLastLookText,
  readyInboxes,
  snoozedText,
  unreadCountNumber,
  formatUnreadTotal,
  joinPhraseAndSentences,
} from './text/words';
import { VIEW_ID } from './tree/inboxView';

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
    this.#item.tooltip = this.#tooltip(state.portals);
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
    return [
      ...newSinceLastLookText(lastLook?.countNewer(portals) ?? 0),
      ...(pause.length > 0 ? pause : [quiet?.hoursText() ?? '']),
    ];
  }

  /** The count, the notifications to look at, then what is to be known of the portals. */
  #tooltip(portals: readonly PortalState[]): vscode.MarkdownString {
    const counted = readyInboxes(portals.map(({ inbox }) => inbox));
    const unsent = portals.flatMap(({ replies }) => unsentReplies(replies)).length;
    const sentences = [
      ...(counted.length === 0 ? [] : [joinPhraseAndSentences(countText(counted), snoozedText(portals))]),
      ...(unsent === 0 ? [] : [vscode.l10n.t('Unsent replies: {0}', unsent)]),
      ...this.#announcementTexts(portals),
    ];
    const [count = '', ...others] = sentences.map(escapeMarkdown);
    const [only, ...more] = portals;
    const isOnly = only !== undefined && more.length === 0;
    const blocks = [count, tooltipLines(portals, this.#times), ...others, isOnly ? this.#problem(only) : ''];
    const places = isOnly ? escapeMarkdown(displayHost(only.portal.account.origin)) : this.#portalLines(portals);
    const markdown = new vscode.MarkdownString([...blocks, places].filter(block => block !== '').join('\n\n'));
    markdown.isTrusted = { enabledCommands: ['bitrix24.reveal'] };
    return markdown;
  }

  #problem({ inbox }: PortalState): string {
    const text =
      inbox.kind === 'loading' ? vscode.l10n.t('Loading notifications…') : inboxProblemText(inbox, this.#times);
    return escapeMarkdown(text);
  }

  /** Each portal's name, its count, and what is wrong. */
  #portalLines(portals: readonly PortalState[]): string {
    return portals
      .map(state => {
        const count = state.inbox.kind === 'ready' ? formatUnreadTotal([state.inbox]) : '';
        const parts = [count, this.#problem(state)].filter(part => part !== '');
        return `**${escapeMarkdown(state.portal.name)}** ${parts.join(' · ')}`;
      })
      .join('\n\n');
  }
}

function countText(counted: ReturnType<typeof readyInboxes>): string {
  return vscode.l10n.t('Bitrix24: {0} unread', formatUnreadTotal(counted));
}
