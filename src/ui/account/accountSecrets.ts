import type * as vscode from 'vscode';
import { type Credential, parseCredential, serializeCredential } from '../../bitrix24/auth/credential';
import { accountId } from '../../model/account';
import {
  type AccountEntry,
  findAccountIds,
  newEntry,
  parseAccountEntries,
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

type Secrets = Pick<vscode.SecretStorage, 'get' | 'store' | 'delete'>;

/** The list of accounts and their credentials, as read. */
interface StoredAccounts {
  readonly entries: readonly AccountEntry[];
  readonly accounts: readonly StoredAccount[];
}

/**
 * Reads and writes the secrets, and remembers what this window wrote: if another window, which had not seen it yet,
 * overwrites it, {@link repair} writes it again. Its promises reject if the storage fails.
 */
export class AccountSecrets {
  readonly #secrets: Secrets;
  /** This window's changes to the list, until later ones replace them. */
  #ownEntries: readonly AccountEntry[] = [];
  /** The credentials that this window has stored, and when. */
  readonly #ownSecrets = new Map<string, { readonly text: string; readonly at: number }>();

  constructor(secrets: Secrets) {
    this.#secrets = secrets;
  }

  /** The IDs of the accounts whose credential this window has stored. */
  get storedIds(): readonly string[] {
    return [...this.#ownSecrets.keys()];
  }

  async readAll(): Promise<StoredAccounts> {
    const stored = await this.#readStoredEntries();
    const accounts = await Promise.all(
      this.#withOwnEntries(stored).map(async ({ id, name, isRemoved }) => {
        const credential = isRemoved ? undefined : await this.credential(id);
        return credential === undefined ? [] : [{ id, name, credential }];
      }),
    );
    return { entries: stored, accounts: accounts.flat() };
  }

  /** Rejects with an {@link UnreadableListError} if the list can't be parsed. */
  async readEntries(): Promise<readonly AccountEntry[]> {
    return this.#withOwnEntries(await this.#readStoredEntries());
  }

  /** Whether an account is connected: if the list can't be parsed, one whose credential is stored still is. */
  async isListed(id: string): Promise<boolean> {
    try {
      return (await this.readEntries()).some(entry => entry.id === id && !entry.isRemoved);
    } catch (error) {
      if (error instanceof UnreadableListError) return true;
      throw error;
    }
  }

  /** Stores the list with these changes. */
  async writeEntries(entries: readonly AccountEntry[], changed: readonly AccountEntry[]): Promise<void> {
    const before = this.#ownEntries;
    this.#ownEntries = replaceEntries(before, changed);
    try {
      await this.#storeEntries(replaceEntries(entries, changed));
    } catch (error) {
      this.#ownEntries = before;
      throw error;
    }
  }

  /** Resolves with an account's stored credential, if any. */
  async credential(id: string): Promise<Credential | undefined> {
    const stored = await this.#secrets.get(credentialKey(id));
    return stored === undefined ? undefined : parseCredential(stored);
  }

  storeCredential(credential: Credential): Thenable<void> {
    const id = accountId(credential);
    const text = serializeCredential(credential);
    this.#ownSecrets.set(id, { text, at: Date.now() });
    return this.#secrets.store(credentialKey(id), text);
  }

  /** Whether another window has overwritten what this one wrote, or removed an account whose credential this one stored. */
  needsRepair({ entries, accounts }: StoredAccounts): boolean {
    const isMissing = ({ id, isRemoved }: AccountEntry): boolean =>
      !isRemoved && !accounts.some(account => account.id === id);
    return (
      this.#overwrittenEntries(entries).length > 0 ||
      this.#recentlyStored(entries).some(entry => entry.isRemoved || isMissing(entry))
    );
  }

  deleteCredential(id: string): Thenable<void> {
    return this.#secrets.delete(credentialKey(id));
  }

  /**
   * Replaces a list that can't be parsed with the accounts that it names or that are `known`, if their credentials are
   * still stored. Leaves any other list as it is.
   */
  async rebuildList(known: readonly StoredAccount[]): Promise<void> {
    const stored = (await this.#secrets.get(ACCOUNT_LIST_KEY)) ?? '';
    if (parseAccountEntries(stored) !== undefined) return;
    const own = this.#withOwnEntries([]);
    const ids = new Set([...findAccountIds(stored), ...known.map(({ id }) => id)]);
    const found: AccountEntry[] = [];
    for (const id of ids) {
      const credential = await this.credential(id);
      if (credential !== undefined && accountId(credential) === id) {
        const name = known.find(account => account.id === id)?.name ?? '';
        const previous = own.find(entry => entry.id === id);
        found.push(newEntry(id, name, previous));
      }
    }
    await this.writeEntries(own, found);
  }

  /**
   * Writes this window's changes again if another one has overwritten them. Of the credentials that it stored, deletes
   * those of accounts that another window has removed, and stores those again that it deleted although they are listed.
   */
  async repair(): Promise<void> {
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

  #storeEntries(entries: readonly AccountEntry[]): Thenable<void> {
    return this.#secrets.store(ACCOUNT_LIST_KEY, serializeAccountEntries(entries, Date.now()));
  }

  /** The accounts whose credential this window stored so recently that another one may not have known it. */
  #recentlyStored(entries: readonly AccountEntry[]): readonly AccountEntry[] {
    const since = Date.now() - WRITE_DELAY_MS;
    return entries.filter(({ id }) => (this.#ownSecrets.get(id)?.at ?? 0) > since);
  }
}
