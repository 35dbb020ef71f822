import type * as vscode from 'vscode';
import {
  type Credential,
  isSameCredential,
  parseCredential,
  serializeCredential,
} from '../../bitrix24/auth/credential';
import { type Account, accountId } from '../../model/account';
import { Emitter } from '../../model/emitter';
import {
  type AccountEntry,
  findAccountIds,
  newEntry,
  parseAccountEntries,
  removedEntry,
  renamedEntry,
  replaceEntries,
  serializeAccountEntries,
  supersedes,
} from './accountList';

/** The key of the list of accounts: `[{"id":"1@https://portal.example","name":"…",…}]`. */
export const ACCOUNT_LIST_KEY = 'bitrix24.accounts';

/** Returns the key of an account's credential. */
export function credentialKey(id: string): string {
  return `bitrix24.credential:${id}`;
}

/** A connected account: the portal's name and the credential. */
export interface StoredAccount extends Pick<AccountEntry, 'id' | 'name'> {
  readonly credential: Credential;
}

/** The list of accounts is something else than a list. Nothing is written over it until the user wants it rebuilt. */
export class UnreadableListError extends Error {}

/** How long a write may take to reach the other windows. */
const WRITE_DELAY_MS = 10_000;

/** The delay before a failed read of the storage is retried. */
const FIRST_RETRY_DELAY_MS = 5_000;
const MAX_RETRY_DELAY_MS = 5 * 60_000;

/**
 * The sole owner of the secrets. Each account has its own secret, so that two windows refreshing the tokens of two
 * portals don't overwrite each other's; another secret lists the accounts with their names. If another window
 * overwrites this one's changes to the list, as neither had seen the other's, they are written again.
 */
export class CredentialStore implements vscode.Disposable {
  readonly #secrets: vscode.SecretStorage;
  readonly #changed = new Emitter<readonly StoredAccount[]>();
  readonly #written = new Emitter();
  readonly #renewalFailed = new Emitter<Account>();
  readonly #listFoundUnreadable = new Emitter();
  readonly #subscription: vscode.Disposable;
  #latestRead = 0;
  #entries: readonly AccountEntry[] = [];
  /** This window's changes to the list, until later ones replace them. */
  #ownEntries: readonly AccountEntry[] = [];
  /** The credentials that this window has stored, and when. */
  readonly #ownSecrets = new Map<string, { readonly text: string; readonly at: number }>();
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
    this.#secrets = secrets;
    this.#subscription = secrets.onDidChange(({ key }) => {
      const ids = [...this.#entries.map(({ id }) => id), ...this.#ownSecrets.keys()];
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
    const stored = await this.#readAll().catch((error: unknown) =>
      error instanceof UnreadableListError ? 'unreadable' : 'failed',
    );
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
      if (this.#needsRepair(stored)) {
        void this.#enqueue(() => this.#repair()).catch(() => undefined);
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
      await this.#storeSecret(credential);
      if (entry?.isRemoved !== false) {
        const others = entries.filter(each => each !== entry);
        await this.#writeEntries(others, [newEntry(id, '', entry)]);
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
      await this.#storeSecret(credential);
      const others = entries.filter(each => each !== existing);
      const all = others.flatMap(each => (each === old ? [moved, removed] : [each]));
      await this.#writeEntries(all, [moved, removed]);
      // If the old secret can't be deleted, its account stays listed so that the user can disconnect it.
      await this.#secrets
        .delete(credentialKey(from))
        .then(undefined, () => this.#writeEntries(all, [newEntry(from, old.name, removed)]));
    });
  }

