import * as vscode from 'vscode';
import { type Account, accountId, hostOf } from '../model/account';
import type { CallRecord } from '../model/callRecord';

/** Logs the calls to the portals: names and numbers only, never an address, a parameter or a response. */
export class CallLog implements vscode.Disposable {
  readonly #channel = vscode.window.createOutputChannel('Bitrix24', { log: true });
  /** How many notifications of an account were skipped last, by its ID. */
  readonly #skipped = new Map<string, number>();
  #isDisposed = false;

  readonly logCall = ({ method, host, durationMs, waitedMs, attempts, outcome }: CallRecord): void => {
    const line = [
      `${host}: ${method} ${outcome} ${durationMs} ms`,
      ...(waitedMs > 0 ? [`waited ${waitedMs} ms`] : []),
      ...(attempts === 1 ? [] : [`${attempts} attempts`]),
    ].join(', ');
    this.#write(outcome === 'ok' ? 'info' : 'warn', line);
  };

  /** Logs that notifications of an account could not be decoded, unless it was the same number last time. */
  readonly logSkipped = (account: Account, count: number): void => {
    const id = accountId(account);
    if (count !== this.#skipped.get(id)) {
      this.#skipped.set(id, count);
      this.#write(
        'warn',
        `${hostOf(account.origin)}: ${count} of the notifications could not be read and are left out`,
      );
    }
  };

  readonly logTokensNotStored = (): void => {
    this.#write('error', 'newer tokens could not be kept in the secret storage');
  };

  show(): void {
    this.#channel.show(true);
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#channel.dispose();
  }

  /** Does nothing once disposed: requests may end later than the extension, and VS Code throws for a closed channel. */
  #write(level: 'info' | 'warn' | 'error', line: string): void {
    if (!this.#isDisposed) this.#channel[level](line);
  }
}
