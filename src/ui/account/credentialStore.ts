import type * as vscode from 'vscode';
import { type Credential, isSameCredential, serializeCredential } from '../../bitrix24/auth/credential';
import { type Account, accountId } from '../../model/account';
import { Emitter } from '../../model/emitter';
import { type AccountEntry, newEntry, removedEntry, renamedEntry } from './accountList';
import {
  ACCOUNT_LIST_KEY,
  AccountSecrets,
  credentialKey,
  type StoredAccount,
  UnreadableListError,
} from './accountSecrets';

/** The delay before a failed read of the storage is retried. */
const FIRST_RETRY_DELAY_MS = 5_000;
const MAX_RETRY_DELAY_MS = 5 * 60_000;

/**
 * The sole owner of the secrets. Each account has its own secret, so that two windows refreshing the tokens of two
 * portals don't overwrite each other's; another secret lists the accounts with their names.
 */
export class CredentialStore implements vscode.Disposable {
  readonly #secrets: AccountSecrets;
  readonly #changed = new Emitter<readonly StoredAccount[]>();
  readonly #written = new Emitter();
  readonly #renewalFailed = new Emitter<Account>();
  readonly #listFoundUnreadable = new Emitter();
  readonly #subscription: vscode.Disposable;
  #latestRead = 0;
  #entries: readonly AccountEntry[] = [];
  #accounts: readonly StoredAccount[] = [];
  #isRead = false;
  #isListUnreadable = false;
  #isDisposed = false;
  /** Reads and writes that belong together, one after the other: concurrent ones would overwrite each other. */
  #queue: Promise<void> = Promise.resolve();
  #retryTimer: ReturnType<typeof setTimeout> | undefined;
  #retryDelayMs = FIRST_RETRY_DELAY_MS;

  /** The credentials were read for the first time or have changed, in this window or another. */
  readonly onDidChange = this.#changed.event;

  /** This window has connected, moved, renamed or disconnected an account. */
  readonly onDidWrite = this.#written.event;

  /** The newer tokens of an account could not be stored. */
  readonly onDidFailToRenew = this.#renewalFailed.event;

  /** A read has found that the list of accounts can't be parsed any more, or not from the beginning. */
  readonly onDidFindListUnreadable = this.#listFoundUnreadable.event;

