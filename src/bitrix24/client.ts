import type { HistoryPage, HistoryQuery } from '../model/history';
import type { Author, Cursor, Page } from '../model/notification';
import type { Outgoing, Person, Sent } from '../model/outbox';
import type { PortalClient } from '../model/portal';
import { PortalFailure } from '../model/portalFailure';
import type { Failure } from '../model/portalFailure';
import { decodeProfile, decodeScope } from './decode/account';
import { decodeAnswer } from './decode/answer';
import { decodeUnreadCount } from './decode/counters';
import { decodeHistoryPage } from './decode/historyPage';
import type { Decoded } from './decode/list';
import { decodePage } from './decode/page';
import { decodeTypeNames } from './decode/typeNames';
import { deleteNotifications } from './deletion';
import { historyParams } from './historyParams';
import { findPeople } from './people';
import { sendNotification } from './sending';
import type { Transport } from './transport';

/** What the portal gives at most. */
const PAGE_SIZE = 50;

export interface ClientOptions {
  readonly transport: Pick<Transport, 'call' | 'learn'>;
  /** `https://portal.example`: where the portal's relative links lead. */
  readonly origin: string;
  /** Told how many notifications of a page were left out because they could not be read. */
  readonly onLeftOut: (count: number) => void;
}

/** The REST methods of one account's notification centre. Methods reject with a `PortalFailure` alone. */
export class Client implements PortalClient {
  readonly #options: ClientOptions;

  constructor(options: ClientOptions) {
    this.#options = options;
  }

  /** `im.notify.get`: confirmations first, then the others, each newest first. */
  async page(after?: Cursor): Promise<Page> {
    const result = await this.#read('im.notify.get', {
      LIMIT: PAGE_SIZE,
      ...(after === undefined ? {} : { LAST_ID: after.lastId, LAST_TYPE: after.lastType }),
    });
    return this.#told(decodePage(result, PAGE_SIZE, this.#options.origin));
  }

  /** `im.counters.get`. */
  async unreadCount(): Promise<number> {
    return decodeUnreadCount(await this.#read('im.counters.get', {}));
  }

  /** `im.notify.answer`. Not idempotent, and its answer is no proof of delivery. */
  async answer(id: number, text: string): Promise<readonly string[] | undefined> {
    return decodeAnswer(await this.#write('im.notify.answer', { NOTIFY_ID: id, ANSWER_TEXT: text }));
  }

  /** `im.notify.confirm`. The notification is deleted, whatever the value was. */
  async confirm(id: number, value: string): Promise<readonly string[] | undefined> {
    return decodeAnswer(await this.#write('im.notify.confirm', { NOTIFY_ID: id, NOTIFY_VALUE: value }));
  }

  /** `im.notify.read.list`: these alone, where `im.notify.read` would take every newer one along. */
  async setRead(ids: readonly number[], isRead: boolean): Promise<void> {
    await this.#write('im.notify.read.list', { IDS: ids, ACTION: isRead ? 'Y' : 'N' });
  }

  /** `im.notify.read` without ONLY_CURRENT: this one and every one with a higher id. */
  async readFrom(id: number): Promise<void> {
    await this.#write('im.notify.read', { ID: id, ACTION: 'Y' });
  }

  /** `im.notify.read.all`: confirmations stay unread. */
  async readAll(): Promise<void> {
    await this.#write('im.notify.read.all', {});
  }

  /** `im.notify.delete`, of several in a `batch`. */
  delete(ids: readonly number[]): Promise<ReadonlyMap<number, Failure>> {
    return deleteNotifications(this.#options.transport, ids);
  }

  /** `im.notify.history.search`: all kinds in one list, newest first. What the portal would refuse is not asked. */
  async search(query: HistoryQuery, after?: number): Promise<HistoryPage> {
    const params = historyParams(query);
    if (params === undefined) {
      return { notifications: [] };
    }
    const result = await this.#read('im.notify.history.search', {
      ...params,
      LIMIT: PAGE_SIZE,
      ...(after === undefined ? {} : { LAST_ID: after }),
    });
    return this.#told(decodeHistoryPage(result, PAGE_SIZE, this.#options.origin));
  }

  /** `im.notify.schema.get`. */
  async typeNames(): Promise<ReadonlyMap<string, string>> {
    return decodeTypeNames(await this.#read('im.notify.schema.get', {}));
  }

  /** `im.notify.personal.add`, `im.notify.system.add`, or `im.notify`. Not idempotent. */
  send(outgoing: Outgoing): Promise<Sent> {
    return sendNotification(this.#options.transport, outgoing);
  }

  /** `user.search`, which asks for the permission `user`. */
  findPeople(name: string): Promise<readonly Person[]> {
    return findPeople(this.#options.transport, name);
  }

  /**
   * Who the credential belongs to (`profile`), once its scope is seen to hold `im` (`scope`).
   *
   * @throws PortalFailure `forbidden` with `scope: 'im'` where it does not
   */
  async account(): Promise<Author> {
    const account = decodeProfile(await this.#read('profile', {}));
    if (!(await this.permissions()).includes('im')) {
      throw new PortalFailure({ kind: 'forbidden', code: 'insufficient_scope', scope: 'im' });
    }
    return account;
  }

  /** What the credential may do (`scope`). */
  async permissions(): Promise<readonly string[]> {
    return decodeScope(await this.#read('scope', {}));
  }

  #told<T>({ page, leftOut }: Decoded<T>): T {
    if (leftOut > 0) {
      this.#options.onLeftOut(leftOut);
    }
    return page;
  }

  #read(method: string, params: Readonly<Record<string, unknown>>): Promise<unknown> {
    return this.#options.transport.call(method, params, 'read');
  }

  #write(method: string, params: Readonly<Record<string, unknown>>): Promise<unknown> {
    return this.#options.transport.call(method, params, 'write');
  }
}
