import type { InboxState } from '../../model/inboxState';
import type { PortalState } from '../../model/session';
import { failureText, staleText } from './failureText';
import type { Times } from './times';

/** Why what a portal shows is old or missing; empty where it is neither. */
export function portalTrouble(inbox: InboxState, times: Times): string {
  return inbox.kind === 'failed' ? failureText(inbox.failure, times) : staleText(inbox, times);
}

/** The same of all that are in trouble; of several, each with its name. */
export function troublesIn(portals: readonly PortalState[], times: Times): readonly string[] {
  return portals.flatMap(({ portal, inbox }) => {
    const words = portalTrouble(inbox, times);
    if (words === '') {
      return [];
    }
    return [portals.length > 1 ? `${portal.name}: ${words}` : words];
  });
}
