import type * as vscode from 'vscode';
import { isSameCredential, parseCredential, serializeCredential } from '../../bitrix24/auth/credential';
import type { Credential } from '../../bitrix24/auth/credential';
import { accountId } from '../../model/account';
import { Emitter } from '../../model/emitter';
import { sanitizeText, toSingleLineName } from '../../model/sanitizeText';
import { field } from '../../model/unknownValue';

/** The key under which the first version stored its only credential. */
export const FIRST_VERSION_KEY = 'bitrix24.credential';

/** The key of the list of connected accounts: `[{"id":"1@https://portal.example","name":"…"}]`. */
export const ACCOUNT_LIST_KEY = 'bitrix24.accounts';

/** An account in the list. */
export interface AccountEntry {
  readonly id: string;
  /** The name the user gave its portal; empty if none. */
  readonly name: string;
}

/** Returns the key of an account's credential. */
export function credentialKey(id: string): string {
  return `bitrix24.credential:${id}`;
}

/** Parses the stored list, each account once; skips entries that can't be parsed. */
export function parseAccountList(kept: string): readonly AccountEntry[] {
  try {
    const list: unknown = JSON.parse(kept);
    const entries = Array.isArray(list) ? list.flatMap(entryIn) : [];
    return entries.filter(({ id }, index) => entries.findIndex(entry => entry.id === id) === index);
  } catch {
    return [];
  }
}

function entryIn(item: unknown): readonly AccountEntry[] {
  const id = field(item, 'id');
  const name = field(item, 'name');
  return typeof id === 'string'
    ? [{ id, name: typeof name === 'string' ? toSingleLineName(sanitizeText(name)) : '' }]
    : [];
}

/** The list of connected accounts, in VS Code's secret storage. */
export class AccountList {
  readonly #secrets: vscode.SecretStorage;

  constructor(secrets: vscode.SecretStorage) {
    this.#secrets = secrets;
  }

  /** Rejects if the storage can't be read: after an empty list, the next write would drop every account. */
  async read(): Promise<readonly AccountEntry[]> {
    return (await this.#kept()) ?? (await this.#fromFirstVersion());
  }

  write(entries: readonly AccountEntry[]): Thenable<void> {
    return this.#secrets.store(ACCOUNT_LIST_KEY, JSON.stringify(entries));
  }

  async #kept(): Promise<readonly AccountEntry[] | undefined> {
    const kept = await this.#secrets.get(ACCOUNT_LIST_KEY);
    return kept === undefined ? undefined : parseAccountList(kept);
  }

  /** Migrates from the first version, which stored a single credential under a single key. */
  async #fromFirstVersion(): Promise<readonly AccountEntry[]> {
    const kept = await this.#secrets.get(FIRST_VERSION_KEY);
    if (kept === undefined) {
      // This or another window may have migrated it in the meantime.
      return (await this.#kept()) ?? [];
    }
    const credential = parseCredential(kept);
    if (credential === undefined) {
      return [];
    }
    const id = accountId(credential);
    await this.#secrets.store(credentialKey(id), serializeCredential(credential));
    await this.write([{ id, name: '' }]);
    await this.#secrets.delete(FIRST_VERSION_KEY);
    return [{ id, name: '' }];
  }
}

/** A connected account: the portal's name and the credential. */
export interface StoredAccount {
  readonly id: string;
  /** The name the user gave the portal; empty if none. */
  readonly name: string;
  readonly credential: Credential;
}

/** The delay before a failed read of the storage is retried. */
const FIRST_RETRY_DELAY_MS = 5_000;
const MAX_RETRY_DELAY_MS = 5 * 60_000;

/**
 * The sole owner of the secrets. Each account has its own secret, so that two windows refreshing the tokens of two
 * portals don't overwrite each other's; another secret lists the accounts with their names.
 */
export class CredentialStore implements vscode.Disposable {
  readonly #secrets: vscode.SecretStorage;
  readonly #list: AccountList;
  readonly #changed = new Emitter<readonly StoredAccount[]>();
  readonly #written = new Emitter();
  readonly #notKept = new Emitter();
  readonly #subscription: vscode.Disposable;
  #reading = 0;
  #listed: readonly AccountEntry[] = [];
  #known: readonly StoredAccount[] = [];
  #isRead = false;
  #changing: Promise<void> = Promise.resolve();
  #again: ReturnType<typeof setTimeout> | undefined;
  #wait = FIRST_RETRY_DELAY_MS;

  /** The credentials were read for the first time or have changed, in this window or another. */
  readonly onDidChange = this.#changed.event;

  /** This window has connected, moved, renamed or disconnected an account. */
  readonly onDidWrite = this.#written.event;

  /** Newer tokens could not be stored. */
  readonly onDidFailToRenew = this.#notKept.event;

