import type { PortalState } from '../../model/session';
import { staleText } from '../text/failureText';
import type { Times } from '../text/times';
import { inboxLook } from './inboxLook';
import { noteWords } from './portalItems';
import type { Row } from './rows';
import type { Filter } from './viewOptions';

/**
 * What stands over the rows of the only portal: where its list is older than it should be, since when and why; where
 * there is none, what the view would say without rows. Several portals say it at their roots.
 */
export function viewMessage(
  portals: readonly PortalState[],
  rows: readonly Row[],
  filter: Filter,
  times: Times,
): string {
  const [only, ...others] = portals;
  if (only === undefined || others.length > 0 || rows.length === 0) {
    return '';
  }
  const look = inboxLook(only.inbox, filter);
  return look === 'ready' ? staleText(only.inbox, times) : noteWords({ ...only, look }, times);
}
