import type { Clock } from '@sinonjs/fake-timers';
import assert from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';
import type { Arrivals } from '../../../../src/model/arrivals/arrivals';
import { Emitter } from '../../../../src/model/emitter';
import type { Notification } from '../../../../src/model/notification/notification';
import { Session } from '../../../../src/model/portal/session';
import { ArrivalListener } from '../../../../src/ui/arrivals/arrivalListener';
import { ArrivalToasts } from '../../../../src/ui/arrivals/toasts';
import { NotificationSettings } from '../../../../src/ui/settings';
import { Times } from '../../../../src/ui/text/times';
import { notificationRowId } from '../../../../src/ui/tree/rows';
import type { NotificationTarget } from '../../../../src/ui/tree/notificationTarget';
import { useScreen } from '../../../vscodeStandIn';
import { stoppedClock } from '../../support/clock';
import { NOON, page } from '../../support/notifications';
import { type HeldPortal, heldPortal } from '../../support/portals';
import { UserSettings } from './userSettings';

interface Button {
  readonly title: string;
}

/** A message that was shown and may be on the screen. */
interface ShownToast {
  readonly text: string;
  readonly buttons: readonly string[];
  /** Presses the button, or closes the message. */
  readonly answer: (button?: string) => Promise<void>;
}

/** The messages of a window; its portals answer by hand, and the clock stands still. */
export class ToastScene {
  readonly clock: Clock;
  readonly user = new UserSettings();
  readonly session = new Session();
  readonly quiet = { isQuiet: false };
  /** All that were ever shown. */
  readonly shown: ShownToast[] = [];
  /** How many were not answered yet. */
  open = 0;
  /** What the buttons did: `reply 7`. */
  readonly done: string[] = [];
  readonly transient: string[] = [];
  isListed = true;
  readonly held: readonly HeldPortal[];
  readonly #arrivals: readonly Emitter<Arrivals>[];
  readonly #windowState = new Emitter();
  readonly #state = { focused: true };
  readonly #ends: readonly { dispose(): void }[];

  constructor(portals = 1) {
    this.clock = stoppedClock(NOON);
    useScreen({
      window: {
        state: this.#state,
        onDidChangeWindowState: this.#windowState.event,
        withProgress: ({ title }: { readonly title: string }) => this.transient.push(title),
        showInformationMessage: (text: string, ...buttons: readonly Button[]) => this.#show(text, buttons),
      },
      commands: { executeCommand: (id: string) => Promise.resolve(this.done.push(id)) },
    });
    this.held = Array.from({ length: portals }, (_portal, index) => heldPortal(String(index + 1)));
    this.#arrivals = this.held.map(() => new Emitter());
    const settings = new NotificationSettings(() => undefined);
    const log = (what: string) => (target: NotificationTarget) =>
      this.done.push(`${what} ${notificationRowId(target.portal.id, target.notification.id)}`);
    const toasts = new ArrivalToasts({
      session: this.session,
      settings,
      quiet: this.quiet,
      times: new Times('en'),
      actions: {
        reply: log('reply'),
        decide: log('decide'),
        press: (target, fingerprint) => log(`press ${fingerprint}`)(target),
        reveal: target => {
          log('reveal')(target);
          return Promise.resolve(this.isListed);
        },
        mute: targets => this.done.push(`mute ${targets.map(({ notification }) => notification.id).join(' ')}`),
      },
    });
    // A test says itself what arrives.
    this.held.forEach(({ portal }, index) =>
      Object.assign(portal, { arrivals: { onDidArrive: this.#arrivals[index]?.event, dispose: () => undefined } }),
    );
    this.session.open(this.held.map(({ portal }) => portal));
    const listener = new ArrivalListener({ session: this.session, announce: toasts.announce });
    this.#ends = [listener, toasts, settings, this.session];
  }

  /** The texts of all that were shown. */
  get texts(): readonly string[] {
    return this.shown.map(({ text }) => text);
  }

  get last(): ShownToast {
    return this.shown.at(-1) ?? assert.fail('no message was shown');
  }

  /** The portal's list is now this one. */
  async list(notifications: readonly Notification[], which = 0): Promise<void> {
    const { portal, centre } = this.held[which] ?? assert.fail();
    const refreshed = portal.inbox.refresh();
    for (const call of centre.calls.filter(({ method }) => method === 'getPage')) call.answer(page(notifications));
    await refreshed;
  }

  /** These arrive, and are in the portal's list. */
  async arrive(notifications: readonly Notification[], which = 0, reason: Arrivals['reason'] = 'new'): Promise<void> {
    await this.list(notifications, which);
    this.fire(notifications, which, reason);
  }

  fire(notifications: readonly Notification[], which = 0, reason: Arrivals['reason'] = 'new'): void {
    this.#arrivals[which]?.fire({ notifications, reason });
  }

  async pass(ms: number): Promise<void> {
    await this.clock.tickAsync(ms);
    await setImmediate();
  }

  setFocused(focused: boolean): void {
    this.#state.focused = focused;
    this.#windowState.fire();
  }

  end(): void {
    this.#ends.forEach(each => each.dispose());
    this.clock.uninstall();
    this.user.end();
  }

  #show(text: string, buttons: readonly Button[]): Promise<Button | undefined> {
    this.open++;
    return new Promise(resolve => {
      const answer = async (title?: string): Promise<void> => {
        const button = buttons.find(each => each.title === title);
        assert.equal(button?.title, title);
        this.open--;
        resolve(button);
        await this.pass(0);
      };
      this.shown.push({ text, buttons: buttons.map(({ title }) => title), answer });
    });
  }
}
