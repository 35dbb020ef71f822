import Module from 'node:module';

/**
 * A `vscode` for plain Node, with as much of it as the tree, the badge and the status bar are drawn with. Import this
 * file before what imports `vscode`.
 */

let listenerCount = 0;

/** How many listen to its emitters. */
export function listeners(): number {
  return listenerCount;
}

class EventEmitter<T> {
  readonly #listeners = new Set<(value: T) => unknown>();
  readonly event = (listener: (value: T) => unknown): { dispose(): void } => {
    this.#listeners.add(listener);
    listenerCount++;
    return {
      dispose: () => {
        listenerCount -= this.#listeners.delete(listener) ? 1 : 0;
      },
    };
  };

  fire(value: T): void {
    for (const listener of [...this.#listeners]) listener(value);
  }

  dispose(): void {
    listenerCount -= this.#listeners.size;
    this.#listeners.clear();
  }
}

class Disposable {
  readonly #end: () => void;
  constructor(end: () => void) {
    this.#end = end;
  }
  static from(...all: readonly { dispose(): unknown }[]): Disposable {
    return new Disposable(() => {
      for (const each of all) each.dispose();
    });
  }
  dispose(): void {
    this.#end();
  }
}

class TreeItem {
  constructor(
    readonly label: string,
    readonly collapsibleState = 0,
  ) {}
}

class ThemeColor {
  constructor(readonly id: string) {}
}

class ThemeIcon {
  constructor(
    readonly id: string,
    readonly color?: ThemeColor,
  ) {}
}

class MarkdownString {
  isTrusted: unknown;
  constructor(public value = '') {}
}

export const vscode = {
  Disposable,
  EventEmitter,
  MarkdownString,
  ThemeColor,
  ThemeIcon,
  TreeItem,
  StatusBarAlignment: { Left: 1, Right: 2 },
  TreeItemCollapsibleState: { None: 0, Collapsed: 1, Expanded: 2 },
  commands: { executeCommand: (): Promise<undefined> => Promise.resolve(undefined) },
  l10n: {
    t: (words: string, ...values: readonly unknown[]): string =>
      words.replaceAll(/\{(\d+)\}/g, (_found, index: string) => String(values[Number(index)])),
  },
  window: {
    createTreeView: (_id: string, _options: unknown): unknown => undefined,
    createStatusBarItem: () => ({ show: () => undefined, hide: () => undefined, dispose: () => undefined }),
  },
};

interface Loader {
  _load: (this: unknown, request: string, ...others: readonly unknown[]) => unknown;
}

const loader = Module as unknown as Loader;
const load = loader._load;
loader._load = function (request, ...others) {
  return request === 'vscode' ? vscode : load.call(this, request, ...others);
};
