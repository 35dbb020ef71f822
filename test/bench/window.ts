import '../vscodeStandIn';
import assert from 'node:assert/strict';
import { parseWebhook } from '../../src/bitrix24/address/webhook';
import { PortalConnector } from '../../src/bitrix24/portalConnector';
import { loadedNotifications } from '../../src/model/inbox/inboxState';
import type { Grouping } from '../../src/model/notification/grouping';
import type { Notification } from '../../src/model/notification/notification';
import type { Portal } from '../../src/model/portal/portal';
import { Session } from '../../src/model/portal/session';
import type { StartedChange } from '../../src/model/triage/triage';
import { NO_MUTING } from '../../src/model/arrivals/muting';
import { ArrivalListener } from '../../src/ui/arrivals/arrivalListener';
import { ArrivalToasts } from '../../src/ui/arrivals/toasts';
import { StatusBar } from '../../src/ui/statusBar';
import { Times } from '../../src/ui/text/times';
import { NotificationsView } from '../../src/ui/tree/notificationsView';
import { ViewOptions } from '../../src/ui/tree/viewOptions';
import { UndoHistory } from '../../src/ui/undo/undoHistory';
import { singleAccountWindows } from '../unit/support/singleWindow';
import { MapState } from '../unit/support/memento';
import { MemoryCacheStorage } from '../unit/support/memoryCacheStorage';
import { TreeHost } from '../unit/ui/tree/treeHost';
import { unseenItem, useScreen, vscode } from '../vscodeStandIn';

/** The least that the settings allow. */
const POLL_INTERVAL_MS = 10_000;
/** After which a person closes a message. */
const MESSAGE_MS = 4_000;

/** What a window of VS Code holds of the extension, as its front door makes it, with something that draws the tree. */
export class Window {
  readonly session = new Session();
  readonly history = new UndoHistory();
  readonly options: ViewOptions;
  readonly view: NotificationsView;
  readonly host: TreeHost;
  /** About arrivals: how many there were, how many are on the screen, and how many ever were at once. */
  readonly messages = { shown: 0, open: 0, most: 0 };
  readonly #announcing: readonly { dispose(): void }[];
  readonly #statusBar: StatusBar;
  readonly #portals: PortalConnector;

  constructor(grouping: Grouping) {
    const shared = new MapState();
    void shared.update('bitrix24.grouping', grouping);
    useScreen({
      window: {
        createTreeView: () => ({
          visible: true,
          selection: [],
          onDidChangeVisibility: new vscode.EventEmitter().event,
          reveal: () => Promise.resolve(),
          dispose: () => undefined,
        }),
        createStatusBarItem: () => unseenItem,
        setStatusBarMessage: () => undefined,
        withProgress: () => undefined,
        state: { focused: true },
        onDidChangeWindowState: new vscode.EventEmitter().event,
        showInformationMessage: () => this.#show(),
      },
    });
    const times = new Times('en');
    this.options = new ViewOptions(shared);
    this.view = new NotificationsView(this.session, times, this.options);
    this.#statusBar = new StatusBar(this.session, times);
    const nothing = (): undefined => undefined;
    const toasts = new ArrivalToasts({
      session: this.session,
      settings: { show: 'all', muting: NO_MUTING },
      quiet: { isQuiet: false },
      times,
      actions: { reply: nothing, press: nothing, decide: nothing, mute: nothing, reveal: () => Promise.resolve(true) },
    });
    this.#announcing = [new ArrivalListener({ session: this.session, announce: toasts.announce }), toasts];
    // VS Code asks over a channel: in a turn of its own.
    this.host = new TreeHost(this.view, draw => setImmediate(draw));
    this.#portals = new PortalConnector({
      session: this.session,
      credentials: { credential: () => Promise.resolve(undefined), updateTokens: () => Promise.resolve() },
      windows: {
        context: singleAccountWindows(shared).context,
        forAccount: () => singleAccountWindows(shared),
      },
      cacheStorage: new MemoryCacheStorage(),
      intervalMs: () => POLL_INTERVAL_MS,
      onCall: () => undefined,
      onSkipped: () => undefined,
    });
  }

  /** Connects these webhooks and no others. */
  connect(...addresses: readonly string[]): readonly Portal[] {
    this.#portals.connect(
      addresses.map(address => {
        const reading = parseWebhook(address);
        assert.ok(reading.kind === 'webhook', 'not a webhook');
        return { name: '', credential: reading.webhook };
      }),
    );
    return this.session.portals;
  }

  /** Adds what a person did to the history. */
  remember(portal: Portal, { undo }: StartedChange): void {
    this.history.add({ portals: [portal], undo: () => undo() && { toReveal: undefined } });
  }

  async #show(): Promise<void> {
    const { messages } = this;
    messages.shown++;
    messages.open++;
    messages.most = Math.max(messages.most, messages.open);
    await new Promise(resolve => setTimeout(resolve, MESSAGE_MS));
    messages.open--;
  }

  end(): void {
    this.#announcing.forEach(each => each.dispose());
    this.#statusBar.dispose();
    this.view.dispose();
    this.options.dispose();
    this.session.dispose();
  }
}

export function listOf({ inbox }: Portal): readonly Notification[] {
  return loadedNotifications(inbox.state);
}
