import type { OutgoingNotification, Person, SendResult } from '../../../src/model/compose/sendApi';
import type {
  NotificationFingerprint,
  NotificationPage,
  PageCursor,
} from '../../../src/model/notification/notification';
import type { PortalApi } from '../../../src/model/portal/portal';
import { type Failure, PortalFailure } from '../../../src/model/portalFailure';
import type { HistoryPage, HistoryQuery } from '../../../src/model/search/historyQuery';

export interface Call {
  readonly method: keyof PortalApi;
  readonly arguments: readonly unknown[];
  answer(value?: unknown): void;
  fail(failure: Failure): void;
  /** Rejects with what no portal says. */
  break(error: Error): void;
}

/** A portal whose answers a test gives by hand, when and in which order it likes. */
export class HeldApi implements PortalApi {
  readonly calls: Call[] = [];
  readonly #unseen: Call[] = [];
  #wake: (() => void) | undefined;

  /** What was written, in the order sent: the method's name and what it was given. */
  get written(): readonly (readonly unknown[])[] {
    return this.calls
      .filter(({ method }) => !['getPage', 'getFingerprint', 'getUnreadCount'].includes(method))
      .map(call => [call.method, ...call.arguments]);
  }

  /** How many pages were asked for. */
  get pages(): number {
    return this.calls.filter(({ method }) => method === 'getPage').length;
  }

  getPage(after?: PageCursor): Promise<NotificationPage> {
    return this.#hold('getPage', after === undefined ? [] : [after]);
  }

  getFingerprint(): Promise<NotificationFingerprint> {
    return this.#hold('getFingerprint', []);
  }

  getUnreadCount(): Promise<number> {
    return this.#hold('getUnreadCount', []);
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

  markReadFrom(id: number): Promise<void> {
    return this.#hold('markReadFrom', [id]);
  }

  markAllRead(): Promise<void> {
    return this.#hold('markAllRead', []);
  }

  delete(ids: readonly number[]): Promise<ReadonlyMap<number, Failure>> {
    return this.#hold('delete', [ids]);
  }

  search(query: HistoryQuery, after?: number): Promise<HistoryPage> {
    return this.#hold('search', after === undefined ? [query] : [query, after]);
  }

  send(outgoing: OutgoingNotification): Promise<SendResult> {
    return this.#hold('send', [outgoing]);
  }

  findPeople(name: string): Promise<readonly Person[]> {
    return this.#hold('findPeople', [name]);
  }

  getTypeNames(): Promise<ReadonlyMap<string, string>> {
    return this.#hold('getTypeNames', []);
  }

  getPermissions(): Promise<readonly string[]> {
    return this.#hold('getPermissions', []);
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