  constructor(secrets: vscode.SecretStorage) {
    this.#secrets = new AccountSecrets(secrets);
    this.#subscription = secrets.onDidChange(({ key }) => {
      const ids = [...this.#entries.map(({ id }) => id), ...this.#secrets.storedIds];
      if (key === ACCOUNT_LIST_KEY || ids.some(id => key === credentialKey(id))) {
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
   * the storage fails or the list can't be parsed, keeps the known accounts and retries later.
   */
  async read(): Promise<void> {
    const read = ++this.#latestRead;
    clearTimeout(this.#retryTimer);
    const stored = await this.#secrets
      .readAll()
      .catch((error: unknown) => (error instanceof UnreadableListError ? 'unreadable' : 'failed'));
    if (read !== this.#latestRead || this.#isDisposed) return;
    const wasListUnreadable = this.#isListUnreadable;
    this.#isListUnreadable = stored === 'unreadable';
    let isChanged = !this.#isRead;
    this.#isRead = true;
    if (typeof stored === 'string') {
      this.#retryTimer = setTimeout(() => void this.read(), this.#retryDelayMs);
      this.#retryDelayMs = Math.min(2 * this.#retryDelayMs, MAX_RETRY_DELAY_MS);
    } else {
      this.#retryDelayMs = FIRST_RETRY_DELAY_MS;
      this.#entries = stored.entries;
      if (!isSameList(this.#accounts, stored.accounts)) {
        this.#accounts = stored.accounts;
        isChanged = true;
      }
      if (this.#secrets.needsRepair(stored)) {
        void this.#enqueue(() => this.#secrets.repair()).catch(() => undefined);
      }
    }
    if (isChanged) {
      this.#changed.fire(this.#accounts);
    }
    if (this.#isListUnreadable && !wasListUnreadable) {
      this.#listFoundUnreadable.fire();
    }
  }

  /** Stores an account's credential, replacing the previous one if any. */
  async store(credential: Credential): Promise<void> {
    const id = accountId(credential);
    await this.#change(async entries => {
      const entry = entries.find(each => each.id === id);
      await this.#secrets.storeCredential(credential);
      if (entry?.isRemoved !== false) {
        const others = entries.filter(each => each !== entry);
        await this.#secrets.writeEntries(others, [newEntry(id, '', entry)]);
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
      const old = entries.find(entry => entry.id === from && !entry.isRemoved);
      if (old === undefined) throw new Error('The account is not connected any more.');
      const existing = entries.find(entry => entry.id === id);
      const moved = newEntry(id, old.name || (existing?.name ?? ''), existing);
      const removed = removedEntry(old);
      await this.#secrets.storeCredential(credential);
      const others = entries.filter(each => each !== existing);
      const all = others.flatMap(each => (each === old ? [moved, removed] : [each]));
      await this.#secrets.writeEntries(all, [moved, removed]);
      // If the old secret can't be deleted, its account stays listed so that the user can disconnect it.
      await this.#secrets
        .deleteCredential(from)
        .then(undefined, () => this.#secrets.writeEntries(all, [newEntry(from, old.name, removed)]));
    });
  }

  async rename(id: string, name: string): Promise<void> {
    await this.#change(async entries => {
      const entry = entries.find(each => each.id === id && !each.isRemoved);
      await (entry && this.#secrets.writeEntries(entries, [renamedEntry(entry, name)]));
    });
  }

  async forget(id: string): Promise<void> {
    await this.#change(async entries => {
      const entry = entries.find(each => each.id === id && !each.isRemoved);
      const removed = entry && removedEntry(entry);
      await (removed && this.#secrets.writeEntries(entries, [removed]));
      try {
        await this.#secrets.deleteCredential(id);
      } catch (error) {
        // The secret still exists: its account is listed again so that the user can retry.
        await (entry && this.#secrets.writeEntries(entries, [newEntry(id, entry.name, removed)]));
        throw error;
      }
    });
  }

  /**
   * Replaces a list that can't be parsed with the accounts that it names or this window knows, if their credentials are
   * still stored. Leaves any other list as it is.
   */
  async rebuildList(): Promise<void> {
    await this.#enqueue(() => this.#secrets.rebuildList(this.#accounts));
    this.#written.fire();
    await this.read();
  }

  /** Resolves with an account's stored credential, if any. Rejects if the storage can't be read. */
  credential(id: string): Promise<Credential | undefined> {
    return this.#secrets.credential(id);
  }

  /** Stores newer tokens of a still connected sign-in. Never rejects: they work in this window in any case. */
  async updateTokens(credential: Credential): Promise<void> {
    const id = accountId(credential);
    try {
      await this.#enqueue(async () => {
        const isListed = await this.#secrets.isListed(id);
        const stored = await this.#secrets.credential(id);
        if (isListed && stored !== undefined && isSameCredential(stored, credential)) {
          await this.#secrets.storeCredential(credential);
          await this.#secrets.repair().catch(() => undefined);
        }
      });
    } catch {
      this.#renewalFailed.fire({ origin: credential.origin, userId: credential.userId });
    }
  }

  /** Resolves when no write is in progress. Never rejects. */
  async settled(): Promise<void> {
    let last: Promise<void> | undefined;
    while (last !== this.#queue) {
      last = this.#queue;
      await last;
    }
  }

  dispose(): void {
    this.#isDisposed = true;
    clearTimeout(this.#retryTimer);
    this.#subscription.dispose();
  }

  /** Changes the list, given all its entries. Then reads the secrets anew. */
  async #change(change: (entries: readonly AccountEntry[]) => Promise<void>): Promise<void> {
    await this.#enqueue(async () => change(await this.#secrets.readEntries()));
    this.#written.fire();
    await this.read();
  }

  #enqueue(work: () => Promise<void>): Promise<void> {
    const done = this.#queue.then(work);
    this.#queue = done.catch(() => undefined);
    return done;
  }
}

function isSameList(before: readonly StoredAccount[], after: readonly StoredAccount[]): boolean {
  const comparable = (accounts: readonly StoredAccount[]): string =>
    JSON.stringify(accounts.map(({ id, name, credential }) => [id, name, serializeCredential(credential)]));
  return comparable(before) === comparable(after);
}
