import assert from 'node:assert/strict';
import type * as vscode from 'vscode';

/** An item as a person sees it, and a menu. */
export function lineOf({ label, description, contextValue }: vscode.TreeItem): string {
  return JSON.stringify([label, description, contextValue]);
}

type Provider = vscode.TreeDataProvider<string>;

interface Node {
  readonly item: vscode.TreeItem;
  readonly parent: string | undefined;
  children: string[] | undefined;
}

/**
 * Asks a tree's provider as VS Code does that has the view in sight, every row that can be unfolded being so: it knows
 * elements by identity, ignores those it does not know, draws an element anew with all below it, and takes it ill
 * where an id stands in two places (ExtHostTreeView of VS Code 1.103).
 */
export class TreeHost {
  /** How often each was asked for. */
  readonly asked = { items: 0, children: 0 };
  /** The elements that were fired, `undefined` being all. */
  readonly fired: (readonly string[] | undefined)[] = [];
  /** The text of all items that were asked for, as it goes to the window. */
  sent = 0;
  readonly #provider: Provider;
  readonly #nodes = new Map<string, Node>();
  #top: string[] = [];

  /** `later`: when it draws what has changed; at once where nothing is said. */
  constructor(
    provider: Provider,
    later: (draw: () => void) => void = draw => {
      draw();
    },
  ) {
    this.#provider = provider;
    let waiting: (readonly string[] | undefined)[] = [];
    provider.onDidChangeTreeData?.(elements => {
      waiting.push(elements as string[] | undefined);
      if (waiting.length === 1) {
        later(() => {
          const all = waiting;
          waiting = [];
          this.#refresh(all.includes(undefined) ? undefined : all.flatMap(each => each ?? []));
        });
      }
    });
    this.#refresh(undefined);
    this.forget();
  }

  /** Counts from now on. */
  forget(): void {
    this.asked.items = 0;
    this.asked.children = 0;
    this.sent = 0;
    this.fired.length = 0;
  }

  /** How many rows stand in the tree. */
  get size(): number {
    return this.#nodes.size;
  }

  knows(id: string): boolean {
    return this.#nodes.has(id);
  }

  /** The tree as a person sees it. */
  get lines(): readonly string[] {
    return this.#linesOf(this.#top, '');
  }

  #linesOf(ids: readonly string[], indent: string): readonly string[] {
    return ids.flatMap(id => {
      const { item, children = [] } = this.#nodes.get(id) ?? assert.fail(id);
      return [`${indent}${lineOf(item)}`, ...this.#linesOf(children, `${indent}  `)];
    });
  }

  #refresh(elements: readonly string[] | undefined): void {
    this.fired.push(elements);
    if (elements === undefined) {
      this.#nodes.clear();
      this.#top = this.#draw(undefined);
      return;
    }
    const known = [...new Set(elements)].filter(id => this.#nodes.has(id));
    const highest = known.filter(id => !this.#waysUp(id).some(each => known.includes(each)));
    // All are cleared before one is asked for.
    const nodes = highest.map(id => [id, this.#nodes.get(id) ?? assert.fail(id)] as const);
    for (const [, node] of nodes) {
      this.#clear(node.children);
    }
    for (const [id, { parent }] of nodes) {
      const item = this.#itemOf(id);
      this.#nodes.set(id, { item, parent, children: undefined });
    }
    for (const id of highest) {
      this.#unfold(id);
    }
    this.sent += JSON.stringify(highest.map(id => this.#nodes.get(id)?.item)).length;
  }

  #draw(parent: string | undefined): string[] {
    this.asked.children++;
    const ids = this.#provider.getChildren(parent) as string[];
    const items = ids.map(id => this.#itemOf(id));
    ids.forEach((id, index) => {
      assert.ok(!this.#nodes.has(id), `Element with id ${id} is already registered`);
      this.#nodes.set(id, { item: items[index] ?? assert.fail(), parent, children: undefined });
    });
    this.sent += JSON.stringify(items).length;
    for (const id of ids) {
      this.#unfold(id);
    }
    return ids;
  }

  #unfold(id: string): void {
    const node = this.#nodes.get(id) ?? assert.fail(id);
    if (node.item.collapsibleState) {
      node.children = this.#draw(id);
    }
  }

  #itemOf(id: string): vscode.TreeItem {
    this.asked.items++;
    const item = this.#provider.getTreeItem(id) as vscode.TreeItem;
    assert.equal(item.id, id);
    return item;
  }

  #clear(ids: readonly string[] = []): void {
    for (const id of ids) {
      this.#clear(this.#nodes.get(id)?.children);
      this.#nodes.delete(id);
    }
  }

  #waysUp(id: string): readonly string[] {
    const parent = this.#nodes.get(id)?.parent;
    return parent === undefined ? [] : [parent, ...this.#waysUp(parent)];
  }
}
