import * as vscode from 'vscode';
import { inert } from '../text/inert';
import type { SearchFilters } from './searchFilters';
import type { SearchPortal } from './searchNeeds';

interface PortalItem extends vscode.QuickPickItem {
  /** Absent: all. */
  readonly portal?: SearchPortal;
}

/** Asks for the portal that the search is narrowed to, or none; authors of another one go. `undefined`: given up. */
export async function pickSearchPortal(
  { portal: chosen, ...others }: SearchFilters,
  portals: readonly SearchPortal[],
): Promise<SearchFilters | undefined> {
  const check = (isChosen: boolean): vscode.ThemeIcon => new vscode.ThemeIcon(isChosen ? 'check' : 'blank');
  const items: readonly PortalItem[] = [
    { label: vscode.l10n.t('All portals'), iconPath: check(chosen === undefined) },
    ...portals.map(portal => ({
      label: inert(portal.name),
      iconPath: check(portal.id === chosen?.id),
      portal,
    })),
  ];
  const picked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Filter by Portal'),
    placeHolder: vscode.l10n.t('Choose a portal'),
    ignoreFocusOut: true,
  });
  if (picked?.portal === undefined) {
    return picked && others;
  }
  const { id, name } = picked.portal;
  return {
    ...others,
    authors: others.authors.filter(({ portalId }) => portalId === id),
    portal: { id, name },
  };
}
