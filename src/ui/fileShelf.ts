import * as vscode from 'vscode';

/** A file for each account, in the folder that VS Code gives the extension. */
export class FileShelf {
  readonly #folder: vscode.Uri;
  readonly #window: string;

  /** `window`: its id, so that two windows do not write the same file at once. */
  constructor(folder: vscode.Uri, window: string) {
    this.#folder = vscode.Uri.joinPath(folder, 'lists');
    this.#window = window;
  }

  async read(accountId: string): Promise<unknown> {
    const bytes = await vscode.workspace.fs.readFile(this.#file(accountId));
    return JSON.parse(new TextDecoder().decode(bytes));
  }

  /** A file that is renamed is there as a whole or not at all. */
  async write(accountId: string, value: unknown): Promise<void> {
    const { fs } = vscode.workspace;
    const draft = this.#file(`${accountId} ${this.#window}`);
    await fs.createDirectory(this.#folder);
    await fs.writeFile(draft, new TextEncoder().encode(JSON.stringify(value)));
    await fs.rename(draft, this.#file(accountId), { overwrite: true });
  }

  async remove(accountId: string): Promise<void> {
    const { fs } = vscode.workspace;
    const name = encodeURIComponent(accountId);
    for (const [file] of await fs.readDirectory(this.#folder)) {
      if (file === `${name}.json` || file.startsWith(`${name}%20`)) {
        await fs.delete(vscode.Uri.joinPath(this.#folder, file));
      }
    }
  }

  #file(name: string): vscode.Uri {
    return vscode.Uri.joinPath(this.#folder, `${encodeURIComponent(name)}.json`);
  }
}
