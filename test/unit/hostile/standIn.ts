import Module from 'node:module';
import type * as vscode from 'vscode';
import { show } from './shown';

/** So much of VS Code as the renderers draw with: what they show is written down, and nobody answers. */
type Simple<T> = { [K in keyof T]?: unknown };

class Disposable {
  static from(...all: readonly { dispose(): unknown }[]): Disposable {
    return new Disposable(() => {
      for (const each of all) {
        each.dispose();
      }
    });
  }
  constructor(readonly dispose: () => void) {}
}

class EventEmitter<T> {
  readonly #listeners = new Set<(value: T) => void>();
  readonly event = (listener: (value: T) => void): Disposable => {
    this.#listeners.add(listener);
    return new Disposable(() => this.#listeners.delete(listener));
  };
  fire(value: T): void {
    for (const listener of this.#listeners) {
      listener(value);
    }
  }
  dispose(): void {
    this.#listeners.clear();
  }
}

class TreeItem {
  constructor(
    readonly label: string,
    readonly collapsibleState = 0,
  ) {}
}

class MarkdownString {
  constructor(public value = '') {}
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

const never = (): Disposable => new Disposable(() => undefined);
const listening = (): Promise<undefined> => Promise.resolve(undefined);

/** A box that is left at once, or where something stands in it, accepted. */
function input(
  shows: (box: Simple<vscode.QuickPick<vscode.QuickPickItem> & vscode.InputBox>) => void,
): object {
  const accepted = new EventEmitter<void>();
  const hidden = new EventEmitter<void>();
  const box = {
    value: '',
    items: [],
    activeItems: [],
    onDidAccept: accepted.event,
    onDidHide: hidden.event,
    onDidChangeValue: never,
    onDidTriggerButton: never,
    show: (): void => {
      shows(box);
      box.value = 'Yes';
      accepted.fire();
      hidden.fire();
    },
    hide: (): void => {
      hidden.fire();
    },
    dispose: (): void => undefined,
  };
  return box;
}

function itemsShown(items: unknown): void {
  for (const { label, description, detail } of items as readonly vscode.QuickPickItem[]) {
    show('pickLabel', label);
    show('pickDetail', description);
    show('pickDetail', detail);
  }
}

function toast(words: string, options?: unknown): Promise<undefined> {
  show(typeof options === 'object' && options !== null && 'modal' in options ? 'plain' : 'toast', words);
  return listening();
}

const window = {
  showInformationMessage: toast,
  showWarningMessage: toast,
  showErrorMessage: toast,
  setStatusBarMessage: (words: string): void => {
    show('icons', words);
  },
  showQuickPick: (items: unknown, { title, placeHolder }: vscode.QuickPickOptions): Promise<undefined> => {
    show('plain', title);
    show('plain', placeHolder);
    itemsShown(items);
    return listening();
  },
  createQuickPick: (): object =>
    input(({ title, placeholder, items }) => {
      show('plain', title);
      show('plain', placeholder);
      itemsShown(items);
    }),
  createInputBox: (): object =>
    input(({ title, placeholder, prompt }) => {
      show('plain', title);
      show('plain', placeholder);
      show('prompt', prompt);
    }),
  createStatusBarItem: (): object => ({
    show(this: vscode.StatusBarItem): void {
      show('statusBar', this.text);
      show('plain', this.accessibilityInformation?.label);
      show('hover', (this.tooltip as vscode.MarkdownString).value);
    },
    dispose: (): void => undefined,
  }),
  createTreeView: (): object => ({
    visible: true,
    selection: [],
    onDidChangeVisibility: never,
    dispose: (): void => undefined,
  }),
  withProgress: ({ title }: vscode.ProgressOptions, work: (...given: unknown[]) => unknown): unknown => {
    show('toast', title);
    return work({ report: () => undefined }, { onCancellationRequested: never });
  },
};

const standIn: { [K in keyof typeof vscode]?: unknown } = {
  Disposable,
  EventEmitter,
  MarkdownString,
  ThemeColor,
  ThemeIcon,
  TreeItem,
  window,
  TreeItemCollapsibleState: { None: 0, Collapsed: 1, Expanded: 2 },
  StatusBarAlignment: { Left: 1, Right: 2 },
  QuickPickItemKind: { Separator: -1, Default: 0 },
  QuickInputButtons: { Back: {} },
  InputBoxValidationSeverity: { Info: 1, Warning: 2, Error: 3 },
  ProgressLocation: { Notification: 15 },
  commands: { executeCommand: listening },
  workspace: { getConfiguration: () => ({ get: () => 0 }) },
  env: { language: 'en' },
  l10n: {
    t: (words: string, ...given: readonly unknown[]): string =>
      words.replace(/\{(\d)\}/g, (_hole, index: string) => String(given[Number(index)])),
  },
};

interface Loader {
  _load(request: string, ...others: unknown[]): unknown;
}

const loader = Module as unknown as Loader;
const load = loader._load.bind(loader);
loader._load = (request, ...others) => (request === 'vscode' ? standIn : load(request, ...others));
