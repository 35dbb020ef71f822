import * as vscode from 'vscode';
import { loadedNotifications } from '../../model/inbox/inboxState';
import {
  type AcceptDeclineButtons,
  type ConfirmationButton,
  findAcceptDeclineButtons,
  type Notification,
} from '../../model/notification/notification';
import type { Portal } from '../../model/portal/portal';
import type { StartedDecision } from '../../model/triage/decisions';
import { failureOrRethrow } from '../../model/portalFailure';
import { showUndelivered } from '../input/messages';
import { acceptedValue, showQuickInput } from '../input/quickInput';
import { undoMs } from '../settings';
import { undeliveredText } from '../text/failureText';
import { buttonFingerprint } from '../text/hover';
import { escapeLabel, prefixPortal } from '../text/labels';
import type { Times } from '../text/times';
import { authorName, summaryLine } from '../text/words';
import type { UndoHistory } from '../undo/undoHistory';
import { UndoMessage } from '../undo/undoMessage';

/**
 * Presses the buttons of confirmations. The portal deletes what was decided, so a decision is sent after the undo period;
 * without one, the user is asked first.
 */
export class DecisionCommands {
  readonly #history: UndoHistory;
  readonly #times: Times;
  readonly #open: (notification: Notification, portal: Portal) => unknown;
  /** The message last shown: there is one at a time. */
  #message = new UndoMessage();

  constructor(history: UndoHistory, times: Times, open: (notification: Notification, portal: Portal) => unknown) {
    this.#history = history;
    this.#times = times;
    this.#open = open;
  }

  /** Asks which button to press; `likely` is preselected for Enter. Resolves with whether one was pressed. */
  async ask(notification: Notification, portal: Portal, likely?: keyof AcceptDeclineButtons): Promise<boolean> {
    const current = currentNotification(notification, portal);
    const title = vscode.l10n.t('Decide on Notification from {0}', authorName(current));
    return this.#ask(current, portal, title, likely);
  }

  /** Presses the accept or decline button that this notification was shown with; asks if it no longer has it. */
  async pressPaired(notification: Notification, portal: Portal, which: keyof AcceptDeclineButtons): Promise<boolean> {
    const pair = findAcceptDeclineButtons(notification);
    return pair === undefined
      ? this.ask(notification, portal, which)
      : this.press(notification, portal, buttonFingerprint(pair[which]));
  }

  /**
   * Presses the button with this fingerprint, which may be anything; asks if the notification no longer has it. Resolves
   * with whether one was pressed; if there is an undo period, before it is sent.
   */
  async press(notification: Notification, portal: Portal, fingerprint: unknown): Promise<boolean> {
    const { current, button } = this.#find(notification, portal, fingerprint);
    if (button === undefined) return this.#askAgain(current, portal);
    const isSure = undoMs() > 0 || (await this.#isConfirmed(current, portal, button));
    return isSure && this.#press(current, portal, button);
  }

  #find(notification: Notification, portal: Portal, fingerprint: unknown) {
    const current = currentNotification(notification, portal);
    return { current, button: current.buttons.find(each => buttonFingerprint(each) === fingerprint) };
  }

  async #isConfirmed(notification: Notification, portal: Portal, { label }: ConfirmationButton): Promise<boolean> {
    const question = vscode.l10n.t('Press “{0}” on the notification from {1}?', label, authorName(notification));
    const answer = await vscode.window.showInformationMessage(
      prefixPortal(portal, question),
      { modal: true, detail: summaryLine(notification, this.#times) },
      label,
    );
    return answer === label;
  }

  async #press(notification: Notification, portal: Portal, button: ConfirmationButton): Promise<boolean> {
    const { id } = notification;
    const started = portal.decisions.pressButton(id, button, undoMs());
    if (started === undefined) {
      void vscode.window.showInformationMessage(vscode.l10n.t('Your decision is still being sent to the portal.'));
      return false;
    }
    const message = new UndoMessage();
    const entry = {
      portals: [portal],
      undo: () => (started.cancel() ? { toReveal: { portal, id } } : undefined),
      tooLateText: vscode.l10n.t('The decision can no longer be undone.'),
      message,
    };
    this.#history.add(entry);
    this.#message.end();
    this.#message = message;
    const sentence = vscode.l10n.t('Decided “{0}”: {1}', button.label, authorName(notification));
    message.show(escapeLabel(sentence), Promise.resolve(undefined), () => this.#history.undo(entry));
    const told = this.#tellResult(
      notification,
      portal,
      button,
      started.done.finally(() => message.end()),
    );
    // Without an undo period, the command ends with the portal's response.
    if (undoMs() === 0) await told;
    return true;
  }