  async rename(id: string, name: string): Promise<void> {
    await this.#change(async entries => {
      const entry = entries.find(each => each.id === id && !each.isRemoved);
      await (entry && this.#writeEntries(entries, [renamedEntry(entry, name)]));
    });
  }

  async forget(id: string): Promise<void> {
    await this.#change(async entries => {
      const entry = entries.find(each => each.id === id && !each.isRemoved);
      const removed = entry && removedEntry(entry);
      await (removed && this.#writeEntries(entries, [removed]));
      try {
        await this.#secrets.delete(credentialKey(id));
      } catch (error) {
        // The secret still exists: its account is listed again so that the user can retry.
        await (entry && this.#writeEntries(entries, [newEntry(id, entry.name, removed)]));
        throw error;
      }
    });
  }

  /**
   * Replaces a list that can't be parsed with the accounts that it names or this window knows, if their credentials are
   * still stored. Leaves any other list as it is.
   */
  async rebuildList(): Promise<void> {
    await this.#enqueue(async () => {
      const stored = (await this.#secrets.get(ACCOUNT_LIST_KEY)) ?? '';
      if (parseAccountEntries(stored) !== undefined) return;
      const own = this.#withOwnEntries([]);
      const ids = new Set([...findAccountIds(stored), ...this.#accounts.map(({ id }) => id)]);
      const found: AccountEntry[] = [];
      for (const id of ids) {
        const credential = await this.credential(id);
        if (credential !== undefined && accountId(credential) === id) {
          const name = this.#accounts.find(account => account.id === id)?.name ?? '';
          const previous = own.find(entry => entry.id === id);
          found.push(newEntry(id, name, previous));
        }
      }
      await this.#writeEntries(own, found);
    });
    this.#written.fire();
    await this.read();
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
      await this.#enqueue(async () => {
        const isListed = await this.#isListed(id);
        const stored = await this.credential(id);
        if (isListed && stored !== undefined && isSameCredential(stored, credential)) {
          await this.#storeSecret(credential);
          await this.#repair().catch(() => undefined);
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

  async #readAll(): Promise<{ entries: readonly AccountEntry[]; accounts: readonly StoredAccount[] }> {
    const stored = await this.#readStoredEntries();
    const accounts = await Promise.all(
      this.#withOwnEntries(stored).map(async ({ id, name, isRemoved }) => {
        const credential = isRemoved ? undefined : await this.credential(id);
        return credential === undefined ? [] : [{ id, name, credential }];
      }),
    );
    return { entries: stored, accounts: accounts.flat() };
  }

  /** Rejects if the list can't be read or parsed: after an empty one, the next write would drop every account. */
  async #readStoredEntries(): Promise<readonly AccountEntry[]> {
    const stored = parseAccountEntries((await this.#secrets.get(ACCOUNT_LIST_KEY)) ?? '');
    if (stored === undefined) throw new UnreadableListError();
    const isLatest = (own: AccountEntry): boolean => {
      const other = stored.find(({ id }) => id === own.id);
      return other === undefined || !supersedes(other, own);
    };
    this.#ownEntries = this.#ownEntries.filter(isLatest);
    return stored;
  }

  async #readEntries(): Promise<readonly AccountEntry[]> {
    return this.#withOwnEntries(await this.#readStoredEntries());
  }

  /** Whether an account is connected: if the list can't be parsed, one whose credential is stored still is. */
  async #isListed(id: string): Promise<boolean> {
    try {
      return (await this.#readEntries()).some(entry => entry.id === id && !entry.isRemoved);
    } catch (error) {
      if (error instanceof UnreadableListError) return true;
      throw error;
    }
  }

  #withOwnEntries(stored: readonly AccountEntry[]): readonly AccountEntry[] {
    return replaceEntries(stored, this.#overwrittenEntries(stored));
  }

  /** This window's changes that are not in the stored list. */
  #overwrittenEntries(stored: readonly AccountEntry[]): readonly AccountEntry[] {
    return this.#ownEntries.filter(own =>
      supersedes(
        own,
        stored.find(({ id }) => id === own.id),
      ),
    );
  }

  /** Stores the list with these changes. */
  async #writeEntries(entries: readonly AccountEntry[], changed: readonly AccountEntry[]): Promise<void> {
    const before = this.#ownEntries;
    this.#ownEntries = replaceEntries(before, changed);
    try {
      await this.#storeEntries(replaceEntries(entries, changed));
    } catch (error) {
      this.#ownEntries = before;
      throw error;
    }
  }

  #storeEntries(entries: readonly AccountEntry[]): Thenable<void> {
    return this.#secrets.store(ACCOUNT_LIST_KEY, serializeAccountEntries(entries, Date.now()));
  }

  #storeSecret(credential: Credential): Thenable<void> {
    const id = accountId(credential);
    const text = serializeCredential(credential);
    this.#ownSecrets.set(id, { text, at: Date.now() });
    return this.#secrets.store(credentialKey(id), text);
  }

  #needsRepair({
    entries,
    accounts,
  }: {
    entries: readonly AccountEntry[];
    accounts: readonly StoredAccount[];
  }): boolean {
    const isMissing = ({ id, isRemoved }: AccountEntry): boolean =>
      !isRemoved && !accounts.some(account => account.id === id);
    return (
      this.#overwrittenEntries(entries).length > 0 ||
      this.#recentlyStored(entries).some(entry => entry.isRemoved || isMissing(entry))
    );
  }

  /** The accounts whose credential this window stored so recently that another one may not have known it. */
  #recentlyStored(entries: readonly AccountEntry[]): readonly AccountEntry[] {
    const since = Date.now() - WRITE_DELAY_MS;
    return entries.filter(({ id }) => (this.#ownSecrets.get(id)?.at ?? 0) > since);
  }

  /**
   * Writes this window's changes again if another one has overwritten them. Of the credentials that it stored, deletes
   * those of accounts that another window has removed, and stores those again that it deleted although they are listed.
   */
  async #repair(): Promise<void> {
    const stored = await this.#readStoredEntries();
    const entries = this.#withOwnEntries(stored);
    if (this.#overwrittenEntries(stored).length > 0) {
      await this.#storeEntries(entries);
    }
    for (const { id, isRemoved } of this.#recentlyStored(entries)) {
      const secret = await this.#secrets.get(credentialKey(id));
      const own = this.#ownSecrets.get(id)?.text;
      // Anything else was stored by another window, for an account that it has connected again.
      if (isRemoved && secret === own) {
        await this.#secrets.delete(credentialKey(id));
      } else if (!isRemoved && secret === undefined && own !== undefined) {
        await this.#secrets.store(credentialKey(id), own);
      }
    }
  }

  /** Changes the list, given all its entries. Then reads the secrets anew. */
  async #change(change: (entries: readonly AccountEntry[]) => Promise<void>): Promise<void> {
    await this.#enqueue(async () => change(await this.#readEntries()));
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
