import * as vscode from 'vscode';
import { type Account, hostOf } from '../model/account';
import type { CallRecord } from '../model/callRecord';

/** Logs the calls to the portals: names and numbers only, never an address, a parameter or a response. */
export class CallLog implements vscode.Disposable {
  readonly #channel = vscode.window.createOutputChannel('Bitrix24', { log: true });
  /** The lines about skipped notifications that are in the log. */
  readonly #skipped = new Set<string>();
  #isDisposed = false;

  readonly logCall = ({ method, host, durationMs, waitedMs, attempts, outcome }: CallRecord): void => {
    const line = [
      `${host}: ${method} ${outcome} ${durationMs} ms`,
      ...(waitedMs > 0 ? [`waited ${waitedMs} ms`] : []),
      ...(attempts === 1 ? [] : [`${attempts} attempts`]),
    ].join(', ');
    this.#write(outcome === 'ok' ? 'info' : 'warn', line);
  };

  /** Logs that notifications in a response could not be decoded; once, as each poll has the same ones. */
  readonly logSkipped = (account: Account, count: number): void => {
    const line = `${labelOf(account)}: unreadable notifications in a response, not shown: ${count}`;
    if (!this.#skipped.has(line)) {
      this.#skipped.add(line);
      this.#write('warn', line);
    }
  };

  /** Logs what has happened to the push channel of an account. */
  readonly logPush = (account: Account, outcome: string): void => {
    this.#write('info', `${labelOf(account)}: push channel: ${outcome}`);
  };

  readonly logTokensNotStored = (account: Account): void => {
    this.#write('error', `${labelOf(account)}: the renewed sign-in could not be saved in the secret storage`);
  };

  /** Logs that something in settings.json, or a value shared by the windows, is ignored. */
  readonly logIgnored = (name: string): void => {
    this.#write('warn', `${name}: the value is not valid and is ignored`);
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

function labelOf({ origin, userId }: Account): string {
  return `${hostOf(origin)} #${userId}`;
}
