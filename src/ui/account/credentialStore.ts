import type * as vscode from 'vscode';
import {
  type Credential,
  isSameCredential,
  parseCredential,
  serializeCredential,
} from '../../bitrix24/auth/credential';
import { accountId } from '../../model/account';
import { Emitter } from '../../model/emitter';
import { sanitizeText, toSingleLineName } from '../../model/sanitizeText';
import { propertiesOf } from '../../model/unknownValue';

/** The key of the list of connected accounts: `[{"id":"1@https://portal.example","name":"…"}]`. */
export const ACCOUNT_LIST_KEY = 'bitrix24.accounts';

/** An account in the list. */
interface AccountEntry {
  readonly id: string;
  /** The name the user gave its portal; empty if none. */
  readonly name: string;
}

/** Returns the key of an account's credential. */
export function credentialKey(id: string): string {
  return `bitrix24.credential:${id}`;
}

/** Parses the stored list, each account once; skips entries that can't be parsed. */
export function parseAccountEntries(stored: string): readonly AccountEntry[] {
  try {
    const list: unknown = JSON.parse(stored);
    const entries = Array.isArray(list) ? list.flatMap(parseAccountEntry) : [];
    return entries.filter(({ id }, index) => entries.findIndex(entry => entry.id === id) === index);
  } catch {
    return [];
  }
}

function parseAccountEntry(item: unknown): readonly AccountEntry[] {
  const { id, name } = propertiesOf(item);
  return typeof id === 'string'
    ? [{ id, name: typeof name === 'string' ? toSingleLineName(sanitizeText(name)) : '' }]
    : [];
}

/** A connected account: the portal's name and the credential. */
export interface StoredAccount extends AccountEntry {
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
  readonly #changed = new Emitter<readonly StoredAccount[]>();
  readonly #written = new Emitter();
  readonly #renewalFailed = new Emitter();
  readonly #subscription: vscode.Disposable;
  #latestRead = 0;
  #entries: readonly AccountEntry[] = [];
  #accounts: readonly StoredAccount[] = [];
  #isRead = false;
  #isDisposed = false;
  #lastWrite: Promise<void> = Promise.resolve();
  #retryTimer: ReturnType<typeof setTimeout> | undefined;
  #retryDelayMs = FIRST_RETRY_DELAY_MS;

  /** The credentials were read for the first time or have changed, in this window or another. */
  readonly onDidChange = this.#changed.event;

  /** This window has connected, moved, renamed or disconnected an account. */
  readonly onDidWrite = this.#written.event;

  /** Newer tokens could not be stored. */
  readonly onDidFailToRenew = this.#renewalFailed.event;

