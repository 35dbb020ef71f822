import * as vscode from 'vscode';
import type { Notification } from '../../model/notification';
import { inert } from '../text/inert';
import { authorChoices } from './searchChoices';
import type { SearchFilters } from './searchFilters';

/** Asks for the authors that the search is narrowed to, none being anybody; `undefined`: given up. */
export async function pickAuthors(
  filters: SearchFilters,
  met: readonly Notification[],
): Promise<SearchFilters | undefined> {
  const chosen = new Set(filters.authors.map(({ id }) => id));
  const system = { id: 0, name: vscode.l10n.t('Bitrix24') };
  const items = authorChoices(met, filters.authors, system).map(author => ({
    label: inert(author.name),
    picked: chosen.has(author.id),
    author,
  }));
  const picked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Filter by Author'),
    placeHolder: vscode.l10n.t('Choose authors, or none for anybody'),
    canPickMany: true,
    ignoreFocusOut: true,
  });
  return picked && { ...filters, authors: picked.map(({ author }) => author) };
}
