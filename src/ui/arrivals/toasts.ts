import * as vscode from 'vscode';
import type { Arrivals } from '../../model/arrivals/arrivals';
import { muteReasons } from '../../model/arrivals/muting';
import { loadedNotifications } from '../../model/inbox/inboxState';
import type { Notification } from '../../model/notification/notification';
import type { Portal } from '../../model/portal/portal';
import type { Session } from '../../model/portal/session';
import { showHint } from '../input/messages';
import type { NotificationSettings } from '../settings';
import { buttonFingerprint } from '../text/hover';
import type { Times } from '../text/times';
import { VIEW_ID } from '../tree/inboxView';
import type { NotificationTarget } from '../tree/notificationTarget';
import { ArrivalQueue } from './arrivalQueue';
import type { Quiet } from './quiet';
import { type Arrival, buttonTitle, toastText } from './toastText';

/** Arrivals of several portals within this time become one message. */
const MERGE_MS = 1_000;

/**
 * VS Code takes a message off the screen after 10 s in a focused window, later if the mouse is over it, and doesn't tell:
 * it waits among the notifications behind the bell, perhaps for ever. After this time with the focus it counts as gone.
 */
const ON_SCREEN_MS = 30_000;

/** VS Code shows a few buttons side by side. */
const MAX_OWN_BUTTONS = 2;

interface ToastButton extends vscode.MessageItem {
  readonly run: () => unknown;
}

/** What the buttons of a message do. */
export interface ToastActions {
  readonly reply: (target: NotificationTarget) => unknown;
  /** Presses the confirmation's button with this fingerprint. */
  readonly press: (target: NotificationTarget, fingerprint: string) => unknown;
  readonly decide: (target: NotificationTarget) => unknown;
  /** Resolves with whether it is in the tree. */
  readonly reveal: (target: NotificationTarget) => PromiseLike<boolean>;
  readonly mute: (targets: readonly NotificationTarget[]) => unknown;
}

interface ToastsOptions {
  readonly session: Pick<Session, 'portal' | 'portals'>;
  readonly settings: Pick<NotificationSettings, 'show' | 'muting'>;
  readonly quiet: Pick<Quiet, 'isQuiet'>;
  readonly actions: ToastActions;
  readonly times: Times;
}

/** Announces arrivals, with one message at a time: what arrives while one is on the screen waits for it. */
export class ArrivalToasts implements vscode.Disposable {
  readonly #options: ToastsOptions;
  readonly #queue = new ArrivalQueue();
  readonly #subscription: vscode.Disposable;
  #nextTimer: ReturnType<typeof setTimeout> | undefined;
  /** Identifies the message that is on the screen. */
  #shown: object | undefined;
  #screenTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: ToastsOptions) {
    this.#options = options;
    this.#subscription = vscode.window.onDidChangeWindowState(() => this.#waitOnScreen());
  }

  readonly announce = (portal: Portal, { notifications, reason }: Arrivals): void => {
    if (this.#options.quiet.isQuiet) return;
    const announced = notifications.filter(notification => this.#isAnnounced({ portal, notification }));
    if (announced.length > 0) {
      this.#queue.add(portal, { notifications: announced, reason });
      this.#showSoon();
    }
  };

  dispose(): void {
    clearTimeout(this.#nextTimer);
    clearTimeout(this.#screenTimer);
    this.#subscription.dispose();
  }

  #isAnnounced({ portal, notification }: NotificationTarget): boolean {
    const { show, muting } = this.#options.settings;
    if (show === 'none' || (show === 'needsAnswer' && !needsAnswer(notification))) return false;
    // The user may have seen it in the tree before.
    if (portal.snoozes.state.has(notification.id)) return false;
    return muteReasons(muting, portal.account.origin, notification).length === 0;
  }

  #showSoon(): void {
    if (this.#shown === undefined && this.#queue.size > 0) {
      this.#nextTimer ??= setTimeout(() => {
        this.#nextTimer = undefined;
        this.#showNext();
      }, MERGE_MS);
    }
  }

  /** The settings may have changed while these waited. */
  #showNext(): void {
    const taken = this.#queue.take(this.#options.session.portals);
    const arrivals = taken.arrivals.filter(arrival => this.#isAnnounced(arrival));
    if (arrivals.length === 0 || this.#options.quiet.isQuiet) return;
    const isMore = taken.isMore;
    const toast = {};
    this.#shown = toast;
    this.#waitOnScreen();
    const end = (button?: ToastButton): unknown => {
      if (this.#shown === toast) this.#endShown();
      return button?.run();
    };
    void vscode.window
      .showInformationMessage(toastText(arrivals, isMore, this.#options.times), ...this.#buttons(arrivals, isMore))
      .then(end, () => end());
  }

  /** The time on the screen counts while the window has the focus, as VS Code's own does. */
  #waitOnScreen(): void {
    clearTimeout(this.#screenTimer);
    if (this.#shown !== undefined && vscode.window.state.focused) {
      this.#screenTimer = setTimeout(() => this.#endShown(), ON_SCREEN_MS);
    }
  }

  #endShown(): void {
    clearTimeout(this.#screenTimer);
    this.#shown = undefined;
    this.#showSoon();
  }

  #buttons(arrivals: readonly Arrival[], isMore: boolean): readonly ToastButton[] {
    const { actions } = this.#options;
    const [first, ...others] = arrivals;
    const mute = { title: vscode.l10n.t('Mute…'), run: () => actions.mute(arrivals) };
    return first !== undefined && others.length === 0 && !isMore
      ? [...this.#ownButtons(first), mute]
      : [{ title: vscode.l10n.t('Show'), run: focusView }, mute];
  }

  /** A message is answered much later than shown: the buttons apply to what is in the list then. */
  #ownButtons(target: NotificationTarget): readonly ToastButton[] {
    const { actions } = this.#options;
    const { kind, buttons, canAnswer } = target.notification;
    const run = (work: (current: NotificationTarget) => unknown) => () => this.#run(target, work);
    if (kind === 'confirmation' && buttons.length > MAX_OWN_BUTTONS) {
      return [{ title: vscode.l10n.t('Decide…'), run: run(actions.decide) }];
    }
    if (kind === 'confirmation' && buttons.length > 0) {
      return buttons.map(button => ({
        title: buttonTitle(button),
        run: run(current => actions.press(current, buttonFingerprint(button))),
      }));
    }
    if (canAnswer) return [{ title: vscode.l10n.t('Reply'), run: run(actions.reply) }];
    return [{ title: vscode.l10n.t('Show'), run: run(current => this.#reveal(current)) }];
  }

  /** Does nothing if the portal is no longer connected. */
  #run({ portal: { id }, notification }: NotificationTarget, work: (current: NotificationTarget) => unknown): unknown {
    const portal = this.#options.session.portal(id);
    if (portal === undefined) return undefined;
    const current = loadedNotifications(portal.inbox.state).find(each => each.id === notification.id);
    return work({ portal, notification: current ?? notification });
  }

  async #reveal(target: NotificationTarget): Promise<void> {
    await focusView();
    if (!(await this.#options.actions.reveal(target))) {
      showHint(vscode.l10n.t('This notification is no longer in the list.'));
    }
  }
}

function needsAnswer({ kind, canAnswer }: Notification): boolean {
  return kind === 'confirmation' || canAnswer;
}

function focusView(): Thenable<unknown> {
  return vscode.commands.executeCommand(`${VIEW_ID}.focus`);
}