  constructor(secrets: vscode.SecretStorage) {
    this.#secrets = secrets;
    this.#list = new AccountList(secrets);
    this.#subscription = secrets.onDidChange(({ key }) => {
      if (key === ACCOUNT_LIST_KEY || this.#listed.some(({ id }) => key === credentialKey(id))) {
        void this.read();
      }
    });
  }

  /** The accounts as last read. */
  get accounts(): readonly StoredAccount[] {
    return this.#known;
  }

  /** Whether a read has finished, even a failed one. */
  get isRead(): boolean {
    return this.#isRead;
  }

  /** Reads the secrets and fires `onDidChange`. If the storage fails, keeps the known accounts and retries later. */
  async read(): Promise<void> {
    const reading = ++this.#reading;
    clearTimeout(this.#again);
    const found = await this.#found().catch(() => undefined);
    if (reading !== this.#reading) {
      return;
    }
    this.#isRead = true;
    if (found === undefined) {
      this.#again = setTimeout(() => void this.read(), this.#wait);
      this.#wait = Math.min(2 * this.#wait, MAX_RETRY_DELAY_MS);
    } else {
      this.#wait = FIRST_RETRY_DELAY_MS;
      this.#listed = found.entries;
      this.#known = found.known;
    }
    this.#changed.fire(this.#known);
  }

  /** Stores an account's credential, replacing the previous one if any. */
  async store(credential: Credential): Promise<void> {
    const id = accountId(credential);
    await this.#oneByOne(async () => {
      const entries = await this.#list.read();
      await this.#secrets.store(credentialKey(id), serializeCredential(credential));
      if (!entries.some(entry => entry.id === id)) {
        await this.#list.write([...entries, { id, name: '' }]);
      }
    });
    await this.read();
  }

  /**
   * Replaces the account `from` with the same one at its new address, keeping its name. If the storage fails midway,
   * neither credential is lost.
   */
  async move(from: string, credential: Credential): Promise<void> {
    const id = accountId(credential);
    await this.#oneByOne(async () => {
      const entries = await this.#list.read();
      const old = entries.find(entry => entry.id === from);
      if (old === undefined) {
        throw new Error('The account is not connected any more.');
      }
      const known = entries.find(entry => entry.id === id);
      const moved = { id, name: old.name || (known?.name ?? '') };
      const listed = (both: readonly AccountEntry[]): Thenable<void> =>
        this.#list.write(entries.flatMap(each => (each === old ? both : each === known ? [] : [each])));
      await this.#secrets.store(credentialKey(id), serializeCredential(credential));
      await listed([moved]);
      // If the old secret can't be deleted, its account stays listed so that the user can disconnect it.
      await this.#secrets.delete(credentialKey(from)).then(undefined, () => listed([moved, old]));
    });
    await this.read();
  }

  async rename(id: string, name: string): Promise<void> {
    await this.#oneByOne(async () => {
      const entries = await this.#list.read();
      await this.#list.write(entries.map(entry => (entry.id === id ? { id, name } : entry)));
    });
    await this.read();
  }

  async forget(id: string): Promise<void> {
    await this.#oneByOne(async () => {
      const entries = await this.#list.read();
      await this.#list.write(entries.filter(entry => entry.id !== id));
      try {
        await this.#secrets.delete(credentialKey(id));
      } catch (error) {
        // The secret still exists: its account is listed again so that the user can retry.
        await this.#list.write(entries);
        throw error;
      }
    });
    await this.read();
  }

  /** Resolves with an account's stored credential, if any. Rejects if the storage can't be read. */
  async credential(id: string): Promise<Credential | undefined> {
    const kept = await this.#secrets.get(credentialKey(id));
    return kept === undefined ? undefined : parseCredential(kept);
  }

  /** Stores newer tokens of a still connected sign-in. Never rejects: they work in this window in any case. */
  async updateTokens(credential: Credential): Promise<void> {
    const id = accountId(credential);
    try {
      const isListed = (await this.#list.read()).some(entry => entry.id === id);
      const kept = await this.credential(id);
      if (isListed && kept !== undefined && isSameCredential(kept, credential)) {
        await this.#secrets.store(credentialKey(id), serializeCredential(credential));
      }
    } catch {
      this.#notKept.fire();
    }
  }

  dispose(): void {
    clearTimeout(this.#again);
    this.#subscription.dispose();
  }

  async #found(): Promise<{
    readonly entries: readonly AccountEntry[];
    readonly known: readonly StoredAccount[];
  }> {
    const entries = await this.#list.read();
    const all = await Promise.all(entries.map(entry => this.#connected(entry)));
    return { entries, known: all.filter(each => each !== undefined) };
  }

  /** Runs changes one at a time: concurrent changes to the list would overwrite each other. */
  async #oneByOne(change: () => Promise<void>): Promise<void> {
    const changed = this.#changing.then(change);
    this.#changing = changed.catch(() => undefined);
    await changed;
    this.#written.fire();
  }

  async #connected({ id, name }: AccountEntry): Promise<StoredAccount | undefined> {
    const credential = await this.credential(id);
    return credential === undefined ? undefined : { id, name, credential };
  }
}
