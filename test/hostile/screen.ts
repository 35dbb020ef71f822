import { useScreen, vscode as standIn } from '../vscodeStandIn';
import type * as vscode from 'vscode';
import { show } from './shown';

/** So much of VS Code as the renderers draw with: what they show is written down, and nobody answers. */
type Simple<T> = { [K in keyof T]?: unknown };

const never = (): { dispose(): void } => ({ dispose: () => undefined });
const listening = (): Promise<undefined> => Promise.resolve(undefined);

/** A box that is left at once, or where something stands in it, accepted. */
function input(shows: (box: Simple<vscode.QuickPick<vscode.QuickPickItem> & vscode.InputBox>) => void): object {
  const accepted = new standIn.EventEmitter<void>();
  const hidden = new standIn.EventEmitter<void>();
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

/** What is shown from here on is written down by `show`. */
export function useHostileScreen(): void {
  useScreen({ window });
}
