import * as vscode from 'vscode';

/** What can be done with a connected portal; `connect`: signs in once more. */
export type Act = 'rename' | 'connect' | 'open' | 'remove';

/** A button on a portal of a list. */
export interface ActButton extends vscode.QuickInputButton {
  readonly act: Act;
}

interface ActItem extends vscode.QuickPickItem {
  readonly act: Act;
}

const ICONS: Readonly<Record<Act, string>> = {
  rename: 'edit',
  connect: 'plug',
  open: 'link-external',
  remove: 'debug-disconnect',
};

export function actButtons(): readonly ActButton[] {
  return acts().map(({ act, title }) => ({
    act,
    tooltip: title,
    iconPath: new vscode.ThemeIcon(ICONS[act]),
  }));
}

export function actItems(): readonly ActItem[] {
  return acts().map(({ act, title }) => ({ act, label: title, iconPath: new vscode.ThemeIcon(ICONS[act]) }));
}

function acts(): readonly { readonly act: Act; readonly title: string }[] {
  return [
    { act: 'rename', title: vscode.l10n.t('Rename…') },
    { act: 'connect', title: vscode.l10n.t('Connect Again…') },
    { act: 'open', title: vscode.l10n.t('Open Portal') },
    { act: 'remove', title: vscode.l10n.t('Disconnect') },
  ];
}
