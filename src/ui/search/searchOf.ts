import { notificationsIn } from '../../model/inboxState';
import { JointSearch } from '../../model/jointSearch';
import type { Times } from '../text/times';
import type { SearchPortal } from './searchNeeds';

/** A search in what is loaded of these portals, and in their whole history. */
export function searchOf<P extends SearchPortal>(portals: readonly P[], times: Times): JointSearch<P> {
  return new JointSearch(
    portals.map(portal => ({
      portal,
      history: portal.history,
      loaded: () => notificationsIn(portal.inbox.state),
      typeName: portal.typeNames.of,
      formatTime: times.exact,
    })),
  );
}
