import Module from 'node:module';

/**
 * A `vscode` for plain Node, with as much of it as the words and the views of the extension need. Import this file
 * before what imports `vscode`. For what VS Code itself does with it, there are the UI tests.
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

class TabInputText {
  constructor(readonly uri: unknown) {}
}

class TabInputWebview {
  constructor(readonly viewType: string) {}
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

/** What a test has in the place of the window, its commands and its settings. */
export interface Screen {
  readonly window: Readonly<Record<string, unknown>>;
  readonly commands?: Readonly<Record<string, unknown>>;
}

interface Workspace {
  readonly getConfiguration: () => { readonly get: (name: string) => unknown; readonly update?: unknown };
  readonly onDidChangeConfiguration?: unknown;
  fs?: object;
}

const nothing = (): undefined => undefined;
const silentCommands = { executeCommand: () => Promise.resolve(undefined) };

export const vscode = {
  Disposable,
  EventEmitter,
  MarkdownString,
  ThemeColor,
  ThemeIcon,
  TabInputText,
  TabInputWebview,
  TreeItem,
  StatusBarAlignment: { Left: 1, Right: 2 },
  TreeItemCollapsibleState: { None: 0, Collapsed: 1, Expanded: 2 },
  QuickPickItemKind: { Separator: -1, Default: 0 },
  QuickInputButtons: { Back: {} },
  InputBoxValidationSeverity: { Info: 1, Warning: 2, Error: 3 },
  ConfigurationTarget: { Global: 1 },
  UIKind: { Desktop: 1, Web: 2 },
  ProgressLocation: { Notification: 15 },
  workspace: { getConfiguration: () => ({ get: () => 0 }) } as Workspace,
  Uri: { parse: String, joinPath: (...parts: readonly string[]): string => parts.join('/') },
  env: { language: 'en' },
  extensions: { getExtension: nothing as () => unknown },
  l10n: {
    t: (words: string, ...values: readonly unknown[]): string =>
      words.replaceAll(/\{(\d+)\}/g, (_found, index: string) => String(values[Number(index)])),
  },
  commands: silentCommands as Screen['commands'],
  window: {} as Screen['window'],
};

/** The status bar's item, where nobody looks at it. */
export const unseenItem = { show: nothing, hide: nothing, dispose: nothing };

/** From here on this is what VS Code shows; tests that look at other things have screens of their own. */
export function useScreen({ window, commands = silentCommands }: Screen): void {
  vscode.window = window;
  vscode.commands = commands;
}

interface Loader {
  _load: (this: unknown, request: string, ...others: readonly unknown[]) => unknown;
}

const loader = Module as unknown as Loader;
const load = loader._load;
loader._load = function (request, ...others) {
  return request === 'vscode' ? vscode : load.call(this, request, ...others);
};
