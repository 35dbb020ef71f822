import * as vscode from 'vscode';
import { GROUPINGS } from '../../model/groups';
import type { Grouping } from '../../model/groups';
import type { ViewOptions } from './viewOptions';

/** Asks by what the tree is to be grouped. */
export async function pickGrouping(options: ViewOptions): Promise<void> {
  const items = GROUPINGS.map(grouping => ({
    label: groupingTitle(grouping),
    description: grouping === options.grouping ? vscode.l10n.t('now') : '',
    iconPath: new vscode.ThemeIcon(grouping === options.grouping ? 'check' : 'blank'),
    grouping,
  }));
  const picked = await vscode.window.showQuickPick(items, { title: vscode.l10n.t('Group By') });
  if (picked !== undefined) {
    options.groupBy(picked.grouping);
  }
}

function groupingTitle(grouping: Grouping): string {
  switch (grouping) {
    case 'state':
      return vscode.l10n.t('State');
    case 'type':
      return vscode.l10n.t('Type');
    case 'author':
      return vscode.l10n.t('Author');
    case 'day':
      return vscode.l10n.t('Day');
    case 'none':
      return vscode.l10n.t('Not grouped');
  }
}
