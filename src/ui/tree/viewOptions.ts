import * as vscode from 'vscode';
import { GROUPINGS } from '../../model/groups';
import type { Grouping } from '../../model/groups';
import { put } from '../../model/sharedState';
import type { SharedState } from '../../model/sharedState';

export const FILTERS = ['all', 'unread'] as const;
export type Filter = (typeof FILTERS)[number];

const GROUPING_KEY = 'bitrix24.grouping';
const FILTER_KEY = 'bitrix24.filter';

/** How the tree is arranged: remembered, and known to the `when` clauses of the manifest by the same keys. */
export class ViewOptions implements vscode.Disposable {
  readonly #shared: SharedState;
  readonly #changed = new vscode.EventEmitter<void>();

  readonly onDidChange = this.#changed.event;

  constructor(shared: SharedState) {
    this.#shared = shared;
    this.#tellContext(GROUPING_KEY, this.grouping);
    this.#tellContext(FILTER_KEY, this.filter);
  }

  get grouping(): Grouping {
    return one(GROUPINGS, this.#shared.get(GROUPING_KEY)) ?? 'state';
  }

  get filter(): Filter {
    return one(FILTERS, this.#shared.get(FILTER_KEY)) ?? 'all';
  }

  groupBy(grouping: Grouping): void {
    this.#set(GROUPING_KEY, grouping);
  }

  show(filter: Filter): void {
    this.#set(FILTER_KEY, filter);
  }

  dispose(): void {
    this.#changed.dispose();
  }

  #set(key: string, value: Grouping | Filter): void {
    put(this.#shared, key, value);
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
