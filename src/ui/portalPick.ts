import * as vscode from 'vscode';
import { hostOf } from '../model/account';
import type { Portal } from '../model/portal';
import { inert } from './text/inert';

/** Lets a person choose among portals, the likely one first; the only one is not asked about. `undefined`: given up. */
export async function pickPortal(
  portals: readonly Portal[],
  title: string,
  likely?: Portal,
): Promise<Portal | undefined> {
  const [first, ...others] = portals;
  if (first === undefined || others.length === 0) {
    return first;
  }
  const sorted = portals.toSorted((a, b) => Number(b === likely) - Number(a === likely));
  const items = sorted.map(portal => ({
    label: inert(portal.name),
    description: portal.name === hostOf(portal.account) ? '' : hostOf(portal.account),
    iconPath: new vscode.ThemeIcon('organization'),
    portal,
  }));
  const placeHolder = vscode.l10n.t('Choose a portal');
  const picked = await vscode.window.showQuickPick(items, { title, placeHolder, matchOnDescription: true });
  return picked?.portal;
}
