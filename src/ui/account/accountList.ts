import type * as vscode from 'vscode';
import { readCredential, writeCredential } from '../../bitrix24/access/credential';
import { accountId } from '../../model/account';
import { entriesIn, FIRST_VERSION_KEY, INDEX_KEY, secretKey } from './secretKeys';
import type { Entry } from './secretKeys';

/** The list of the connected accounts, in the secret storage. */
export class AccountList {
  readonly #secrets: vscode.SecretStorage;

  constructor(secrets: vscode.SecretStorage) {
    this.#secrets = secrets;
  }

  /** Rejects where the list can't be had: it would be written anew without those that are on it. */
  async read(): Promise<readonly Entry[]> {
    return (await this.#kept()) ?? (await this.#fromFirstVersion());
  }

  write(entries: readonly Entry[]): Thenable<void> {
    return this.#secrets.store(INDEX_KEY, JSON.stringify(entries));
  }

  async #kept(): Promise<readonly Entry[] | undefined> {
    const kept = await this.#secrets.get(INDEX_KEY);
    return kept === undefined ? undefined : entriesIn(kept);
  }

  /** The first version kept one credential under one key. */
  async #fromFirstVersion(): Promise<readonly Entry[]> {
    const kept = await this.#secrets.get(FIRST_VERSION_KEY);
    if (kept === undefined) {
      // It may have been moved just now, here or in another window.
      return (await this.#kept()) ?? [];
    }
    const credential = readCredential(kept);
    if (credential === undefined) {
      return [];
    }
    const id = accountId(credential);
    await this.#secrets.store(secretKey(id), writeCredential(credential));
    await this.write([{ id, name: '' }]);
    await this.#secrets.delete(FIRST_VERSION_KEY);
    return [{ id, name: '' }];
  }
}
