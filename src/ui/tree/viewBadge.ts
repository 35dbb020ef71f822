import * as vscode from 'vscode';
import type { PortalState } from '../../model/session';
import { troublesIn } from '../text/portalTrouble';
import type { Times } from '../text/times';
import { countedIn, unreadNumber, unreadWords } from '../text/unread';

/** The number on the view's icon. */
export function badgeOf(portals: readonly PortalState[], times: Times): vscode.ViewBadge | undefined {
  const counted = countedIn(portals.map(({ inbox }) => inbox));
  const value = unreadNumber(counted);
  if (value === 0) {
    return undefined;
  }
  const words = vscode.l10n.t('{0} unread', unreadWords(counted));
  const troubles = troublesIn(portals, times);
  return { value, tooltip: troubles.length > 0 ? `${words}. ${troubles.join(' ')}` : words };
}
