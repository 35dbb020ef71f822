import * as vscode from 'vscode';
import type { Notification } from '../../model/notification';
import { inert } from '../text/inert';
import { typeChoices } from './searchChoices';
import type { TypeChoice } from './searchChoices';
import type { SearchFilters } from './searchFilters';

/** Asks for the type that the search is narrowed to, or none; `undefined`: given up. */
export async function pickType(
  { type, ...others }: SearchFilters,
  met: readonly Notification[],
  names: ReadonlyMap<string, string>,
): Promise<SearchFilters | undefined> {
  const choices = typeChoices(met, names);
  const item = (choice: TypeChoice): TypeItem => ({
    label: inert(choice.name),
    description: inert(choice.moduleName),
    iconPath: new vscode.ThemeIcon(choice.id === type?.id ? 'check' : 'blank'),
    choice,
  });
  const items: TypeItem[] = [
    { label: vscode.l10n.t('Any type'), iconPath: new vscode.ThemeIcon(type ? 'blank' : 'check') },
    ...section(vscode.l10n.t('Among these notifications'), choices.met.map(item)),
    ...section(vscode.l10n.t('Other types of the portal'), choices.others.map(item)),
  ];
  const picked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Filter by Type'),
    placeHolder: vscode.l10n.t('Choose a type'),
    matchOnDescription: true,
    ignoreFocusOut: true,
  });
  if (picked === undefined) {
    return undefined;
  }
  const { choice } = picked;
  return choice === undefined ? others : { ...others, type: { id: choice.id, name: choice.name } };
}

interface TypeItem extends vscode.QuickPickItem {
  /** Absent: any. */
  readonly choice?: TypeChoice;
}

function section(label: string, items: readonly TypeItem[]): readonly TypeItem[] {
  return items.length === 0 ? [] : [{ label, kind: vscode.QuickPickItemKind.Separator }, ...items];
}
