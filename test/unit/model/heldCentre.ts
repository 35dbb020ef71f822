import type { Cursor, NotificationCentre, Page } from '../../../src/model/notification';
import type { Failure } from '../../../src/model/portalFailure';
import { PortalFailure } from '../../../src/model/portalFailure';

export interface Call {
  readonly method: keyof NotificationCentre;
  readonly arguments: readonly unknown[];
  answer(value?: unknown): void;
  fail(failure: Failure): void;
  /** Rejects with what no portal says. */
  break(error: Error): void;
}

/** A notification centre whose answers a test gives by hand, when and in which order it likes. */
export class HeldCentre implements NotificationCentre {
  readonly calls: Call[] = [];
  readonly #unseen: Call[] = [];
  #wake: (() => void) | undefined;

  page(after?: Cursor): Promise<Page> {
    return this.#hold('page', after === undefined ? [] : [after]);
  }

  answer(id: number, text: string): Promise<readonly string[] | undefined> {
    return this.#hold('answer', [id, text]);
  }

  setRead(ids: readonly number[], isRead: boolean): Promise<void> {
    return this.#hold('setRead', [ids, isRead]);
  }

  readAll(): Promise<void> {
    return this.#hold('readAll', []);
  }

  /** The next call that was not given out yet. */
  async next(method: Call['method']): Promise<Call> {
    for (;;) {
      const index = this.#unseen.findIndex(call => call.method === method);
      const [call] = index < 0 ? [] : this.#unseen.splice(index, 1);
      if (call !== undefined) {
        return call;
      }
      await new Promise<void>(resolve => {
        this.#wake = resolve;
      });
    }
  }

  #hold<T>(method: Call['method'], parameters: readonly unknown[]): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const call: Call = {
        method,
        arguments: parameters,
        answer: value => {
          resolve(value as T);
        },
        fail: failure => {
          reject(new PortalFailure(failure));
        },
        break: reject,
      };
      this.calls.push(call);
      this.#unseen.push(call);
      this.#wake?.();
    });
  }
}