  async #tellResult(
    notification: Notification,
    portal: Portal,
    button: ConfirmationButton,
    done: StartedDecision['done'],
  ): Promise<void> {
    try {
      const decision = await done;
      switch (decision.kind) {
        case 'canceled':
          break;
        case 'changed':
          await this.#askAgain(currentNotification(notification, portal), portal);
          break;
        case 'gone':
          void vscode.window.showWarningMessage(
            vscode.l10n.t(
              'The decision was already made, here or elsewhere. The notification is no longer in the portal.',
            ),
          );
          break;
        case 'made':
          void vscode.window.showInformationMessage(escapeLabel(decisionText(decision.messages, button)));
      }
    } catch (error) {
      void showUndelivered({
        portal,
        sentence: undeliveredText('decision', button.label, failureOrRethrow(error), this.#times),
        tryAgain: () => this.ask(notification, portal),
        tryAgainLabel: vscode.l10n.t('Decide…'),
      });
    }
  }

  async #askAgain(current: Notification, portal: Portal): Promise<boolean> {
    const title = vscode.l10n.t('The Buttons Have Changed: Decide on Notification from {0}', authorName(current));
    return this.#ask(current, portal, title);
  }

  async #ask(
    notification: Notification,
    portal: Portal,
    title: string,
    likely?: keyof AcceptDeclineButtons,
  ): Promise<boolean> {
    if (notification.buttons.length === 0) {
      await this.#offerBrowser(notification, portal);
      return false;
    }
    const chosen = await this.#choice(notification, portal, title, likely);
    if (chosen === undefined) return false;
    const { current, button } = this.#find(notification, portal, buttonFingerprint(chosen));
    return button === undefined ? this.#askAgain(current, portal) : this.#press(current, portal, button);
  }

  async #choice(
    notification: Notification,
    portal: Portal,
    title: string,
    likely?: keyof AcceptDeclineButtons,
  ): Promise<ConfirmationButton | undefined> {
    const items = notification.buttons.map(button => ({
      label: escapeLabel(button.label),
      iconPath: new vscode.ThemeIcon(button.isAccept ? 'check' : 'close'),
      button,
    }));
    const preferred = likely === undefined ? undefined : findAcceptDeclineButtons(notification)?.[likely];
    const pick = vscode.window.createQuickPick<(typeof items)[number]>();
    pick.title = prefixPortal(portal, title);
    pick.placeholder = escapeLabel(summaryLine(notification, this.#times));
    pick.items = items;
    pick.activeItems = items.filter(({ button }) => button === preferred);
    return acceptedValue(await showQuickInput(pick, () => pick.activeItems[0]?.button));
  }

  async #offerBrowser(notification: Notification, portal: Portal): Promise<void> {
    const open = vscode.l10n.t('Open in Browser');
    const choice = await vscode.window.showInformationMessage(
      vscode.l10n.t('The buttons of this notification can’t be shown here. Make your decision in the browser.'),
      open,
    );
    if (choice === open) {
      await this.#open(notification, portal);
    }
  }
}

/** Returns the notification as the list has it now, or as it was if it is not in the list. */
function currentNotification(notification: Notification, { inbox }: Portal): Notification {
  return loadedNotifications(inbox.state).find(({ id }) => id === notification.id) ?? notification;
}

/** Returns the portal's own message about a decision, or a default one. */
function decisionText(messages: readonly string[], button: ConfirmationButton): string {
  const words = messages.join(' ').trim();
  return words === '' ? vscode.l10n.t('The portal accepted your decision “{0}”.', button.label) : words;
}
