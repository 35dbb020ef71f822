import { unseenItem, useScreen, vscode } from '../vscodeStandIn';
import assert from 'node:assert/strict';
import { readWebhook } from '../../src/bitrix24/access/webhook';
import { Portals } from '../../src/bitrix24/portals';
import type { Grouping } from '../../src/model/groups';
import type { Notification } from '../../src/model/notification';
import { notificationsIn } from '../../src/model/inboxState';
import type { Portal } from '../../src/model/portal';
import { Session } from '../../src/model/session';
import { StatusBar } from '../../src/ui/statusBar';
import { Times } from '../../src/ui/text/times';
import { NotificationsView } from '../../src/ui/tree/notificationsView';
import { ViewOptions } from '../../src/ui/tree/viewOptions';
import { MemoryShelf } from '../unit/bitrix24/memoryShelf';
import { aloneInWindows } from '../unit/model/alone';
import { MapState } from '../unit/model/mapState';
import { TreeHost } from '../unit/ui/tree/treeHost';

/** The least that the settings allow. */
const POLL_INTERVAL_MS = 10_000;

/** What a window of VS Code holds of the extension, as its front door makes it, with something that draws the tree. */
export class Window {
  readonly session = new Session();
  readonly options: ViewOptions;
  readonly view: NotificationsView;
  readonly host: TreeHost;
  readonly #statusBar: StatusBar;
  readonly #portals: Portals;

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
      },
    });
    const times = new Times('en');
    this.options = new ViewOptions(shared);
    this.view = new NotificationsView(this.session, times, this.options);
    this.#statusBar = new StatusBar(this.session, times);
    // VS Code asks over a channel: in a turn of its own.
    this.host = new TreeHost(this.view, draw => setImmediate(draw));
    this.#portals = new Portals({
      session: this.session,
      credentials: { credential: () => Promise.resolve(undefined), renew: () => Promise.resolve() },
      shared,
      windows: { of: aloneInWindows },
      shelf: new MemoryShelf(),
      intervalMs: () => POLL_INTERVAL_MS,
      onCall: () => undefined,
      onLeftOut: () => undefined,
    });
  }

  /** Connects these webhooks and no others. */
  connect(...addresses: readonly string[]): readonly Portal[] {
    this.#portals.connect(
      addresses.map(address => {
        const reading = readWebhook(address);
        assert.ok(reading.kind === 'webhook', 'not a webhook');
        return { name: '', credential: reading.webhook };
      }),
    );
    return this.session.portals;
  }

  end(): void {
    this.#statusBar.dispose();
    this.view.dispose();
    this.options.dispose();
    this.session.dispose();
  }
}

export function listOf({ inbox }: Portal): readonly Notification[] {
  return notificationsIn(inbox.state);
}
