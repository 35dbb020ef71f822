import * as vscode from 'vscode';

/** Files in the extension's storage folder; the names of an account's files begin with its ID. */
export class FileCache {
  readonly #folder: vscode.Uri;
  readonly #window: string;

  /** `window`: the window's ID, so that no two windows write to the same file. */
  constructor(folder: vscode.Uri, window: string) {
    this.#folder = vscode.Uri.joinPath(folder, 'kept');
    this.#window = window;
  }

  async read(accountId: string, what: string): Promise<unknown> {
    const bytes = await vscode.workspace.fs.readFile(this.#file(accountId, what));
    return JSON.parse(new TextDecoder().decode(bytes));
  }

  /** Writes to a temporary file and renames it, so that the file is never partial. */
  async write(accountId: string, what: string, value: unknown): Promise<void> {
    const { fs } = vscode.workspace;
    const draft = this.#file(accountId, `${what} ${this.#window}`);
    await fs.createDirectory(this.#folder);
    await fs.writeFile(draft, new TextEncoder().encode(JSON.stringify(value)));
    await fs.rename(draft, this.#file(accountId, what), { overwrite: true });
  }

  async remove(accountId: string): Promise<void> {
    const { fs } = vscode.workspace;
    const beginning = encodeURIComponent(`${accountId} `);
    for (const [name] of await fs.readDirectory(this.#folder)) {
      if (name.startsWith(beginning)) {
        await fs.delete(vscode.Uri.joinPath(this.#folder, name));
      }
    }
  }

  #file(accountId: string, what: string): vscode.Uri {
    return vscode.Uri.joinPath(this.#folder, `${encodeURIComponent(`${accountId} ${what}`)}.json`);
  }
}
