import type * as vscode from 'vscode';
import { Emitter } from '../../../src/model/emitter';
import type { Numbers } from '../../bench/numbers';

/** In milliseconds: a call, a write on its way to the main process, and from there to another window. */
const CALL_MS = 20;
const WRITE_MS = 150;
const BROADCAST_MS = 60;

/**
 * The secret storage as windows of VS Code have it: each sees its own writes at once and those of the others later,
 * and the last write that reaches the main process is the one that stays.
 */
export class Keychain {
  readonly kept = new Map<string, string>();
  readonly #windows: WindowSecrets[] = [];

  constructor(readonly number: Numbers) {}

  open(): WindowSecrets {
    const window = new WindowSecrets(this, new Map(this.kept));
    this.#windows.push(window);
    return window;
  }

  write(key: string, value: string | undefined): void {
    put(this.kept, key, value);
    for (const window of this.#windows) {
      window.hear(key, value);
    }
  }
}

export class WindowSecrets implements vscode.SecretStorage {
  readonly #keychain: Keychain;
  readonly #seen: Map<string, string>;
  readonly #changed = new Emitter<vscode.SecretStorageChangeEvent>();
  #writtenUntil = 0;
  #heardUntil = 0;

  readonly onDidChange = this.#changed.event;

  constructor(keychain: Keychain, seen: Map<string, string>) {
    this.#keychain = keychain;
    this.#seen = seen;
  }

  async get(key: string): Promise<string | undefined> {
    await this.#call();
    const value = this.#seen.get(key);
    await this.#call();
    return value;
  }

  store(key: string, value: string): Promise<void> {
    return this.#write(key, value);
  }

  delete(key: string): Promise<void> {
    return this.#write(key, undefined);
  }

  /** What another window has written arrives after what it wrote before. */
  hear(key: string, value: string | undefined): void {
    this.#heardUntil = this.#after(this.#heardUntil, BROADCAST_MS);
    setTimeout(() => this.#see(key, value), this.#heardUntil - Date.now());
  }

  async #write(key: string, value: string | undefined): Promise<void> {
    await this.#call();
    this.#see(key, value);
    this.#writtenUntil = this.#after(this.#writtenUntil, WRITE_MS);
    setTimeout(() => this.#keychain.write(key, value), this.#writtenUntil - Date.now());
    await this.#call();
  }

  #see(key: string, value: string | undefined): void {
    if (this.#seen.get(key) !== value) {
      put(this.#seen, key, value);
      this.#changed.fire({ key });
    }
  }

  #after(earlier: number, mostMs: number): number {
    return Math.max(earlier, Date.now() + 1 + this.#keychain.number(mostMs));
  }

  #call(): Promise<void> {
    return new Promise(resolve => setTimeout(resolve, this.#keychain.number(CALL_MS)));
  }
}

function put(values: Map<string, string>, key: string, value: string | undefined): void {
  if (value === undefined) {
    values.delete(key);
  } else {
    values.set(key, value);
  }
}
