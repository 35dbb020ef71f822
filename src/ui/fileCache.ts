import * as vscode from 'vscode';

/** A write takes less; what is older was left by a window that ended before it renamed the file. */
const MAX_TEMPORARY_AGE_MS = 60 * 60_000;

/** Files in the extension's storage folder; the names of an account's files begin with its ID. */
export class FileCache {
  readonly #folder: vscode.Uri;
  readonly #windowId: string;
  #isSwept = false;

  /** `windowId`: keeps two windows from writing to the same file. */
  constructor(folder: vscode.Uri, windowId: string) {
    this.#folder = vscode.Uri.joinPath(folder, 'kept');
    this.#windowId = windowId;
  }

  async read(accountId: string, what: string): Promise<unknown> {
    const bytes = await vscode.workspace.fs.readFile(this.#file(`${accountId} ${what}`, 'json'));
    return JSON.parse(new TextDecoder().decode(bytes));
  }

  /** Writes to a temporary file and renames it, so that the file is never partial. */
  async write(accountId: string, what: string, value: unknown): Promise<void> {
    const { fs } = vscode.workspace;
    const name = `${accountId} ${what}`;
    const temporary = this.#file(`${name} ${this.#windowId}`, 'tmp');
    await fs.createDirectory(this.#folder);
    if (!this.#isSwept) {
      this.#isSwept = true;
      await this.#sweep().catch(() => undefined);
    }
    await fs.writeFile(temporary, new TextEncoder().encode(JSON.stringify(value)));
    await fs.rename(temporary, this.#file(name, 'json'), { overwrite: true });
  }

  async remove(accountId: string): Promise<void> {
    const { fs } = vscode.workspace;
    const prefix = encodeURIComponent(`${accountId} `);
    for (const [name] of await fs.readDirectory(this.#folder)) {
      if (name.startsWith(prefix)) {
        await fs.delete(vscode.Uri.joinPath(this.#folder, name));
      }
    }
  }

  /** Deletes the temporary files of windows that ended while they wrote. Another window may do the same. */
  async #sweep(): Promise<void> {
    const { fs } = vscode.workspace;
    for (const [name] of await fs.readDirectory(this.#folder)) {
      const file = vscode.Uri.joinPath(this.#folder, name);
      if (name.endsWith('.tmp') && (await fs.stat(file)).mtime < Date.now() - MAX_TEMPORARY_AGE_MS) {
        await fs.delete(file);
      }
    }
  }

  #file(name: string, extension: 'json' | 'tmp'): vscode.Uri {
    return vscode.Uri.joinPath(this.#folder, `${encodeURIComponent(name)}.${extension}`);
  }
}
