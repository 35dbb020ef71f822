import { install } from '@sinonjs/fake-timers';
import type { Grouping } from '../../../../src/model/notification/grouping';
import type { Notification, NotificationPage } from '../../../../src/model/notification/notification';
import type { Portal } from '../../../../src/model/portal/portal';
import { Session } from '../../../../src/model/portal/session';
import { Times } from '../../../../src/ui/text/times';
import { NotificationsView } from '../../../../src/ui/tree/notificationsView';
import { ViewOptions } from '../../../../src/ui/tree/viewOptions';
import { unseenItem, useScreen, vscode } from '../../../vscodeStandIn';
import type { HeldApi } from '../../support/heldApi';
import { MapState } from '../../support/memento';
import { NOON, page } from '../../support/notifications';
import { heldPortal } from '../../support/portals';
import { TreeHost } from './treeHost';

/** Later than {@link notification}s with ids up to 12,000. */
export const NOW = NOON + 12_000 * 60_000;

/** The tree of one portal or several, drawn by something that asks as VS Code does; the clock stands still. */
export interface TreeScene {
  readonly host: TreeHost;
  readonly view: NotificationsView;
  readonly options: ViewOptions;
  readonly portals: readonly Portal[];
  readonly centres: readonly HeldApi[];
  readonly clock: ReturnType<typeof install>;
  /** What VS Code was told to bring to the front. */
  readonly revealed: string[];
  /** The portal answers with this page; all that follows from it has happened afterwards. */
  readonly refreshed: (list: readonly Notification[], next?: NotificationPage['next'], which?: number) => Promise<void>;
  readonly end: () => void;
}

export async function treeScene(
  grouping: Grouping,
  ...lists: readonly (readonly Notification[])[]
): Promise<TreeScene> {
  const clock = install({
    now: NOW,
    toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'],
  });
  const revealed: string[] = [];
  const shared = new MapState();
  void shared.update('bitrix24.grouping', grouping);
  useScreen({
    window: {
      createTreeView: () => ({
        visible: true,
        selection: [],
        message: undefined,
        badge: undefined,
        onDidChangeVisibility: new vscode.EventEmitter().event,
        reveal: (id: string) => {
          if (!host.knows(id)) {
            return Promise.reject(new Error(`Could not resolve tree item for element ${id}`));
          }
          revealed.push(id);
          return Promise.resolve();
        },
        dispose: () => undefined,
      }),
      createStatusBarItem: () => unseenItem,
    },
  });
  const held = lists.map((_list, index) => heldPortal(String(index + 1)));
  const session = new Session();
  const options = new ViewOptions(shared);
  const view = new NotificationsView(session, new Times('en'), options);
  const host = new TreeHost(view);
  const refreshed: TreeScene['refreshed'] = async (list, next, which = 0) => {
    (await held[which]?.centre.next('getPage'))?.answer(page(list, next));
    await clock.tickAsync(0);
  };
  session.open(held.map(({ portal }) => portal));
  for (const [index, list] of lists.entries()) {
    await refreshed(list, undefined, index);
  }
  host.forget();
  return {
    host,
    view,
    options,
    portals: held.map(({ portal }) => portal),
    centres: held.map(({ centre }) => centre),
    clock,
    revealed,
    refreshed,
    end: () => {
      view.dispose();
      session.dispose();
      clock.uninstall();
    },
  };
}
