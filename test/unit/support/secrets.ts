import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import { parseWebhook, type Webhook } from '../../../src/bitrix24/address/webhook';
import { type Credential, serializeCredential } from '../../../src/bitrix24/auth/credential';
import { ApplicationCredential } from '../../../src/bitrix24/auth/oauth';
import { Emitter } from '../../../src/model/emitter';
import type { StoredAccount } from '../../../src/ui/account/accountSecrets';
import { CredentialStore } from '../../../src/ui/account/credentialStore';

type Act = 'get' | 'store' | 'delete';

/** The secret storage that all windows share: each hears of every change. */
export class MemorySecrets implements vscode.SecretStorage {
  readonly kept = new Map<string, string>();
  /** What is done to secrets, in its order: `store bitrix24.accounts`. */
  readonly acts: string[] = [];
  /** What does not work. */
  readonly broken = new Set<Act>();
  readonly #changed = new Emitter<vscode.SecretStorageChangeEvent>();
  readonly #held = new Map<string, Promise<void>>();

  readonly onDidChange = this.#changed.event;

  async get(key: string): Promise<string | undefined> {
    this.#act('get', key);
    const value = this.kept.get(key);
    const held = this.#held.get(key);
    this.#held.delete(key);
    await held;
    return value;
  }

  async store(key: string, value: string): Promise<void> {
    await Promise.resolve();
    this.#act('store', key);
    this.kept.set(key, value);
    this.#changed.fire({ key });
  }

  async delete(key: string): Promise<void> {
    await Promise.resolve();
    this.#act('delete', key);
    this.kept.delete(key);
    this.#changed.fire({ key });
  }

  /** The next reading of the key gets what is there now, when it is let go. */
  hold(key: string): () => void {
    let letGo: () => void = () => undefined;
    this.#held.set(
      key,
      new Promise(resolve => {
        letGo = resolve;
      }),
    );
    return letGo;
  }

  #act(act: Act, key: string): void {
    this.acts.push(`${act} ${key}`);
    if (this.broken.has(act)) {
      throw new Error('The keyring is locked.');
    }
  }
}

/** A store as one window has it, and what it told of. */
export interface Window {
  readonly store: CredentialStore;
  readonly told: (readonly StoredAccount[])[];
  /** How often it said that tokens were not kept. */
  readonly notKept: () => number;
  /** How often it said that the list can’t be read. */
  readonly foundUnreadable: () => number;
}

export function openStore(secrets: MemorySecrets): Window {
  const store = new CredentialStore(secrets);
  const told: (readonly StoredAccount[])[] = [];
  let notKept = 0;
  let foundUnreadable = 0;
  store.onDidChange(known => told.push(known));
  store.onDidFailToRenew(() => notKept++);
  store.onDidFindListUnreadable(() => foundUnreadable++);
  return { store, told, notKept: () => notKept, foundUnreadable: () => foundUnreadable };
}

export function webhook(code: string, userId = '1', origin = 'https://portal.example'): Webhook {
  const reading = parseWebhook(`${origin}/rest/${userId}/${code}/`);
  assert.ok(reading.kind === 'webhook');
  return reading.webhook;
}

export function application(token: string, clientId = 'local.1.2'): ApplicationCredential {
  const grant = {
    accessToken: `access-${token}`,
    refreshToken: `refresh-${token}`,
    tokenServer: 'https://oauth.bitrix.info',
  };
  return new ApplicationCredential('https://office.example', '7', { clientId, clientSecret: 'client-secret' }, grant);
}

/** Names and credentials, as they can be compared. */
export function shown(known: readonly StoredAccount[] | undefined): readonly (readonly [string, string])[] {
  return (known ?? []).map(({ name, credential }) => [name, text(credential)]);
}

export function text(credential: Credential | undefined): string {
  return credential === undefined ? 'none' : serializeCredential(credential);
}

/** Lets all happen that needs no time. */
export function settled(): Promise<void> {
  return new Promise(resolve => setImmediate(resolve));
}

/** What a window reads that is opened now. */
export async function readAnew(secrets: MemorySecrets): Promise<ReturnType<typeof shown>> {
  const { store } = openStore(secrets);
  await store.read();
  store.dispose();
  return shown(store.accounts);
}
