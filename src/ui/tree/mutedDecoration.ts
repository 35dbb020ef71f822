import * as vscode from 'vscode';

const SCHEME = 'bitrix24-muted';

/** The resource of every muted row, by which it is dimmed. */
export function mutedUri(): vscode.Uri {
  return vscode.Uri.parse(`${SCHEME}:row`);
}

/** Dims muted rows, as VS Code dims ignored files. */
export class MutedDecoration implements vscode.FileDecorationProvider, vscode.Disposable {
  readonly #registration = vscode.window.registerFileDecorationProvider(this);

  provideFileDecoration({ scheme }: vscode.Uri): vscode.FileDecoration | undefined {
    return scheme === SCHEME
      ? new vscode.FileDecoration(undefined, undefined, new vscode.ThemeColor('list.deemphasizedForeground'))
      : undefined;
  }

  dispose(): void {
    this.#registration.dispose();
  }
}
