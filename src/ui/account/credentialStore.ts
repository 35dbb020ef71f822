import type * as vscode from 'vscode';
import { isSameWayIn, readCredential, writeCredential } from '../../bitrix24/access/credential';
import type { Credential } from '../../bitrix24/access/credential';
import { accountId } from '../../model/account';
import { Emitter } from '../../model/emitter';
import { AccountList } from './accountList';
import { INDEX_KEY, secretKey } from './secretKeys';
import type { Entry } from './secretKeys';

/** A portal that is connected: what it is called, and the way in. */
export interface Connected {
  readonly id: string;
  /** What a person calls it; empty where they gave it no name. */
  readonly name: string;
  readonly credential: Credential;
}

/** Until the storage is read again that gave nothing. */
const FIRST_WAIT_MS = 5_000;
const LONGEST_WAIT_MS = 5 * 60_000;

/**
 * The one owner of the secrets. Each account has a secret of its own, so that two windows that renew the tokens of two
 * portals don't undo each other's; a further one lists the accounts with their names.
 */
export class CredentialStore implements vscode.Disposable {
  readonly #secrets: vscode.SecretStorage;
  readonly #list: AccountList;
  readonly #changed = new Emitter<readonly Connected[]>();
  readonly #written = new Emitter();
  readonly #notKept = new Emitter();
  readonly #subscription: vscode.Disposable;
  #reading = 0;
  #listed: readonly Entry[] = [];
  #known: readonly Connected[] = [];
  #isRead = false;
  #changing: Promise<void> = Promise.resolve();
  #again: ReturnType<typeof setTimeout> | undefined;
  #wait = FIRST_WAIT_MS;

  /** The credentials were read for the first time, or are others now, stored here or in another window. */
  readonly onDidChange = this.#changed.event;

  /** This window has connected, named or disconnected an account. */
  readonly onDidWrite = this.#written.event;

  /** Newer tokens could not be kept. */
  readonly onDidNotKeep = this.#notKept.event;

  constructor(secrets: vscode.SecretStorage) {
    this.#secrets = secrets;
    this.#list = new AccountList(secrets);
    this.#subscription = secrets.onDidChange(({ key }) => {
      if (key === INDEX_KEY || this.#listed.some(({ id }) => key === secretKey(id))) {
        void this.read();
      }
    });
  }

  /** What was read last. */
  get known(): readonly Connected[] {
    return this.#known;
  }

  /** Whether they were read at all. */
  get isRead(): boolean {
    return this.#isRead;
  }

  /** Reads the secrets and tells. Where the storage gives nothing, what was known stays, and it is read again in a while. */
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
      this.#wait = Math.min(2 * this.#wait, LONGEST_WAIT_MS);
    } else {
      this.#wait = FIRST_WAIT_MS;
      this.#listed = found.entries;
      this.#known = found.known;
    }
    this.#changed.fire(this.#known);
  }

  /** Keeps the way into an account, in the place of the one before where there is one. */
  async store(credential: Credential): Promise<void> {
    const id = accountId(credential);
    await this.#oneByOne(async () => {
      const entries = await this.#list.read();
      await this.#secrets.store(secretKey(id), writeCredential(credential));
      if (!entries.some(entry => entry.id === id)) {
        await this.#list.write([...entries, { id, name: '' }]);
      }
    });
    await this.read();
  }

  /**
   * Keeps the way into an account that has another address now in the place of the one before, with its name. Loses
   * neither where the storage fails on the way.
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
      const listed = (both: readonly Entry[]): Thenable<void> =>
        this.#list.write(entries.flatMap(each => (each === old ? both : each === known ? [] : [each])));
      await this.#secrets.store(secretKey(id), writeCredential(credential));
      await listed([moved]);
      // What can't be forgotten is not hidden: the person can disconnect it.
      await this.#secrets.delete(secretKey(from)).then(undefined, () => listed([moved, old]));
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
        await this.#secrets.delete(secretKey(id));
      } catch (error) {
        // A secret that is still there is not hidden: the person can try again.
        await this.#list.write(entries);
        throw error;
      }
    });
    await this.read();
  }

  /** The way into one account, as it is kept now; `undefined`: there is none. Rejects where the storage gives nothing. */
  async credential(id: string): Promise<Credential | undefined> {
    const kept = await this.#secrets.get(secretKey(id));
    return kept === undefined ? undefined : readCredential(kept);
  }

  /** Keeps newer tokens of a sign-in that is still connected. Never rejects: they work in this window in any case. */
  async renew(credential: Credential): Promise<void> {
    const id = accountId(credential);
    try {
      const isListed = (await this.#list.read()).some(entry => entry.id === id);
      const kept = await this.credential(id);
      if (isListed && kept !== undefined && isSameWayIn(kept, credential)) {
        await this.#secrets.store(secretKey(id), writeCredential(credential));
      }
    } catch {
      this.#notKept.fire();
    }
  }

  dispose(): void {
    clearTimeout(this.#again);
    this.#subscription.dispose();
  }

  async #found(): Promise<{ readonly entries: readonly Entry[]; readonly known: readonly Connected[] }> {
    const entries = await this.#list.read();
    const all = await Promise.all(entries.map(entry => this.#connected(entry)));
    return { entries, known: all.filter(each => each !== undefined) };
  }

  /** Two changes of the list at once would undo each other. */
  async #oneByOne(change: () => Promise<void>): Promise<void> {
    const changed = this.#changing.then(change);
    this.#changing = changed.catch(() => undefined);
    await changed;
    this.#written.fire();
  }

  async #connected({ id, name }: Entry): Promise<Connected | undefined> {
    const credential = await this.credential(id);
    return credential === undefined ? undefined : { id, name, credential };
  }
}
