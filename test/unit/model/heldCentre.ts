import type { HistoryPage, HistoryQuery } from '../../../src/model/history';
import type { Cursor, Page } from '../../../src/model/notification';
import type { Outgoing, Person, Sent } from '../../../src/model/outbox';
import type { PortalClient } from '../../../src/model/portal';
import type { Failure } from '../../../src/model/portalFailure';
import { PortalFailure } from '../../../src/model/portalFailure';

export interface Call {
  readonly method: keyof PortalClient;
  readonly arguments: readonly unknown[];
  answer(value?: unknown): void;
  fail(failure: Failure): void;
  /** Rejects with what no portal says. */
  break(error: Error): void;
}

/** A portal whose answers a test gives by hand, when and in which order it likes. */
export class HeldCentre implements PortalClient {
  readonly calls: Call[] = [];
  readonly #unseen: Call[] = [];
  #wake: (() => void) | undefined;

  /** What was written, in the order sent: the method's name and what it was given. */
  get written(): readonly (readonly unknown[])[] {
    return this.calls
      .filter(({ method }) => method !== 'page' && method !== 'unreadCount')
      .map(call => [call.method, ...call.arguments]);
  }

  /** How many pages were asked for. */
  get pages(): number {
    return this.calls.filter(({ method }) => method === 'page').length;
  }

  page(after?: Cursor): Promise<Page> {
    return this.#hold('page', after === undefined ? [] : [after]);
  }

  unreadCount(): Promise<number> {
    return this.#hold('unreadCount', []);
  }

  answer(id: number, text: string): Promise<readonly string[] | undefined> {
    return this.#hold('answer', [id, text]);
  }

  confirm(id: number, value: string): Promise<readonly string[] | undefined> {
    return this.#hold('confirm', [id, value]);
  }

  setRead(ids: readonly number[], isRead: boolean): Promise<void> {
    return this.#hold('setRead', [ids, isRead]);
  }

  readFrom(id: number): Promise<void> {
    return this.#hold('readFrom', [id]);
  }

  readAll(): Promise<void> {
    return this.#hold('readAll', []);
  }

  delete(ids: readonly number[]): Promise<ReadonlyMap<number, Failure>> {
    return this.#hold('delete', [ids]);
  }

  search(query: HistoryQuery, after?: number): Promise<HistoryPage> {
    return this.#hold('search', after === undefined ? [query] : [query, after]);
  }

  send(outgoing: Outgoing): Promise<Sent> {
    return this.#hold('send', [outgoing]);
  }

  findPeople(name: string): Promise<readonly Person[]> {
    return this.#hold('findPeople', [name]);
  }

  typeNames(): Promise<ReadonlyMap<string, string>> {
    return this.#hold('typeNames', []);
  }

  permissions(): Promise<readonly string[]> {
    return this.#hold('permissions', []);
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
