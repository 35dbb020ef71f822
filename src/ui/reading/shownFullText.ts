import * as vscode from 'vscode';
import { type Disposable, disposeAll } from '../../model/emitter';
import type { Session } from '../../model/portal/session';
import { contextValue, notificationWords } from '../text/contextWords';
import type { NotificationTarget } from '../tree/notificationTarget';
import type { FullTextProvider } from './fullTextProvider';

/** The context key with the words of the notification whose full text is in the active tab; empty if there is none. */
const CONTEXT_KEY = 'bitrix24.fullText';

/** The notification whose full text is in the active tab: commands without an argument apply to it. */
export class ShownFullText implements vscode.Disposable {
  readonly #provider: FullTextProvider;
  readonly #subscriptions: readonly Disposable[];
  #value = '';

  constructor(provider: FullTextProvider, session: Session) {
    this.#provider = provider;
    const update = (): void => this.#update();
    const { tabGroups } = vscode.window;
    this.#subscriptions = [
      tabGroups.onDidChangeTabs(update),
      tabGroups.onDidChangeTabGroups(update),
      session.onDidChange(update),
    ];
  }

  get current(): NotificationTarget | undefined {
    return this.#provider.notificationIn(vscode.window.tabGroups.activeTabGroup.activeTab);
  }

  dispose(): void {
    disposeAll(this.#subscriptions);
  }

  #update(): void {
    const value = wordsOf(this.current);
    if (value === this.#value) return;
    this.#value = value;
    void vscode.commands.executeCommand('setContext', CONTEXT_KEY, value);
  }
}

function wordsOf(target: NotificationTarget | undefined): string {
  if (target === undefined) return '';
  const { notification, portal } = target;
  const { state } = portal.inbox;
  const isDeciding = state.kind === 'ready' && state.deciding.has(notification.id);
  const isSnoozed = portal.snoozes.state.has(notification.id);
  return contextValue(...notificationWords(notification, { isDeciding, isSnoozed }));
}
