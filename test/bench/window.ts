import assert from 'node:assert/strict';
import { parseWebhook } from '../../src/bitrix24/address/webhook';
import { PortalConnector } from '../../src/bitrix24/portalConnector';
import { loadedNotifications } from '../../src/model/inbox/inboxState';
import type { Grouping } from '../../src/model/notification/grouping';
import type { Notification } from '../../src/model/notification/notification';
import type { Portal } from '../../src/model/portal/portal';
import { Session } from '../../src/model/portal/session';
import type { StartedChange } from '../../src/model/triage/triage';
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

/** What a window of VS Code holds of the extension, as its front door makes it, with something that draws the tree. */
export class Window {
  readonly session = new Session();
  readonly history = new UndoHistory();
  readonly options: ViewOptions;
  readonly view: NotificationsView;
  readonly host: TreeHost;
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
      },
    });
    const times = new Times('en');
    this.options = new ViewOptions(shared);
    this.view = new NotificationsView(this.session, times, this.options);
    this.#statusBar = new StatusBar(this.session, times);
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

  end(): void {
    this.#statusBar.dispose();
    this.view.dispose();
    this.options.dispose();
    this.session.dispose();
  }
}

export function listOf({ inbox }: Portal): readonly Notification[] {
  return loadedNotifications(inbox.state);
}
