import * as vscode from 'vscode';

interface CallRecord {
  readonly method: string;
  readonly durationMs: number;
  readonly waitedMs?: number;
  readonly attempts: number;
  readonly outcome: string;
}

/** Logs the calls to the portal: names and numbers only, never an address, a parameter or a response. */
export class CallLog implements vscode.Disposable {
  readonly #channel = vscode.window.createOutputChannel('Bitrix24', { log: true });

  #leftOut = 0;

  readonly logCall = ({ method, durationMs, waitedMs = 0, attempts, outcome }: CallRecord): void => {
    const line = [
      `${method} ${outcome} ${durationMs} ms`,
      ...(waitedMs > 0 ? [`waited ${waitedMs} ms`] : []),
      ...(attempts === 1 ? [] : [`${attempts} attempts`]),
    ].join(', ');
    if (outcome === 'ok') {
      this.#channel.info(line);
    } else {
      this.#channel.warn(line);
    }
  };

  readonly logSkipped = (count: number): void => {
    if (count === this.#leftOut) {
      return;
    }
    this.#leftOut = count;
    this.#channel.warn(`im.notify.get: ${count} of the notifications could not be read and are left out`);
  };

  readonly logTokensNotStored = (): void => {
    this.#channel.error('newer tokens could not be kept in the secret storage');
  };

  show(): void {
    this.#channel.show(true);
  }

  dispose(): void {
    this.#channel.dispose();
  }
}
