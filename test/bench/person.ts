import type { Portal } from '../../src/model/portal/portal';
import type { Numbers } from './numbers';
import { listOf, type Window } from './window';

/** Does one thing that a person may do to what is listed, whatever comes of it. */
export function doSomething(window: Window, portal: Portal, number: Numbers): void {
  const list = listOf(portal);
  const one = list[number(Math.min(list.length, 60))];
  const gone = (): undefined => undefined;
  switch (number(10)) {
    case 0:
      void portal.inbox.loadMore().catch(gone);
      return;
    case 1:
      void portal.poller.focus();
      return;
    case 2:
      window.remember(portal, portal.triage.markAllRead());
      return;
    case 3:
      window.history.undo();
      return;
    case 4:
      window.options.show(number(2) === 0 ? 'unread' : 'all');
      return;
    case 5:
      if (one !== undefined) void window.view.revealNotification(portal, one.id);
      return;
    case 6: {
      const decision = list.find(({ kind }) => kind === 'confirmation');
      const [button] = decision?.buttons ?? [];
      if (decision !== undefined && button !== undefined) {
        void portal.decisions.pressButton(decision.id, button, 0)?.done.catch(gone);
      }
      return;
    }
    case 7:
      if (one !== undefined) window.remember(portal, portal.triage.delete([one.id], 6_000));
      return;
    default:
      if (one !== undefined) window.remember(portal, portal.triage.setRead([one.id], !one.isRead));
  }
}
