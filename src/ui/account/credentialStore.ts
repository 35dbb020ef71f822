import * as vscode from 'vscode';
import { readWebhook } from '../../bitrix24/webhook';
import type { Webhook } from '../../bitrix24/webhook';

const KEY = 'bitrix24.credential';

/** The one owner of the secret. What is stored: `{"kind":"webhook","address":"https://…"}`. */
export class CredentialStore implements vscode.Disposable {
  readonly #secrets: vscode.SecretStorage;
  readonly #changed = new vscode.EventEmitter<Webhook | undefined>();
  readonly #subscription: vscode.Disposable;
  #reading = 0;
  #current: string | undefined;
  #isRead = false;

  /** The credential was read for the first time, or is another one now, stored here or in another window. */
  readonly onDidChange = this.#changed.event;

  constructor(secrets: vscode.SecretStorage) {
    this.#secrets = secrets;
    this.#subscription = secrets.onDidChange(({ key }) => {
      if (key === KEY) {
        void this.read();
      }
    });
  }

  /** Reads the secret and tells if it is another one. What can't be read means signed out. */
  async read(): Promise<void> {
    const reading = ++this.#reading;
    const stored = await this.#stored();
    if (reading !== this.#reading) {
      return;
    }
    const webhook = stored === undefined ? undefined : webhookIn(stored);
    if (!this.#isRead || webhook?.address !== this.#current) {
      this.#isRead = true;
      this.#current = webhook?.address;
      this.#changed.fire(webhook);
    }
  }

  /** Keeps the secret; counts as a change even where it is the same one, which may work again. */
  async store(webhook: Webhook): Promise<void> {
    this.#isRead = false;
    await this.#secrets.store(KEY, JSON.stringify({ kind: 'webhook', address: webhook.address }));
    await this.read();
  }

  isCurrent(webhook: Webhook): boolean {
    return this.#current === webhook.address;
  }

  async forget(): Promise<void> {
    await this.#secrets.delete(KEY);
    await this.read();
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#changed.dispose();
  }

  async #stored(): Promise<string | undefined> {
    try {
      return await this.#secrets.get(KEY);
    } catch {
      return undefined;
    }
  }
}

function webhookIn(stored: string): Webhook | undefined {
  try {
    const value: unknown = JSON.parse(stored);
    if (
      typeof value === 'object' &&
      value !== null &&
      'address' in value &&
      typeof value.address === 'string'
    ) {
      const reading = readWebhook(value.address);
      return reading.kind === 'webhook' ? reading.webhook : undefined;
    }
  } catch {
    // Not readable: signed out.
  }
  return undefined;
}
