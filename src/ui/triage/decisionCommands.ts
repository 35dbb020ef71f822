import * as vscode from 'vscode';
import { loadedNotifications } from '../../model/inbox/inboxState';
import {
  type AcceptDeclineButtons,
  type ConfirmationButton,
  findAcceptDeclineButtons,
  type Notification,
} from '../../model/notification/notification';
import type { Portal } from '../../model/portal/portal';
import { failureOrRethrow } from '../../model/portalFailure';
import { showUndelivered, withViewProgress } from '../input/messages';
import { acceptedValue, showQuickInput } from '../input/quickInput';
import { undeliveredText } from '../text/failureText';
import { buttonFingerprint } from '../text/hover';
import { escapeLabel, prefixPortal } from '../text/labels';
import type { Times } from '../text/times';
import { authorName, summaryLine } from '../text/words';

/** Presses the buttons of confirmations. This can't be undone: the portal deletes what was decided. */
export class DecisionCommands {
  readonly #times: Times;
  readonly #open: (notification: Notification, portal: Portal) => unknown;

  constructor(times: Times, open: (notification: Notification, portal: Portal) => unknown) {
    this.#times = times;
    this.#open = open;
  }

  /** Asks which button to press; `likely` is preselected for Enter. */
  async ask(notification: Notification, portal: Portal, likely?: keyof AcceptDeclineButtons): Promise<void> {
    const current = currentNotification(notification, portal);
    const title = vscode.l10n.t('Decide on Notification from {0}', authorName(current));
    await this.#ask(current, portal, title, likely);
  }

  /** Presses the accept or decline button that this notification was shown with; asks if it no longer has it. */
  async pressPaired(notification: Notification, portal: Portal, which: keyof AcceptDeclineButtons): Promise<void> {
    const pair = findAcceptDeclineButtons(notification);
    await (pair === undefined
      ? this.ask(notification, portal)
      : this.press(notification, portal, buttonFingerprint(pair[which])));
  }

  /** Presses the button with this fingerprint, which may be anything; asks if the notification no longer has it. */
  async press(notification: Notification, portal: Portal, fingerprint: unknown): Promise<void> {
    const current = currentNotification(notification, portal);
    const button = current.buttons.find(each => buttonFingerprint(each) === fingerprint);
    if (button === undefined) {
      const title = vscode.l10n.t('The Buttons Have Changed: Decide on Notification from {0}', authorName(current));
      await this.#ask(current, portal, title);
      return;
    }
    try {
      const decision = await withViewProgress(() => portal.decisions.pressButton(notification.id, button.value));
      switch (decision.kind) {
        case 'underWay':
          void vscode.window.showInformationMessage(vscode.l10n.t('Your decision is still being sent to the portal.'));
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

  async #ask(
    notification: Notification,
    portal: Portal,
    title: string,
    likely?: keyof AcceptDeclineButtons,
  ): Promise<void> {
    if (notification.buttons.length === 0) {
      await this.#offerBrowser(notification, portal);
      return;
    }
    const button = await this.#choice(notification, portal, title, likely);
    if (button !== undefined) {
      await this.press(notification, portal, buttonFingerprint(button));
    }
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
