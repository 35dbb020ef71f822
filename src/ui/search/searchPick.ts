import * as vscode from 'vscode';
import type { SearchItem } from './searchItems';
import type { SearchPortal } from './searchNeeds';

/** The search's box, which has decided by itself what is in its list and in what order. */
export function searchPick<P extends SearchPortal>(): vscode.QuickPick<SearchItem<P>> {
  const pick = vscode.window.createQuickPick<SearchItem<P>>();
  pick.placeholder = vscode.l10n.t('Search by text, author or type');
  pick.ignoreFocusOut = true;
  pick.matchOnDescription = true;
  pick.matchOnDetail = true;
  // Not in the typings, but in every VS Code: the newest stay first, and the headings where they are.
  return Object.assign(pick, { sortByLabel: false });
}
