import * as vscode from 'vscode';
import { type Grouping, GROUPINGS } from '../../model/notification/grouping';
import { type SharedMemento, updateInBackground } from '../../model/windows/sharedMemento';

const VIEW_FILTERS = ['all', 'unread'] as const;
export type ViewFilter = (typeof VIEW_FILTERS)[number];

const GROUPING_KEY = 'bitrix24.grouping';
const FILTER_KEY = 'bitrix24.filter';

/**
 * How this window's tree is arranged, available to the manifest's `when` clauses under the keys it is stored by. A new
 * window starts with the last choice of any window; later choices of others don't change it.
 */
export class ViewOptions implements vscode.Disposable {
  readonly #shared: SharedMemento;
  readonly #changed = new vscode.EventEmitter<void>();
  #grouping: Grouping;
  #filter: ViewFilter;

  readonly onDidChange = this.#changed.event;

  constructor(shared: SharedMemento) {
    this.#shared = shared;
    this.#grouping = GROUPINGS.find(each => each === shared.get(GROUPING_KEY)) ?? 'state';
    this.#filter = VIEW_FILTERS.find(each => each === shared.get(FILTER_KEY)) ?? 'all';
    this.#setContext();
  }

  get grouping(): Grouping {
    return this.#grouping;
  }

  get filter(): ViewFilter {
    return this.#filter;
  }

  groupBy(grouping: Grouping): void {
    this.#grouping = grouping;
    this.#onChange(GROUPING_KEY, grouping);
  }

  show(filter: ViewFilter): void {
    this.#filter = filter;
    this.#onChange(FILTER_KEY, filter);
  }

  dispose(): void {
    this.#changed.dispose();
  }

  #onChange(key: string, choice: string): void {
    updateInBackground(this.#shared, key, choice);
    this.#setContext();
    this.#changed.fire();
  }

  #setContext(): void {
    void vscode.commands.executeCommand('setContext', GROUPING_KEY, this.#grouping);
    void vscode.commands.executeCommand('setContext', FILTER_KEY, this.#filter);
  }
}

/** Asks how to group the tree. */
export async function changeGrouping(options: ViewOptions): Promise<void> {
  const titles: Readonly<Record<Grouping, string>> = {
    state: vscode.l10n.t('State'),
    type: vscode.l10n.t('Type'),
    author: vscode.l10n.t('Author'),
    day: vscode.l10n.t('Day'),
    none: vscode.l10n.t('Not grouped'),
  };
  const items = GROUPINGS.map(grouping => ({
    label: titles[grouping],
    description: grouping === options.grouping ? vscode.l10n.t('current') : '',
    iconPath: new vscode.ThemeIcon(grouping === options.grouping ? 'check' : 'blank'),
    grouping,
  }));
  const picked = await vscode.window.showQuickPick(items, { title: vscode.l10n.t('Group By') });
  if (picked !== undefined) {
    options.groupBy(picked.grouping);
  }
}
