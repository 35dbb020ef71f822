import * as vscode from 'vscode';
import { GROUPINGS } from '../../model/notification/grouping';
import type { Grouping } from '../../model/notification/grouping';
import { updateInBackground } from '../../model/windows/sharedMemento';
import type { SharedMemento } from '../../model/windows/sharedMemento';

export const VIEW_FILTERS = ['all', 'unread'] as const;
export type ViewFilter = (typeof VIEW_FILTERS)[number];

const GROUPING_KEY = 'bitrix24.grouping';
const FILTER_KEY = 'bitrix24.filter';

/** How the tree is arranged: persisted, and available to the manifest's `when` clauses under the same keys. */
export class ViewOptions implements vscode.Disposable {
  readonly #shared: SharedMemento;
  readonly #changed = new vscode.EventEmitter<void>();

  readonly onDidChange = this.#changed.event;

  constructor(shared: SharedMemento) {
    this.#shared = shared;
    this.#tellContext(GROUPING_KEY, this.grouping);
    this.#tellContext(FILTER_KEY, this.filter);
  }

  get grouping(): Grouping {
    return one(GROUPINGS, this.#shared.get(GROUPING_KEY)) ?? 'state';
  }

  get filter(): ViewFilter {
    return one(VIEW_FILTERS, this.#shared.get(FILTER_KEY)) ?? 'all';
  }

  groupBy(grouping: Grouping): void {
    this.#set(GROUPING_KEY, grouping);
  }

  show(filter: ViewFilter): void {
    this.#set(FILTER_KEY, filter);
  }

  dispose(): void {
    this.#changed.dispose();
  }

  #set(key: string, value: Grouping | ViewFilter): void {
    updateInBackground(this.#shared, key, value);
    this.#tellContext(key, value);
    this.#changed.fire();
  }

  #tellContext(key: string, value: string): void {
    void vscode.commands.executeCommand('setContext', key, value);
  }
}

function one<T>(names: readonly T[], name: unknown): T | undefined {
  return names.find(each => each === name);
}

/** Asks how to group the tree. */
export async function pickGrouping(options: ViewOptions): Promise<void> {
  const items = GROUPINGS.map(grouping => ({
    label: groupingTitle(grouping),
    description: grouping === options.grouping ? vscode.l10n.t('current') : '',
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
