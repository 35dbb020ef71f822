import type { InboxState } from '../../model/inboxState';
import type { PortalState } from '../../model/session';
import { failureText, staleText } from './failureText';
import type { Times } from './times';

/** Why what a portal shows is old or missing; empty where it is neither. */
export function portalTrouble(inbox: InboxState, times: Times): string {
  return inbox.kind === 'failed' ? failureText(inbox.failure, times) : staleText(inbox, times);
}

/** The icon for it: what is only from the last time is no reason to worry. */
export function troubleIcon(inbox: InboxState): 'warning' | 'history' | undefined {
  if (inbox.kind !== 'loading' && inbox.failure !== undefined) {
    return 'warning';
  }
  return inbox.kind === 'ready' && inbox.isKept === true ? 'history' : undefined;
}

/** Why what the portals show is old or missing; of several, each with its name. */
export function troublesIn(portals: readonly PortalState[], times: Times): readonly string[] {
  return portals.flatMap(({ portal, inbox }) => {
    const words = portalTrouble(inbox, times);
    if (words === '') {
      return [];
    }
    return [portals.length > 1 ? `${portal.name}: ${words}` : words];
  });
}