  constructor(secrets: vscode.SecretStorage) {
    this.#secrets = secrets;
    this.#subscription = secrets.onDidChange(({ key }) => {
      if (key === ACCOUNT_LIST_KEY || this.#entries.some(({ id }) => key === credentialKey(id))) {
        void this.read();
      }
    });
  }

  /** The accounts as last read. */
  get accounts(): readonly StoredAccount[] {
    return this.#accounts;
  }

  /** Whether a read has finished, even a failed one. */
  get isRead(): boolean {
    return this.#isRead;
  }

  /**
   * Reads the secrets; fires `onDidChange` if it is the first time or an account, name or credential has changed. If
   * the storage fails, keeps the known accounts and retries later.
   */
  async read(): Promise<void> {
    const read = ++this.#latestRead;
    clearTimeout(this.#retryTimer);
    const stored = await this.#readAll().catch(() => undefined);
    if (read !== this.#latestRead || this.#isDisposed) return;
    let isChanged = !this.#isRead;
    this.#isRead = true;
    if (stored === undefined) {
      this.#retryTimer = setTimeout(() => void this.read(), this.#retryDelayMs);
      this.#retryDelayMs = Math.min(2 * this.#retryDelayMs, MAX_RETRY_DELAY_MS);
    } else {
      this.#retryDelayMs = FIRST_RETRY_DELAY_MS;
      this.#entries = stored.entries;
      if (!isSameList(this.#accounts, stored.accounts)) {
        this.#accounts = stored.accounts;
        isChanged = true;
      }
    }
    if (isChanged) {
      this.#changed.fire(this.#accounts);
    }
  }

  /** Stores an account's credential, replacing the previous one if any. */
  async store(credential: Credential): Promise<void> {
    const id = accountId(credential);
    await this.#change(async entries => {
      await this.#secrets.store(credentialKey(id), serializeCredential(credential));
      if (!entries.some(entry => entry.id === id)) {
        await this.#writeList([...entries, { id, name: '' }]);
      }
    });
  }

  /**
   * Replaces the account `from` with the same one at its new address, keeping its name. If the storage fails midway,
   * neither credential is lost.
   */
  async move(from: string, credential: Credential): Promise<void> {
    const id = accountId(credential);
    await this.#change(async entries => {
      const old = entries.find(entry => entry.id === from);
      if (old === undefined) throw new Error('The account is not connected any more.');
      const existing = entries.find(entry => entry.id === id);
      const moved = { id, name: old.name || (existing?.name ?? '') };
      const replaceOld = (by: readonly AccountEntry[]): Thenable<void> =>
        this.#writeList(entries.flatMap(each => (each === old ? by : each === existing ? [] : [each])));
      await this.#secrets.store(credentialKey(id), serializeCredential(credential));
      await replaceOld([moved]);
      // If the old secret can't be deleted, its account stays listed so that the user can disconnect it.
      await this.#secrets.delete(credentialKey(from)).then(undefined, () => replaceOld([moved, old]));
    });
  }

  async rename(id: string, name: string): Promise<void> {
    await this.#change(entries => this.#writeList(entries.map(entry => (entry.id === id ? { id, name } : entry))));
  }

  async forget(id: string): Promise<void> {
    await this.#change(async entries => {
      await this.#writeList(entries.filter(entry => entry.id !== id));
      try {
        await this.#secrets.delete(credentialKey(id));
      } catch (error) {
        // The secret still exists: its account is listed again so that the user can retry.
        await this.#writeList(entries);
        throw error;
      }
    });
  }

  /** Resolves with an account's stored credential, if any. Rejects if the storage can't be read. */
  async credential(id: string): Promise<Credential | undefined> {
    const stored = await this.#secrets.get(credentialKey(id));
    return stored === undefined ? undefined : parseCredential(stored);
  }

  /** Stores newer tokens of a still connected sign-in. Never rejects: they work in this window in any case. */
  async updateTokens(credential: Credential): Promise<void> {
    const id = accountId(credential);
    try {
      const isListed = (await this.#readList()).some(entry => entry.id === id);
      const stored = await this.credential(id);
      if (isListed && stored !== undefined && isSameCredential(stored, credential)) {
        await this.#secrets.store(credentialKey(id), serializeCredential(credential));
      }
    } catch {
      this.#renewalFailed.fire();
    }
  }

  dispose(): void {
    this.#isDisposed = true;
    clearTimeout(this.#retryTimer);
    this.#subscription.dispose();
  }

  async #readAll(): Promise<{ entries: readonly AccountEntry[]; accounts: readonly StoredAccount[] }> {
    const entries = await this.#readList();
    const accounts = await Promise.all(
      entries.map(async ({ id, name }) => {
        const credential = await this.credential(id);
        return credential === undefined ? [] : [{ id, name, credential }];
      }),
    );
    return { entries, accounts: accounts.flat() };
  }

  /** Rejects if the storage can't be read: after an empty list, the next write would drop every account. */
  async #readList(): Promise<readonly AccountEntry[]> {
    return parseAccountEntries((await this.#secrets.get(ACCOUNT_LIST_KEY)) ?? '');
  }

  #writeList(entries: readonly AccountEntry[]): Thenable<void> {
    return this.#secrets.store(ACCOUNT_LIST_KEY, JSON.stringify(entries));
  }

  /** Runs changes to the list one at a time: concurrent ones would overwrite each other. Then reads the secrets anew. */
  async #change(change: (entries: readonly AccountEntry[]) => Thenable<void>): Promise<void> {
    const written = this.#lastWrite.then(async () => {
      await change(await this.#readList());
    });
    this.#lastWrite = written.catch(() => undefined);
    await written;
    this.#written.fire();
    await this.read();
  }
}

function isSameList(before: readonly StoredAccount[], after: readonly StoredAccount[]): boolean {
  const comparable = (accounts: readonly StoredAccount[]): string =>
    JSON.stringify(accounts.map(({ id, name, credential }) => [id, name, serializeCredential(credential)]));
  return comparable(before) === comparable(after);
}
