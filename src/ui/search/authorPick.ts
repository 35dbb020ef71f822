import * as vscode from 'vscode';
import type { Notification } from '../../model/notification';
import { inert } from '../text/inert';
import { authorChoices } from './searchChoices';
import type { PortalAuthor, SearchFilters } from './searchFilters';
import type { SearchPortal } from './searchNeeds';

/** Asks for the authors that the search is narrowed to, none being anybody; `undefined`: given up. */
export async function pickAuthors(
  filters: SearchFilters,
  met: readonly { readonly portal: SearchPortal; readonly notification: Notification }[],
  portals: readonly SearchPortal[],
): Promise<SearchFilters | undefined> {
  const isChosen = ({ id, portalId }: PortalAuthor): boolean =>
    filters.authors.some(author => author.id === id && author.portalId === portalId);
  const portalName = ({ portalId }: PortalAuthor): string =>
    portals.length > 1 ? inert(portals.find(({ id }) => id === portalId)?.name ?? '') : '';
  const system = { id: 0, name: vscode.l10n.t('Bitrix24') };
  const items = authorChoices(met, filters.authors, system).map(author => ({
    label: inert(author.name),
    description: portalName(author),
    picked: isChosen(author),
    author,
  }));
  const picked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Filter by Author'),
    placeHolder: vscode.l10n.t('Choose authors, or none for anybody'),
    canPickMany: true,
    matchOnDescription: true,
    ignoreFocusOut: true,
  });
  return picked && { ...filters, authors: picked.map(({ author }) => author) };
}
